"""Why a hit stands where it stands, in terms a person can follow; pure.

The search scores a question by words, parts of words, pairs and single characters; a person thinks in words. The
reranker weighs some fifty features; a person can tell apart what they are about. Both are summed up here, and still add
up.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from index.model import Answer, Found, Hit, NoAnswer, Reading, TermKind
from index.ranking import FeatureGain
from index.ranking.features import NAMES


class Aspect(StrEnum):
    """What a feature of the reranker is about; each value is a key for whoever words it."""

    COUNTS = "counts"
    """How much of the question the search counted in the paragraph."""
    SENTENCE = "sentence"
    """How much of it stands in one sentence or two."""
    NEARNESS = "nearness"
    """How near each other and in what order its words stand."""
    TOPIC = "topic"
    """Whether what is asked about is spoken of, in these or in other words."""
    TITLE = "title"
    """Whether title and headings speak of it."""
    WORDING = "wording"
    """How long a stretch of the question stands there word for word."""
    FIGURE = "figure"
    """Whether a number, date or price stands where one is asked for."""
    COMPANY = "company"
    """How well the paragraphs around it and the rest of its document fit."""
    SHAPE = "shape"
    """How long the paragraph is and where in it the question is met."""


_PREFIXES: Mapping[str, Aspect] = {
    "score": Aspect.COUNTS,
    "rank": Aspect.COUNTS,
    "repeats": Aspect.COUNTS,
    "codes": Aspect.COUNTS,
    "document": Aspect.COMPANY,
    "above": Aspect.COMPANY,
    "below": Aspect.COMPANY,
    "title": Aspect.TITLE,
    "run_title": Aspect.TITLE,
    "run_weight_title": Aspect.TITLE,
    "topic_title": Aspect.TITLE,
    "sentence": Aspect.SENTENCE,
    "two_sentences": Aspect.SENTENCE,
    "words_sentence": Aspect.SENTENCE,
    "opening": Aspect.SENTENCE,
    "window": Aspect.NEARNESS,
    "ends_together": Aspect.NEARNESS,
    "in_order": Aspect.NEARNESS,
    "words_cover": Aspect.TOPIC,
    "weakest": Aspect.TOPIC,
    "first_word": Aspect.TOPIC,
    "last_word": Aspect.TOPIC,
    "topic": Aspect.TOPIC,
    "attribute": Aspect.TOPIC,
    "run": Aspect.WORDING,
    "gives": Aspect.FIGURE,
    "length": Aspect.SHAPE,
    "brief": Aspect.SHAPE,
    "sentences": Aspect.SHAPE,
    "place": Aspect.SHAPE,
}


def aspect_of(feature: str) -> Aspect:
    """What a feature is about: by the longest beginning of its name that is known.

    Raises:
        KeyError: there is no such feature.
    """
    return _ASPECTS[feature]


_ASPECTS = {name: _PREFIXES[max(filter(name.startswith, _PREFIXES), key=len)] for name in NAMES}


# Parts of words are dictionary words of three characters at the most.
_LONGEST_PART = 3


@dataclass(frozen=True, slots=True)
class WordShare:
    """What a word of the question, with its parts, gave to the score of the search.

    Attributes:
        word: The word, folded.
        share: Its share of the hit's score, from 0 to 1; all shares of a hit add up to 1.
        whole: Whether the paragraph holds the word, rather than some of its characters only.
    """

    word: str
    share: float
    whole: bool = True


@dataclass(frozen=True, slots=True)
class AspectGain:
    """What one aspect added in reranking, compared with the mean of all hits; negative where it spoke against."""

    aspect: Aspect
    gain: float


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why one hit stands where it stands.

    Attributes:
        hit: The hit, ranked as after reranking.
        words: What matched, the weightiest first.
        missing: Words of the question that the paragraph does not hold in any part.
        aspects: What the reranker made of it, the weightiest first; empty without a reranker.
    """

    hit: Hit
    words: tuple[WordShare, ...]
    missing: tuple[str, ...]
    aspects: tuple[AspectGain, ...]


