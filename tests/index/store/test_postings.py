"""Postings on disk: what goes in comes out, however it was spilled and merged."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.store.postings import PARTS, PostingsWriter, Segment, StoredPostings, files, merging, writer

terms = st.sampled_from(["党", "党员", "决议", "a", "𠮷", "39-nq/tw", "2024"])
units = st.lists(st.lists(terms, max_size=6), max_size=12)


def write(folder: Path, corpus: list[list[str]]) -> StoredPostings:
    folder.mkdir()
    writer = PostingsWriter("word", folder / "segments")
    for unit, unit_terms in enumerate(corpus):
        writer.add(unit, unit_terms)
    writer.write(folder, len(corpus))
    return StoredPostings(folder, "word")


def content(stored: StoredPostings) -> dict[str, list[tuple[int, int]]]:
    found = {}
    for term in stored.terms():
        looked_up = stored.lookup(term.decode())
        assert looked_up is not None
        found[term.decode()] = list(zip(*(part.tolist() for part in looked_up), strict=True))
    return found


def expected(corpus: list[list[str]]) -> dict[str, list[tuple[int, int]]]:
    vocabulary = sorted({term for unit in corpus for term in unit}, key=str.encode)
    return {term: [(unit, held.count(term)) for unit, held in enumerate(corpus) if term in held] for term in vocabulary}


@pytest.fixture
def tiny_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spill after every few postings and merge in small ranges, as a large corpus would."""
    monkeypatch.setattr(writer, "SEGMENT_POSTINGS", 4)
    monkeypatch.setattr(writer, "SEGMENTS", 3)
    monkeypatch.setattr(merging, "MERGE_POSTINGS", 3)
    monkeypatch.setattr(files, "_BOUNDS", 3)


@given(units)
def test_every_term_is_found_with_its_units_and_counts(corpus: list[list[str]]) -> None:
    """A term lost on the way to the disk is a paragraph nobody finds again."""
    with TemporaryDirectory() as folder:
        stored = write(Path(folder) / "one", corpus)
        assert content(stored) == expected(corpus)
        assert stored.lengths.tolist() == [len(unit) for unit in corpus]
        assert stored.lookup("没有") is None


@pytest.mark.usefixtures("tiny_bounds")
@given(units)
@settings(max_examples=40)
def test_spilling_and_merging_leave_no_trace(corpus: list[list[str]]) -> None:
    """A corpus larger than memory is indexed like a small one."""
    with TemporaryDirectory() as folder:
        assert content(write(Path(folder) / "one", corpus)) == expected(corpus)


@pytest.mark.usefixtures("tiny_bounds")
@given(units, units, st.data())
@settings(max_examples=40)
def test_an_earlier_index_merged_with_changes_equals_one_built_from_nothing(
    before: list[list[str]], added: list[list[str]], data: st.DataObject
) -> None:
    """A refresh must not remember what was removed nor miss what was added."""
    kept = data.draw(st.lists(st.booleans(), min_size=len(before), max_size=len(before)))
    survivors = [unit for unit, keep in zip(before, kept, strict=True) if keep]
    flags = data.draw(st.permutations([True] * len(survivors) + [False] * len(added)))
    after, renumber = [], np.full(len(before), -1, dtype=np.int32)
    old, new = iter([at for at, keep in enumerate(kept) if keep]), iter(added)
    with TemporaryDirectory() as name:
        folder = Path(name)
        earlier = write(folder / "before", before)
        target = folder / "after"
        target.mkdir()
        writer = PostingsWriter("word", target / "segments")
        for place, is_old in enumerate(flags):
            if is_old:
                number = next(old)
                renumber[number] = place
                after.append(before[number])
            else:
                after.append(next(new))
                writer.add(place, after[-1])
        writer.write(target, len(after), Segment(earlier, renumber))
        write(folder / "afresh", after)
        for part in PARTS:
            assert (target / f"word.{part}").read_bytes() == (folder / "afresh" / f"word.{part}").read_bytes()
