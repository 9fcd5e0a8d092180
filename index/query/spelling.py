"""Slips of the keyboard: 阮德中 for 阮德忠, 养犬等级 for 养犬登记, 「lvwang」 for 滤网.

Chinese is typed by sound, so the usual slip is a character or a word of the same or nearly the same sound; a few are
slips of the eye. A pair of neighbours is doubted where it stands nowhere in the documents; it is replaced where likely
characters make a run of three or more that do stand there, all in one paragraph. Pure: what the documents hold is asked
through :class:`Vocabulary`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from index.model import Query, Span, TermKind
from index.query.asking import is_function_word, without_asking
from index.query.likely import likely
from index.query.parsing import parse
from index.query.pinyin import from_pinyin
from index.query.vocabulary import Vocabulary
from index.text import Analyzer, fold
from index.text.tokens import TokenKind

# Grammar of one character, in both scripts' folded form: nobody takes it for a part of a name.
_GRAMMAR = frozenset("自即虽既则均且仍亦乃皆便若如至各每某另再先后前时做作又及以")
_SHORTEST = 3
"""Characters in a row that must stand in one paragraph: two are right too often by chance."""

_REACH = 2
_LONGEST = 200
_MOST = 4  # slips mended in one question


def mended(query: Query, analyzer: Analyzer, vocabulary: Vocabulary) -> Query | None:
    """The query with likely slips put right, or ``None`` where nothing is to be mended.

    A word of the dictionary that the documents hold is never touched, nor are two characters by themselves: 张云 and
    张芸 are two people.

    Args:
        query: As typed.
        analyzer: The one the documents were indexed with.
        vocabulary: What the documents hold.
    """
    spelt = from_pinyin(query.folded[:_LONGEST], vocabulary)
    if spelt != query.folded[:_LONGEST]:
        return parse(spelt + query.folded[_LONGEST:], analyzer)
    content = without_asking(query.folded)[:_LONGEST]
    better: dict[int, str] = {}
    for run in _runs(content, analyzer):
        free = _free(content, run, analyzer, vocabulary)
        for _ in range(_MOST):
            found = _slip(content, run, free, analyzer, vocabulary)
            if found is None:
                break
            for place, character in found.items():
                content = content[:place] + character + content[place + 1 :]
                free.discard(place)
            better |= found
    question = _with(query.question, query.folded, better)
    return parse(question, analyzer) if question != query.question else None


def _with(question: str, searched: str, better: Mapping[int, str]) -> str:
    """The question with these characters at these places of the text that is searched for."""
    if not better:
        return question
    folded = fold(question)
    if folded.text != searched:
        # a year was written out: places differ
        return "".join(better.get(place, character) for place, character in enumerate(searched))
    for place, character in better.items():
        source = folded.to_source(Span(place, place + 1))
        # one character for one: places behind it stay where they are
        if len(source) == 1:
            question = question[: source.start] + character + question[source.end :]
    return question


def _runs(content: str, analyzer: Analyzer) -> Iterator[Span]:
    """Stretches of Han characters between what asks and the words of grammar."""
    start = end = -1
    for token in analyzer.tokens(content):
        goes_on = token.kind is TokenKind.HAN and not is_function_word(token.text)
        if goes_on and token.span.start == end:
            end = token.span.end
            continue
        if end - start >= _SHORTEST:
            yield Span(start, end)
        start, end = (token.span.start, token.span.end) if goes_on else (-1, -1)
    if end - start >= _SHORTEST:
        yield Span(start, end)


def _free(content: str, run: Span, analyzer: Analyzer, vocabulary: Vocabulary) -> set[int]:
    """Places of a run that may be slips.

    Not those in words of the dictionary that the documents hold, nor a single character at either end that stands
    beside a word of the dictionary: it goes with what asks (适合做什么, 多少名党员).
    """
    places = set(range(run.start, run.end))
    tokens = [token for token in analyzer.tokens(content) if run.contains(token.span)]
    words = [len(token.text) > 1 and analyzer.is_word(token.text) for token in tokens]
    for token, is_word in zip(tokens, words, strict=True):
        if is_word and vocabulary.frequency(token.text, TermKind.WORD):
            places -= set(range(token.span.start, token.span.end))
    places -= {place for place in places if content[place] in _GRAMMAR}
    for end, beside in ((0, 1), (-1, -2)):
        if len(tokens) > 1 and len(tokens[end].text) == 1 and words[beside]:
            places.discard(tokens[end].span.start)
    return places


def _slip(content: str, run: Span, free: set[int], analyzer: Analyzer, vocabulary: Vocabulary) -> dict[int, str] | None:
    """The first slip of a run that can be put right: the places and their characters."""
    for at in range(run.start, run.end - 1):
        if not vocabulary.frequency(content[at : at + 2], TermKind.BIGRAM) and free & {at, at + 1}:
            for found in (
                _single(content, run, at, free, vocabulary),
                _double(content, run, at, free, analyzer, vocabulary),
            ):
                if found and not _breaks_word(content, found, analyzer):
                    return found
    return None


def _single(content: str, run: Span, at: int, free: set[int], vocabulary: Vocabulary) -> dict[int, str] | None:
    """One character of the pair at ``at`` replaced, so that the pair is known."""
    candidates: list[tuple[int, int, str, dict[int, str]]] = []
    for place in sorted(free & {at, at + 1}):
        here = Span(place, place + 1)
        known = _known_around(content, run, here, vocabulary)
        for nearness, character in enumerate(likely(content[place])):
            text = content[:place] + character + content[place + 1 :]
            if vocabulary.frequency(text[at : at + 2], TermKind.BIGRAM):
                row = _known_around(text, run, here, vocabulary)
                # a neighbour the character is known with must be known with the new one
                if len(row) >= _SHORTEST and row.contains(known):
                    candidates.append((-len(row), nearness, row.of(text), {place: character}))
    candidates.sort(key=lambda each: each[:2])
    return next((found for _, _, row, found in candidates if vocabulary.holds(row)), None)


def _breaks_word(content: str, found: Mapping[int, str], analyzer: Analyzer) -> bool:
    """Whether what is put right was a word of the dictionary and would be none."""
    for token in analyzer.tokens(content):
        places = [place for place in found if token.span.start <= place < token.span.end]
        if places and len(token.text) > 1 and analyzer.is_word(token.text):
            new = "".join(found.get(token.span.start + at, character) for at, character in enumerate(token.text))
            if not analyzer.is_word(new):
                return True
    return False


def _double(  # noqa: PLR0913, PLR0917 - where to look, and who is asked
    content: str, run: Span, at: int, free: set[int], analyzer: Analyzer, vocabulary: Vocabulary
) -> dict[int, str] | None:
    """Two characters beside the pair's other one replaced by a word."""
    for kept, near, far in ((at, at + 1, at + 2), (at + 1, at, at - 1)):
        if not (run.start <= far < run.end and {near, far} <= free):
            continue
        for one in likely(content[near]):
            if not vocabulary.frequency(_pair(content[kept], one, in_order=kept < near), TermKind.BIGRAM):
                continue
            for other in likely(content[far]):
                word = _pair(one, other, in_order=kept < near)
                text = content[kept] + word if kept < near else word + content[kept]
                if analyzer.is_word(word) and vocabulary.holds(text):
                    return {near: one, far: other}
    return None


def _pair(one: str, other: str, *, in_order: bool) -> str:
    return one + other if in_order else other + one


def _known_around(text: str, run: Span, span: Span, vocabulary: Vocabulary) -> Span:
    """The row of known pairs around ``span``, a few characters on either side."""
    start, end = span.start, span.end
    while start > max(run.start, span.start - _REACH) and vocabulary.frequency(
        text[start - 1 : start + 1], TermKind.BIGRAM
    ):
        start -= 1
    while end < min(run.end, span.end + _REACH) and vocabulary.frequency(text[end - 1 : end + 1], TermKind.BIGRAM):
        end += 1
    return Span(start, end)
