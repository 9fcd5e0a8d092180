"""Text to the terms it is indexed under."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from importlib.metadata import version
from itertools import pairwise
from operator import add
from pathlib import Path
from zlib import crc32

from index.model import Span, TermKind
from index.text import regional
from index.text.folding import fold
from index.text.lexicon import Lexicon
from index.text.numbers import han_numbers, normal_number, number_pairs
from index.text.segmenting import SHORTEST, Segmenter
from index.text.tokens import Run, Token, TokenKind, bare_tokens, runs, tokens

# Raised whenever the same text would give other terms, or other windows, than before.
_RULES = 6

# Counted once the questions of a FAQ lose to their answers; more often changes nothing any more.
_CONTEXT_COUNT = 2

_JOINING = frozenset(" -/._+&'")  # what may stand between two words that are a pair


class Analyzer:
    """Turns text into terms of four kinds; safe to share between threads.

    The kinds: words as segmented; shorter dictionary words inside them; pairs of neighbouring characters; single
    characters. Numbers and Latin words are terms of every kind but the last.
    """

    def __init__(self, lexicon: Lexicon | None = None, cache_folder: Path | None = None) -> None:
        """Prepare an analyzer; the dictionary is loaded when the first text comes.

        Args:
            lexicon: The operator's words and synonyms.
            cache_folder: Where the parsed dictionary may be kept; ``None`` parses it anew in each process.
        """
        self._lexicon = lexicon or Lexicon()
        self._cache_folder = cache_folder
        self._segmenter = Segmenter(self._lexicon.user_words, cache_folder)

    @property
    def lexicon(self) -> Lexicon:
        """The operator's words and synonyms it was made with."""
        return self._lexicon

    @property
    def cache_folder(self) -> Path | None:
        """Where the parsed dictionary is kept, if it is."""
        return self._cache_folder

    @cached_property
    def signature(self) -> str:
        """Changes whenever the terms of some text would: an index keeps it and is built anew when it differs."""
        regions = crc32(repr(regional.GROUPS).encode())
        libraries = f"jieba-{version('jieba')}/opencc-{version('opencc')}"
        return f"{_RULES}/{regions:08x}/{libraries}/{self._lexicon.signature}"

    def tokens(self, folded_text: str) -> list[Token]:
        """The words of a folded text, in order, with their places in it."""
        return tokens(folded_text, self._segmenter.cut)

    def bare_tokens(self, folded_text: str) -> Iterator[tuple[str, int, TokenKind]]:
        """The same as text, start and kind of each: for who reads hundreds of them for every question."""
        return bare_tokens(folded_text, self._segmenter.cut)

    def is_word(self, folded: str) -> bool:
        """Whether the dictionary or the operator knows ``folded`` as a word."""
        return self._segmenter.is_word(folded)

    def index_terms(self, text: str, context: str = "") -> dict[TermKind, list[str]]:
        """The terms a paragraph is indexed under, repeated as often as they occur.

        Args:
            text: The paragraph, as loaded.
            context: Title, headings, table header: each of their terms counts as two more occurrences, however often
                it is repeated there.
        """
        (terms,) = self.index_terms_of([(text, context)])
        return terms

    def index_terms_of(self, units: Sequence[tuple[str, str]]) -> Iterator[dict[TermKind, list[str]]]:
        """The same for each of many texts and their contexts, which are cut together, several times as fast."""
        contexts = {context: self._writings(context) for _, context in units if context}
        texts = [self._writings(text) for text, _ in units]
        every = [run for writings in (*contexts.values(), *texts) for _, there in writings for run in there]
        cut = iter(self._segmenter.cut_all([run for run, _, kind in every if kind is TokenKind.HAN]))
        # paragraphs that follow each other mostly stand under the same context
        added: dict[str, Mapping[TermKind, Sequence[str]]] = {}
        for context, writings in contexts.items():
            terms = self._terms_of(writings, cut)
            added[context] = {kind: _CONTEXT_COUNT * list(dict.fromkeys(extra)) for kind, extra in terms.items()}
        for (_, context), writings in zip(units, texts, strict=True):
            terms = self._terms_of(writings, cut)
            if context:
                for kind, extra in added[context].items():
                    terms[kind].extend(extra)
            yield terms

    def _writings(self, text: str) -> list[tuple[str, list[Run]]]:
        """A text folded, and once more where words of it are written otherwise elsewhere; each with its runs."""
        folded = fold(text).text
        return [(each, list(runs(each))) for each in dict.fromkeys((folded, self._lexicon.canonical(folded)))]

    def _terms_of(
        self, writings: Sequence[tuple[str, Sequence[Run]]], cut: Iterator[Sequence[str]]
    ) -> dict[TermKind, list[str]]:
        """Both writings are found: the text keeps its own terms and gains those of the words that stand for all."""
        terms, *others = [self._all_terms(folded, there, cut) for folded, there in writings]
        for other in others:
            for kind, extra in other.items():
                present = set(terms[kind])
                terms[kind].extend(term for term in extra if term not in present)
        return terms

    def _all_terms(self, folded: str, found: Sequence[Run], cut: Iterator[Sequence[str]]) -> dict[TermKind, list[str]]:
        """As :meth:`terms` of all tokens, run by run: an object for each character would take as long as cutting.

        Args:
            folded: The text.
            found: Its runs.
            cut: Gives the words of each of them that is Han.
        """
        whole: list[str] = []
        parts: list[str] = []
        pairs: list[str] = []
        characters: list[str] = []
        before = ""  # the unit before, as it is indexed
        after_han, end = False, 0
        for run, start, kind in found:
            is_han = kind is TokenKind.HAN
            text = run if is_han else _normal_text(run, kind)
            if before and (start == end or (not is_han and not after_han and folded[end:start] in _JOINING)):
                pairs.append(before + (text[0] if is_han else text))
            if is_han:
                words = next(cut)
                whole.extend(words)
                for word in words:
                    if len(word) > SHORTEST:  # asked here as well: a call for each word takes a tenth of all time
                        parts.extend(self._segmenter.subwords(word))
                pairs.extend(map(add, run, run[1:]))
                characters.extend(run)
                text = run[-1]
            else:
                whole.append(text)
            before, after_han, end = text, is_han, start + len(run)
        self._add_numbers(folded, whole, pairs)
        return _by_kind(whole, parts, pairs, characters)

    def terms(self, folded: str, words: Sequence[Token]) -> dict[TermKind, list[str]]:
        """The terms of these words of a folded text, by kind, as often as they occur."""
        units = [unit for word in words for unit in _units(word)]
        whole = [_normal(word) for word in words]
        parts = [part for word in words if word.kind is TokenKind.HAN for part in self._segmenter.subwords(word.text)]
        pairs = [_normal(left) + _normal(right) for left, right in pairwise(units) if _adjacent(folded, left, right)]
        self._add_numbers(folded, whole, pairs)
        return _by_kind(whole, parts, pairs, [unit.text for unit in units if unit.kind is TokenKind.HAN])

    @staticmethod
    def _add_numbers(folded: str, words: list[str], pairs: list[str]) -> None:
        for span, number in han_numbers(folded):
            words.append(number)
            pairs.extend(number_pairs(folded, span, number))


