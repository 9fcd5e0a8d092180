"""An analyzer for tests of what happens to terms, whatever they are."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.model import TermKind
from index.text import Analyzer


class Plain(Analyzer):
    """Cuts texts into characters and pairs, a hundred times as fast, and counts them."""

    cut = 0

    def index_terms_of(self, units: Sequence[tuple[str, str]]) -> Iterator[dict[TermKind, list[str]]]:
        """Characters and pairs."""
        for text, context in units:
            self.cut += 1
            pairs = [one + other for one, other in pairwise(text)]
            yield {TermKind.CHARACTER: list(text + context), TermKind.BIGRAM: pairs}
