"""Query to hits: the engines that find paragraphs, all behind :class:`index.answering.Search`."""

from index.search.embedded import EmbeddedSearch

__all__ = ["EmbeddedSearch"]