def _by_kind(words: list[str], parts: list[str], pairs: list[str], characters: list[str]) -> dict[TermKind, list[str]]:
    return {
        TermKind.WORD: words,
        TermKind.SUBWORD: parts,
        TermKind.BIGRAM: pairs,
        TermKind.CHARACTER: characters,
    }


def _units(word: Token) -> list[Token]:
    """What pairs are made of: the characters of a Han word, any other token whole."""
    if word.kind is not TokenKind.HAN:
        return [word]
    start = word.span.start
    return [
        Token(character, Span(start + place, start + place + 1), word.kind) for place, character in enumerate(word.text)
    ]


def _adjacent(folded: str, left: Token, right: Token) -> bool:
    between = folded[left.span.end : right.span.start]
    if not between:
        return True
    # wi-fi, 39-nq/tw, new york; between Han characters a space or a dash parts.
    return TokenKind.HAN not in (left.kind, right.kind) and between in _JOINING


def _normal(word: Token) -> str:
    return _normal_text(word.text, word.kind)


def _normal_text(text: str, kind: TokenKind) -> str:
    if kind is TokenKind.NUMBER:
        return normal_number(text)
    if kind is TokenKind.LATIN:
        return _stem(text)
    return text


_SHORTEST_STEMMED = 4


def _stem(word: str) -> str:
    """English plurals made singular, Harman's S-stemmer.

    Donna Harman, "How effective is suffixing?", JASIS 42(1), 1991.
    """
    if len(word) < _SHORTEST_STEMMED or not word.endswith("s"):
        return word.removesuffix("'s")
    if word.endswith("ies") and not word.endswith(("eies", "aies")):
        return word[:-3] + "y"
    if word.endswith("es") and not word.endswith(("aes", "ees", "oes")):
        return word[:-1]
    return word if word.endswith(("us", "ss", "is")) else word.removesuffix("'s").removesuffix("s")
