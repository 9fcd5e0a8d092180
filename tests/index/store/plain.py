"""An analyzer for tests of what happens to terms, whatever they are."""

from itertools import pairwise

from index.model import TermKind
from index.text import Analyzer


class Plain(Analyzer):
    """Cuts texts into characters and pairs, a hundred times as fast, and counts them."""

    cut = 0

    def index_terms(self, text: str, context: str = "") -> dict[TermKind, list[str]]:
        """Characters and pairs."""
        self.cut += 1
        pairs = [one + other for one, other in pairwise(text)]
        return {TermKind.CHARACTER: list(text + context), TermKind.BIGRAM: pairs}
