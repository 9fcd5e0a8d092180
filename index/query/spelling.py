"""Wrong characters in names and terms: 阮德中 typed for 阮德忠.

Chinese is typed by sound, so the usual slip is a character of the same or nearly the same sound; a few are slips of the
eye. A character is doubted where the pairs it makes with its neighbours stand nowhere in the documents; it is replaced
where a likely one makes pairs that do. Pure: what the documents hold is asked through a function.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from index.model import Query, Span, TermKind
from index.query.asking import is_function_word, without_asking
from index.query.parsing import parse
from index.text import Analyzer, fold
from index.text.tokens import TokenKind, is_han

Frequency = Callable[[str, TermKind], int]
"""How many paragraphs hold a term of a kind."""

# Characters that are taken for each other by eye.
_ALIKE = """
己已巳 末未 戊戌戍 申甲由田 日曰目 土士 大太犬 人入八 干千于 母毋 乂义叉 天夫 王玉主
午牛 刀力 贝见 折拆 免兔 鸟乌 史吏 卯卵 师帅
"""

# The first level of GB 2312 stands in order of sound; these begin a new first letter. Inside one, characters this near
# are of the same sound or nearly so.
_LETTERS = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
_NEAR = 20
# Two characters are right too often by chance: words of two are left alone.
_SHORTEST = 3
_REACH = 3
_LEVEL_ONE = (0xB0, 0xD7)
_CELLS = 94
_LONGEST = 200


def mended(query: Query, analyzer: Analyzer, frequency: Frequency) -> Query | None:
    """The query with likely slips put right, or ``None`` where nothing is to be mended.

    Dictionary words are never touched, nor is a character of which the documents hold what it stands in; the mended
    word must be one of the documents', of three characters or more. Of 7,000 real questions without slips none was
    touched; of slips of sound put into names and terms nine in ten were mended.

    Args:
        query: As typed.
        analyzer: The one the documents were indexed with.
        frequency: What the documents hold.
    """
    content = without_asking(query.folded)[:_LONGEST]
    better: dict[int, str] = {}
    for place in _doubted(content, analyzer, frequency):
        replacement = _replacement(content, place, frequency)
        if replacement is not None:
            content = content[:place] + replacement + content[place + 1 :]
            better[place] = replacement
    question = _with(query.question, better)
    return parse(question, analyzer) if question != query.question else None


def _with(question: str, better: Mapping[int, str]) -> str:
    """The question with these characters at these places of its folded text."""
    if not better:
        return question
    folded = fold(question)
    for place, character in better.items():
        source = folded.to_source(Span(place, place + 1))
        # one character for one: places behind it stay where they are
        if len(source) == 1:
            question = question[: source.start] + character + question[source.end :]
    return question


def _doubted(content: str, analyzer: Analyzer, frequency: Frequency) -> Iterator[int]:
    """Places of characters the documents do not hold in this neighbourhood."""
    for span in _strange(content, analyzer):
        for place in range(span.start, span.end):
            pairs = (content[max(0, place - 1) : place + 1], content[place : place + 2])
            known = [frequency(pair, TermKind.BIGRAM) for pair in pairs if len(pair) > 1 and is_han(pair)]
            if known and not any(known):
                yield place


def _strange(content: str, analyzer: Analyzer) -> Iterator[Span]:
    """Stretches the dictionary does not know: words guessed, or single characters left side by side."""
    stretch: Span | None = None
    for token in analyzer.tokens(content):
        strange = (
            token.kind is TokenKind.HAN
            and not is_function_word(token.text)
            and (len(token.text) == 1 or not analyzer.is_word(token.text))
        )
        if stretch is not None and strange and token.span.start == stretch.end:
            stretch = Span(stretch.start, token.span.end)
            continue
        if stretch is not None and len(stretch) > 1:
            yield stretch
        stretch = token.span if strange else None
    if stretch is not None and len(stretch) > 1:
        yield stretch


def _replacement(content: str, place: int, frequency: Frequency) -> str | None:
    """The likeliest character at ``place``: it makes a word the documents hold, and known pairs with its neighbours."""
    best: tuple[int, int] = (0, 0)
    chosen: str | None = None
    first = max(0, place - _REACH)
    for candidate in likely(content[place]):
        around = content[first:place] + candidate + content[place + 1 : place + 1 + _REACH]
        at = place - first
        pairs = [around[each : each + 2] for each in range(len(around) - 1)]
        seen = [frequency(pair, TermKind.BIGRAM) if is_han(pair) else 0 for pair in pairs]
        chain = _longest_chain(seen, at)
        # one pair alone proves nothing: three characters in a row must stand in the documents
        rank = (chain, sum(seen[max(0, at - 1) : at + 1]))
        if chain > 1 and rank > best and _makes_word(around, at, frequency):
            best, chosen = rank, candidate
    return chosen


def _makes_word(text: str, at: int, frequency: Frequency) -> bool:
    """Whether the documents hold a word of three characters or more around the one at ``at``."""
    return any(
        frequency(text[start:end], TermKind.WORD)
        for start in range(at + 1)
        for end in range(max(at + 1, start + _SHORTEST), len(text) + 1)
    )


def _longest_chain(seen: Sequence[int], at: int) -> int:
    """How many known pairs follow each other without a gap around the character at ``at``."""
    before = 0
    while before < at and seen[at - 1 - before]:
        before += 1
    behind = 0
    while at + behind < len(seen) and seen[at + behind]:
        behind += 1
    return before + behind


@cache
def likely(character: str) -> tuple[str, ...]:
    """Characters that are easily typed or read for ``character``, the nearest in sound first."""
    alike = [other for group in _ALIKE.split() if character in group for other in group if other != character]
    place = _sound(character)
    if place is None:
        return tuple(alike)
    letter = _letter(place)
    near = [
        other
        for distance in range(1, _NEAR + 1)
        for step in (distance, -distance)
        if (other := _at(place + step)) is not None and _letter(place + step) == letter
    ]
    return tuple(dict.fromkeys([*alike, *near]))


def _sound(character: str) -> int | None:
    """The place of a common character in the order of sounds."""
    try:
        code = character.encode("gb2312")
    except UnicodeEncodeError:
        return None
    if len(code) != 2 or not _LEVEL_ONE[0] <= code[0] <= _LEVEL_ONE[1]:  # noqa: PLR2004 - two bytes to a character
        return None
    return (code[0] - _LEVEL_ONE[0]) * _CELLS + code[1] - 0xA1


def _at(place: int) -> str | None:
    if place < 0:
        return None
    row, cell = divmod(place, _CELLS)
    try:
        return bytes((min(_LEVEL_ONE[0] + row, 0xFF), 0xA1 + cell)).decode("gb2312")
    except UnicodeDecodeError:
        return None


@cache
def _bounds() -> tuple[int, ...]:
    return tuple(place for letter in _LETTERS if (place := _sound(letter)) is not None)


def _letter(place: int) -> int:
    return sum(bound <= place for bound in _bounds())
