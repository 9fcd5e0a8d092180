"""Words people use that no document has, with those of the documents in their place: pairs for ``YINJU_WORDS``.

Whoever finds nothing asks again in other words. Where the same person did so at once, got an answer, and changed one
word only, that no document has, for one that some have, the two mean the same to that person. Nothing else is
suggested: a wrong pair would change what every question finds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.ledger.backlog import Backlog
from index.model import Span

_SHORTEST, _LONGEST = 2, 8
"""Characters of a word."""

_LEAST_ALIKE = 3
"""Characters two questions must have in common to be the same but for one word."""

MOST = 5
"""Pairs suggested."""

_MOST_GAPS = 1000
"""Questions without an answer that are looked through."""

Words = Callable[[str], Sequence[Span]]
Holds = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two words that seem to mean the same.

    Attributes:
        said: What people say; no document has it.
        written: What the documents say.
        times: How often a question with ``said`` found no answer.
    """

    said: str
    written: str
    times: int


def of_backlog(backlog: Backlog, words: Words, holds: Holds) -> tuple[Pair, ...]:
    """The pairs that the open questions of a ledger suggest; arguments as of :func:`pairs`."""
    reworded = backlog.reworded()
    asked = [(gap.question, gap.times) for gap in backlog.open(_MOST_GAPS)] if reworded else []
    return pairs(reworded, asked, words, holds)


def pairs(
    reworded: Iterable[tuple[str, str]], unanswered: Sequence[tuple[str, int]], words: Words, holds: Holds
) -> tuple[Pair, ...]:
    """The pairs worth adding, the most often asked first.

    Args:
        reworded: Questions without an answer, each with what the same person asked next and got an answer to.
        unanswered: Questions without an answer, and how often each was asked.
        words: Where the words of a folded text stand.
        holds: Whether the documents hold a word.
    """
    from index.text import fold  # noqa: PLC0415 - a prompt is shown before anything is searched

    found = Counter(swapped for one, other in reworded if (swapped := _swapped(_bare(one), _bare(other), words)))
    folded = [(fold(question).text, times) for question, times in unanswered]
    told = []
    for said, written in found:
        if not holds(said) and holds(written) and not _is_disputed(said, written, found):
            told.append(Pair(said, written, sum(times for question, times in folded if said in question)))
    return tuple(sorted(told, key=lambda pair: (-pair.times, pair.said))[:MOST])


def _is_disputed(said: str, written: str, found: Counter[tuple[str, str]]) -> bool:
    """Whether people put another word in its place as often."""
    here = found[said, written]
    return any(one == said and other != written and times >= here for (one, other), times in found.items())


def _bare(question: str) -> str:
    from index.text import fold  # noqa: PLC0415 - as above

    return "".join(character for character in fold(question).text if character.isalnum())


def _swapped(one: str, other: str, words: Words) -> tuple[str, str] | None:
    """The one word in which two questions differ, of each; ``None`` where they differ in more."""
    start = _alike(one, other)
    end = _alike(one[start:][::-1], other[start:][::-1])
    if start + end < _LEAST_ALIKE or one == other:
        return None
    first, second = Span(start, len(one) - end), Span(start, len(other) - end)
    # a word that is cut at the difference belongs to it as a whole: 打卡机 and 考勤机
    left = max(_reach(one, first, words)[0], _reach(other, second, words)[0])
    right = max(_reach(one, first, words)[1], _reach(other, second, words)[1])
    said, written = one[first.start - left : first.end + right], other[second.start - left : second.end + right]
    fits = all(_SHORTEST <= len(each) <= _LONGEST and not each.isdecimal() for each in (said, written))
    return (said, written) if fits and start + end - left - right >= _LEAST_ALIKE - 1 else None


def _alike(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _reach(text: str, place: Span, words: Words) -> tuple[int, int]:
    """How far the words at both ends of a place reach beyond it."""
    spans = words(text)
    left = max((place.start - span.start for span in spans if span.start < place.start < span.end), default=0)
    right = max((span.end - place.end for span in spans if span.start < place.end < span.end), default=0)
    return left, right
