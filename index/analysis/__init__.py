"""Text to terms: folding, numbers, words, and the kinds of term a text is indexed under; nothing here does I/O."""

from index.analysis.folding import Folded, fold
from index.analysis.lexicon import Lexicon, group_of
from index.analysis.terms import Analyzer
from index.analysis.tokens import Token, TokenKind

__all__ = ["Analyzer", "Folded", "Lexicon", "Token", "TokenKind", "fold", "group_of"]
