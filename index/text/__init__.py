"""Text to terms: folding, numbers, words, and the kinds of term a text is indexed under; nothing here does I/O."""

from index.text.folding import Folded, fold
from index.text.lexicon import Lexicon, group_of
from index.text.terms import Analyzer
from index.text.tokens import Token, TokenKind

__all__ = ["Analyzer", "Folded", "Lexicon", "Token", "TokenKind", "fold", "group_of"]
