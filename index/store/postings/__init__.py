"""Terms and their postings on disk: gathered in segments, merged into files that are read through memory maps.

Building is a merge of sorted segments (as in single-pass in-memory indexing, Heinz and Zobel 2003): the terms of a
batch of units are sorted and written as one segment, and all segments are merged once, range by range. An earlier
snapshot is one more part with its units renumbered, which makes a refresh cheap and equal to a build from nothing.
"""

from __future__ import annotations

from index.store.postings.cursors import EarlierCursor, SegmentCursor
from index.store.postings.gathering import Gatherer
from index.store.postings.merging import merge
from index.store.postings.segments import SegmentFile
from index.store.postings.stored import PARTS, StoredPostings

__all__ = ["PARTS", "EarlierCursor", "Gatherer", "SegmentCursor", "SegmentFile", "StoredPostings", "merge"]
