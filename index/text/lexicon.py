"""What the operator adds to the language: words, and groups of words that mean the same."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache

from index.text import regional
from index.text.folding import fold

_COMMA = re.compile("[,，、;；=＝]")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The operator's words and synonyms; takes effect on the next snapshot.

    Attributes:
        words: Words the segmenter must not cut.
        groups: Groups of writings that mean the same (乂安 and 义安); the first of a group stands for all.
    """

    words: tuple[str, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()

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
        """The text with each writing of a group replaced by the first of its group; may change lengths.

        Words of Taiwan and Hong Kong become those of the mainland, unless the operator's groups say otherwise.
        """
        heads, pattern = _rules(self.groups)
        return pattern.sub(lambda match: heads[match[0]], folded_text)


def group_of(line: str) -> tuple[str, ...]:
    """The writings on one line that mean the same: between commas or equals signs, or else between spaces."""
    parts = _COMMA.split(line) if _COMMA.search(line) else line.split()
    return tuple(part.strip() for part in parts if part.strip())


@cache
def _rules(groups: tuple[tuple[str, ...], ...]) -> tuple[dict[str, str], re.Pattern[str]]:
    """For each writing the one that stands for it, and the expression that finds them, the longest first."""
    heads: dict[str, str] = {}
    for group in groups:
        members = [folded for member in group if (folded := fold(member).text.strip())]
        for member in members[1:]:
            # A word of two groups belongs to the first: one answer, whatever the order of asking.
            heads.setdefault(member, heads.get(members[0], members[0]))
    for first, *others in regional.GROUPS:
        head = heads.get(first, first)
        # What stands for itself is looked for, too: nothing inside it must be taken for another word.
        for member in others or [first]:
            heads.setdefault(member, head)
    heads = {member: heads.get(head, head) for member, head in heads.items()}
    longest_first = sorted(heads, key=lambda member: (-len(member), member))
    return heads, re.compile("|".join(map(_bounded, longest_first)))


def _bounded(member: str) -> str:
    # Latin members match as whole words: "AI" is not in "maintain". Looking back comes last: an expression that begins
    # with it is tried at every character, ten times slower than one that begins with known characters.
    escaped = re.escape(member)
    start = f"(?<![a-z0-9]{escaped})" if re.match("[a-z0-9]", member) else ""
    end = r"(?![a-z0-9])" if re.match("[a-z0-9]", member[-1]) else ""
    return f"{escaped}{start}{end}"
