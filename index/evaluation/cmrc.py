"""EM and F1 as the official script of CMRC 2018 defines them, on text folded to simplified characters; pure.

Cui et al., "A Span-Extraction Dataset for Chinese Machine Reading Comprehension", EMNLP 2019: a text is cut into single
Chinese characters and Latin words, a fixed list of marks is dropped, and F1 is taken over the longest run both have in
common. Two things the definition says only in its code: dropping a mark glues what stood beside it (``39-NQ`` is one
word), and the list of marks holds neither the half-width comma nor the full stop nor brackets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.text import fold

_MARKS = "-:_*^/\\~`+=，。：？！“”；’《》·、「」（）－～『』"
_MARK = re.compile(f"[{re.escape(_MARKS)}]+")
_HAN = re.compile("[\u4e00-\u9fa5]")
_HAN_RUN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")

# What stands between the characters is cut by the Penn Treebank's rules, as the official script gets them from NLTK
# (lower case, the marks above already gone). Left out are its list of slang (gonna, gimme) and its search for sentences
# inside such a stretch, which would also take the full stop off a word in the middle.
_WORD_RULES = (
    (re.compile("([«‘„])"), r" \1 "),
    (re.compile(r'^"'), "`` "),
    (re.compile(r"([ (\[{<])(\"|'{2})"), r"\1 `` "),
    (re.compile(r"(?<!\w)'(?!(?:re|ve|ll|m|t|s|d|n)\b)(?=\w)"), "' "),
    (re.compile(r"([^.])(\.)([\])}>\"'»]*)\s*$"), r"\1 \2 \3 "),
    (re.compile(r",(\D)"), r" , \1"),
    (re.compile(r",$"), " , "),
    (re.compile(r"\.{2,}"), r" \g<0> "),
    (re.compile(r"[;@#$%&?!\[\](){}<>\u2012-\u2015]"), r" \g<0> "),
    (re.compile(r"([^'])' "), r"\1 ' "),
    (re.compile("$|^"), " "),
    (re.compile("[»\"]|''"), r" \g<0> "),
    (re.compile(r"([^' ])('s|'m|'d|'ll|'re|'ve|n't|') "), r"\1 \2 "),
)


def exact_match(prediction: str, answers: Sequence[str]) -> float:
    """EM: 1 where the prediction equals one of the gold answers once marks are dropped, else 0.

    Args:
        prediction: The span that was chosen.
        answers: The gold answers; at least one.
    """
    said = _plain(prediction)
    return float(any(_plain(answer) == said for answer in answers))


def f1(prediction: str, answers: Sequence[str]) -> float:
    """F1 over the longest common run of segments, the best over the gold answers.

    Args:
        prediction: The span that was chosen.
        answers: The gold answers; at least one.
    """
    said = segments(prediction)
    return max(_f1(said, segments(answer)) for answer in answers)


def _f1(said: Sequence[str], gold: Sequence[str]) -> float:
    common = longest_common_run(said, gold)
    if not common:
        return 0.0
    precision, recall = common / len(said), common / len(gold)
    return 2 * precision * recall / (precision + recall)


def segments(text: str) -> list[str]:
    """Chinese characters one by one, everything else by words; marks dropped."""
    plain = _plain(text)
    out: list[str] = []
    start = 0
    for match in _HAN.finditer(plain):
        out.extend(_words(plain[start : match.start()]))
        out.append(match.group())
        start = match.end()
    out.extend(_words(plain[start:]))
    return out


def longest_common_run(one: Sequence[str], other: Sequence[str]) -> int:
    """Length of the longest run of segments that stands in both."""
    places: dict[str, list[int]] = {}
    for place, segment in enumerate(other):
        places.setdefault(segment, []).append(place)
    longest = 0
    ending: dict[int, int] = {}  # place in `other` -> length of the common run that ends there
    for segment in one:
        ending = {place: ending.get(place - 1, 0) + 1 for place in places.get(segment, ())}
        longest = max(longest, max(ending.values(), default=0))
    return longest


def _plain(text: str) -> str:
    """The text in lower case and simplified characters, without marks.

    Chinese runs alone are folded: folding widths too would make marks and words the definition does not know.
    """
    simplified = _HAN_RUN.sub(lambda run: fold(run.group()).text, text.lower().strip())
    return _MARK.sub("", simplified)


def _words(stretch: str) -> list[str]:
    if not stretch or stretch.isalnum():
        return stretch.split()
    for pattern, replacement in _WORD_RULES:
        stretch = pattern.sub(replacement, stretch)
    return stretch.split()
