"""From a query to what is said: an answer with its citations, or silence and its reason; pure but for its ports."""

from index.answering.pipeline import FIRST_HITS, NEAREST, READ, Pipeline, ordered
from index.answering.ports import Reader, Reranker, Search

__all__ = ["FIRST_HITS", "NEAREST", "READ", "Pipeline", "Reader", "Reranker", "Search", "ordered"]
