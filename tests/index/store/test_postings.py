"""Postings on disk: what goes in comes out, however it was spilled and merged."""

from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.bm25 import Numbers
from index.model import TermKind
from index.store.postings import PARTS, EarlierCursor, Gatherer, SegmentCursor, SegmentFile, StoredPostings, merge
from index.store.postings import merging as merging_module
from index.store.postings import patching as patching_module
from index.store.postings import segments as segments_module

terms = st.sampled_from(["党", "党员", "决议", "a", "𠮷", "39-nq/tw", "2024"])
units = st.lists(st.lists(terms, max_size=6), max_size=12)
KIND = TermKind.WORD


def segment(path: Path, corpus: list[list[str]]) -> SegmentFile:
    gatherer = Gatherer()
    for unit_terms in corpus:
        gatherer.add({KIND: unit_terms})
    gatherer.write(path)
    return SegmentFile(path)


def write(folder: Path, corpus: list[list[str]], cuts: tuple[int, ...] = ()) -> StoredPostings:
    """The corpus on disk, cut into segments before these units."""
    folder.mkdir()
    cursors = []
    bounds = sorted({0, *(cut for cut in cuts if cut < len(corpus)), len(corpus)})
    for first, last in pairwise(bounds):
        numbers = np.arange(first, last, dtype=np.int32)
        cursors.append(SegmentCursor(segment(folder / f"{first}.segment", corpus[first:last]), KIND, numbers))
    merge(cursors, None, folder, KIND, lengths_of(corpus))
    return StoredPostings(folder, KIND)


def lengths_of(corpus: list[list[str]]) -> Numbers:
    return np.array([len(unit) for unit in corpus], dtype=np.int32)


def content(stored: StoredPostings) -> dict[str, list[tuple[int, int]]]:
    found = {}
    for term in stored.terms(0, len(stored)):
        looked_up = stored.lookup(term.decode())
        assert looked_up is not None
        found[term.decode()] = list(zip(*(part.tolist() for part in looked_up), strict=True))
    return found


def expected(corpus: list[list[str]]) -> dict[str, list[tuple[int, int]]]:
    vocabulary = sorted({term for unit in corpus for term in unit}, key=str.encode)
    return {term: [(unit, held.count(term)) for unit, held in enumerate(corpus) if term in held] for term in vocabulary}


@pytest.fixture
def tiny_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small blocks and merging in small ranges, as of a large corpus."""
    monkeypatch.setattr(segments_module, "BLOCK_TERMS", 2)
    monkeypatch.setattr(segments_module, "BLOCK_POSTINGS", 3)
    monkeypatch.setattr(merging_module, "MERGE_POSTINGS", 3)
    monkeypatch.setattr(patching_module, "PATCH_POSTINGS", 3)


@given(units)
def test_every_term_is_found_with_its_units_and_counts(corpus: list[list[str]]) -> None:
    """A term lost on the way to the disk is a paragraph nobody finds again."""
    with TemporaryDirectory() as folder:
        stored = write(Path(folder) / "one", corpus)
        assert content(stored) == expected(corpus)
        assert stored.lengths.tolist() == [len(unit) for unit in corpus]
        assert stored.lookup("没有") is None


@pytest.mark.usefixtures("tiny_bounds")
@given(units, st.sets(st.integers(0, 12)))
@settings(max_examples=60)
def test_segments_leave_no_trace(corpus: list[list[str]], cuts: set[int]) -> None:
    """However many processes share the work, and wherever their parts end, the index is the same byte for byte."""
    with TemporaryDirectory() as folder:
        whole, parted = Path(folder) / "whole", Path(folder) / "parted"
        assert content(write(whole, corpus)) == expected(corpus)
        write(parted, corpus, tuple(cuts))
        for part in PARTS:
            assert (whole / f"word.{part}").read_bytes() == (parted / f"word.{part}").read_bytes()


@pytest.mark.usefixtures("tiny_bounds")
@given(units, units, st.sampled_from([0, 1_000]), st.sampled_from([0, 1_000]), st.data())
@settings(max_examples=60)
def test_an_earlier_index_merged_with_changes_equals_one_built_from_nothing(
    before: list[list[str]], added: list[list[str]], looking: int, piece: int, data: st.DataObject
) -> None:
    """A refresh must not remember what was removed nor miss what was added, were it little or much."""
    kept = data.draw(st.lists(st.booleans(), min_size=len(before), max_size=len(before)))
    survivors = [unit for unit, keep in zip(before, kept, strict=True) if keep]
    flags = data.draw(st.permutations([True] * len(survivors) + [False] * len(added)))
    after, renumber, places = [], np.full(len(before), -1, dtype=np.int32), []
    old, new = iter([at for at, keep in enumerate(kept) if keep]), iter(added)
    for place, is_old in enumerate(flags):
        if is_old:
            number = next(old)
            renumber[number] = place
            after.append(before[number])
        else:
            after.append(next(new))
            places.append(place)
    with TemporaryDirectory() as name:
        folder = Path(name)
        earlier = EarlierCursor(write(folder / "before", before), renumber)
        target = folder / "after"
        target.mkdir()
        fresh = SegmentCursor(segment(folder / "new.segment", added), KIND, np.array(places, dtype=np.int32))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(merging_module, "LOOKING", looking)
            patch.setattr(patching_module, "_PIECE", piece)
            merge([fresh], earlier, target, KIND, lengths_of(after))
        write(folder / "afresh", after)
        for part in PARTS:
            assert (target / f"word.{part}").read_bytes() == (folder / "afresh" / f"word.{part}").read_bytes()


@given(st.lists(st.lists(terms, min_size=1, max_size=6), min_size=1, max_size=12), st.data())
@settings(max_examples=40)
def test_a_segment_that_is_not_whole_is_not_used(corpus: list[list[str]], data: st.DataObject) -> None:
    """A build that was interrupted by a power cut must not go on from half a file."""
    with TemporaryDirectory() as name:
        path = Path(name) / "one.segment"
        segment(path, corpus)
        assert SegmentFile.checked(path) is not None
        written = path.read_bytes()
        at = data.draw(st.integers(0, len(written) - 1))
        path.write_bytes(written[:at])
        assert SegmentFile.checked(path) is None
        damaged = bytearray(written)
        damaged[at % sum(len(unit) for unit in corpus)] ^= 1
        path.write_bytes(damaged)
        assert SegmentFile.checked(path) is None