def reasons(found: Found, gains: Sequence[Sequence[FeatureGain]] = ()) -> tuple[Reasons, ...]:
    """Why each hit of ``found`` stands where it stands, in the order of the hits.

    Args:
        found: What was found.
        gains: What the reranker's features added for each hit, in the same order.
    """
    owners = _owners(found)
    words = list(dict.fromkeys(owners))
    explained = []
    for number, hit in enumerate(found.hits):
        gained = dict.fromkeys(words, 0.0)
        for owner, contribution in zip(owners, hit.contributions, strict=True):
            gained[owner] += contribution
        total = sum(gained.values()) or 1.0
        present = _present(found, hit.contributions)
        shares = [WordShare(word, gain / total, _stands(word, present)) for word, gain in gained.items() if gain > 0]
        explained.append(
            Reasons(
                hit,
                tuple(sorted(shares, key=lambda each: (-each.share, each.word))),
                tuple(word for word, gain in gained.items() if gain <= 0),
                _aspects(gains[number]) if number < len(gains) else (),
            )
        )
    return tuple(explained)


def searched(found: Found) -> tuple[list[str], list[str]]:
    """The words that were searched, the rarest first, and those that no paragraph holds."""
    terms = [term for term in found.terms if term.kind is TermKind.WORD] or list(found.terms)
    present = _present(found, [term.idf for term in found.terms])
    ordered = dict.fromkeys(term.text for term in sorted(terms, key=lambda term: -term.idf))
    known = [word for word in ordered if _stands(word, present)]
    return known, [word for word in ordered if word not in known]


def _present(found: Found, amounts: Sequence[float]) -> frozenset[tuple[TermKind, str]]:
    """The terms of which there is something."""
    return frozenset((term.kind, term.text) for term, amount in zip(found.terms, amounts, strict=True) if amount > 0)


def _stands(word: str, present: Container[tuple[TermKind, str]]) -> bool:
    """Whether a word stands there: as a word, or cut otherwise, so that only its pairs do."""
    if any((kind, word) in present for kind in TermKind):
        return True
    pairs = [word[at : at + 2] for at in range(len(word) - 1)]
    return bool(pairs) and all((TermKind.BIGRAM, pair) in present for pair in pairs)


def _owners(found: Found) -> list[str]:
    """For each term of the query the word it is put down to: the one that holds it, or most of it."""
    words = dict.fromkeys(term.text for term in found.terms if term.kind is TermKind.WORD)
    # looked up, not searched for: of a whole page pasted as a question each term would be held against each word
    holding: dict[str, str] = {}
    endings: dict[str, str] = {}
    beginnings: dict[str, str] = {}
    for word in words:
        endings.setdefault(word[-1], word)
        beginnings.setdefault(word[0], word)
        for size in range(1, _LONGEST_PART + 1):
            for at in range(len(word) - size + 1):
                holding.setdefault(word[at : at + size], word)

    def owner(text: str) -> str:
        # 舟14 and 39nq are made of the end of one word and the beginning of the next
        cuts = range(1, len(text))
        before = next((text[:at] for at in cuts if text[:at] in words), None) or endings.get(text[0])
        behind = next((text[at:] for at in cuts if text[at:] in words), None) or beginnings.get(text[-1])
        return holding.get(text) or before or behind or text

    return [term.text if term.kind is TermKind.WORD else owner(term.text) for term in found.terms]


def _aspects(features: Sequence[FeatureGain]) -> tuple[AspectGain, ...]:
    gains: dict[Aspect, float] = {}
    for each in features:
        aspect = aspect_of(each.feature)
        gains[aspect] = gains.get(aspect, 0.0) + each.gain
    summed = [AspectGain(aspect, gain) for aspect, gain in gains.items()]
    return tuple(sorted(summed, key=lambda each: (-abs(each.gain), each.aspect)))


@dataclass(frozen=True, slots=True)
class Explanation:
    """How an answer came about.

    Attributes:
        result: What was answered.
        found: The query's terms and the hits, in their final order.
        readings: What the reader made of the first hits, best first.
        reasons: Why each hit stands where it stands, in the order of the hits.
    """

    result: Answer | NoAnswer
    found: Found
    readings: tuple[Reading, ...]
    reasons: tuple[Reasons, ...]
