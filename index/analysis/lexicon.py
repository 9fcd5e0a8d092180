"""What the operator adds to the language: words, and groups of words that mean the same."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field

from index.analysis.folding import fold


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The operator's words and synonyms; takes effect on the next snapshot.

    Attributes:
        words: Words the segmenter must not cut.
        groups: Groups of writings that mean the same (乂安 and 义安); the first of a group stands for all.
    """

    words: tuple[str, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()
    _heads: dict[str, str] = field(init=False, repr=False, compare=False)
    _pattern: re.Pattern[str] | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        heads: dict[str, str] = {}
        for group in self.groups:
            members = [folded for member in group if (folded := fold(member).text.strip())]
            for member in members[1:]:
                # A word of two groups belongs to the first: one answer, whatever the order of asking.
                heads.setdefault(member, heads.get(members[0], members[0]))
        heads = {member: head for member, head in heads.items() if member != head}
        longest_first = sorted(heads, key=lambda member: (-len(member), member))
        pattern = re.compile("|".join(map(_bounded, longest_first))) if heads else None
        object.__setattr__(self, "_heads", heads)
        object.__setattr__(self, "_pattern", pattern)

    @property
    def user_words(self) -> tuple[str, ...]:
        """Every word the segmenter must keep whole, folded: the operator's own and those of the groups."""
        members = (member for group in self.groups for member in group)
        return tuple(dict.fromkeys(word for raw in (*self.words, *members) if (word := fold(raw).text.strip())))

    @property
    def signature(self) -> str:
        """Changes when the lexicon does."""
        return hashlib.sha256(repr((self.words, self.groups)).encode()).hexdigest()[:16]

    def canonical(self, folded_text: str) -> str:
        """The text with each writing of a group replaced by the first of its group; may change lengths."""
        if self._pattern is None:
            return folded_text
        return self._pattern.sub(lambda match: self._heads[match[0]], folded_text)


def _bounded(member: str) -> str:
    # Latin members match as whole words: "AI" is not in "maintain".
    escaped = re.escape(member)
    start = r"(?<![a-z0-9])" if re.match("[a-z0-9]", member) else ""
    end = r"(?![a-z0-9])" if re.match("[a-z0-9]", member[-1]) else ""
    return f"{start}{escaped}{end}"
