"""Terms and their postings on disk: written sorted in one pass, read through memory maps.

Building is a merge of sorted segments (as in single-pass in-memory indexing, Heinz and Zobel 2003): counts gather in
memory up to a bound, are sorted and spilled, and the spilled segments are merged range by range. An earlier snapshot is
one more segment with its units renumbered, which is what makes a refresh cheap and equal to a build from nothing.
"""

from __future__ import annotations

from index.store.postings.merging import Segment
from index.store.postings.stored import PARTS, StoredPostings
from index.store.postings.writer import PostingsWriter

__all__ = ["PARTS", "PostingsWriter", "Segment", "StoredPostings"]
