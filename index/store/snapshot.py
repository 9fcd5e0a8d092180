"""A finished index, opened for questions: an embedded :class:`index.ports.Search`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

from index.analysis import Analyzer
from index.bm25 import KIND_WEIGHTS, Floats, InvertedBM25, Numbers, TermWeights, best, total
from index.model import Found, Hit, Paragraph, ParagraphId, QueryTerm, TermKind
from index.store.catalog import Catalog, DocumentRecord, FileRecord
from index.store.folder import IndexFolder, Manifest
from index.store.postings import StoredPostings

UNITS = "units.npy"


class Snapshot:
    """One immutable state of the index. Holds its files open: a newer snapshot does not disturb it.

    Safe to use from several threads.

    Args:
        folder: The snapshot's folder, checked by :meth:`index.store.folder.IndexFolder.current`.
        manifest: What it says of itself.
        analyzer: Turns questions into terms; its signature must be the manifest's, or terms would not meet.

    Raises:
        ValueError: the signatures differ.
    """

    def __init__(self, folder: Path, manifest: Manifest, analyzer: Analyzer) -> None:
        if manifest.analysis != analyzer.signature:
            msg = "the snapshot was analysed otherwise than the question would be"
            raise ValueError(msg)
        self.folder = folder
        self.manifest = manifest
        self._analyzer = analyzer
        self._catalog = Catalog(folder)
        self._unit_paragraphs: Numbers = np.load(folder / UNITS, allow_pickle=False)
        self.postings: Mapping[TermKind, StoredPostings] = {kind: StoredPostings(folder, kind) for kind in KIND_WEIGHTS}
        self._models: dict[TermKind, InvertedBM25] = (
            {kind: InvertedBM25(postings) for kind, postings in self.postings.items()} if manifest.units else {}
        )

    @classmethod
    def open(cls, folder: Path, analyzer: Analyzer) -> Snapshot:
        """The current snapshot of an index folder.

        Raises:
            IndexProblem: there is none that can be used.
        """
        return IndexFolder(folder).use(lambda path, manifest: cls(path, manifest, analyzer))

    def close(self) -> None:
        """Give the files back; the snapshot cannot be used any more."""
        self._catalog.close()

    def search(self, question: str, top_k: int, within: frozenset[str] | None = None) -> Found:
        """The ``top_k`` best paragraphs for ``question``; see :meth:`index.ports.Search.search`."""
        query = self._analyzer.query_terms(question)
        if not self._models:
            return Found((), ())
        terms: list[QueryTerm] = []
        weighed: list[tuple[float, TermWeights | None]] = []
        parts: list[tuple[float, Floats]] = []
        possible = 0.0
        for kind, weight in KIND_WEIGHTS.items():
            model = self._models[kind]
            scores = np.zeros(model.corpus_size)
            for term in query.get(kind, ()):
                weights = model.weigh(term)
                if weights is not None:
                    scores[weights.units] += weights.gains
                # a term nobody holds could at the most be the rarest there is
                possible += weight * model.saturation * (weights.idf if weights else model.idf_of(1))
                terms.append(QueryTerm(term, kind, weights.idf if weights else 0.0))
                weighed.append((weight, weights))
            parts.append((weight, scores))
        chosen = self._best_units(total(parts), top_k, within)
        units = np.array([unit for unit, _ in chosen], dtype=np.int32)
        gains = np.array([weight * w.at(units) if w else np.zeros(len(units)) for weight, w in weighed])
        numbers: list[int] = self._unit_paragraphs[units].tolist()
        paragraphs = self._catalog.chosen(numbers)
        hits = tuple(
            Hit(paragraphs[number], rank, score, tuple(gains[:, rank - 1].tolist()))
            for rank, (number, (_, score)) in enumerate(zip(numbers, chosen, strict=True), start=1)
        )
        return Found(tuple(terms), hits, possible)

    def paragraph(self, key: ParagraphId) -> Paragraph | None:
        """The paragraph of that name, or ``None`` if the snapshot does not hold it."""
        record = self._catalog.document(key.document)
        if record is None or not 1 <= key.ordinal <= record.paragraphs:
            return None
        number = record.first + key.ordinal - 1
        return self._catalog.chosen([number])[number]

    def neighbours(self, key: ParagraphId, before: int, after: int) -> tuple[Paragraph, ...]:
        """Up to ``before`` paragraphs before it, itself, and up to ``after`` behind it, in order."""
        record = self._catalog.document(key.document)
        if record is None or not 1 <= key.ordinal <= record.paragraphs:
            return ()
        place = record.first + key.ordinal - 1
        end = record.first + record.paragraphs
        return tuple(self._catalog.paragraphs(max(record.first, place - before), min(end, place + after + 1)))

    def documents(self) -> Iterator[DocumentRecord]:
        """Every document, by id."""
        return self._catalog.documents()

    def document(self, key: str) -> DocumentRecord | None:
        """The document of that id, or ``None``."""
        return self._catalog.document(key)

    def files(self) -> Iterator[FileRecord]:
        """Every file that was seen, by id, skipped ones included."""
        return self._catalog.files()

    def paragraphs(self, record: DocumentRecord) -> Iterator[Paragraph]:
        """The paragraphs of one of the snapshot's documents, in order."""
        return self._catalog.paragraphs(record.first, record.first + record.paragraphs)

    def units_of(self, record: DocumentRecord) -> tuple[int, int]:
        """The units of one of the snapshot's documents, from the first to the one behind the last."""
        first, last = np.searchsorted(self._unit_paragraphs, [record.first, record.first + record.paragraphs])
        return int(first), int(last)

    def unit_paragraphs(self, first: int, last: int) -> Numbers:
        """The number of the paragraph of each of the units ``first`` to ``last`` (exclusive)."""
        return self._unit_paragraphs[first:last]

    def frequency(self, term: str, kind: TermKind) -> int:
        """How many units hold ``term`` (df); 0 for an unknown one."""
        return self.postings[kind].frequency(term)

    def _best_units(self, scores: Floats, top_k: int, within: frozenset[str] | None) -> list[tuple[int, float]]:
        """The best unit of each of the ``top_k`` best paragraphs, with its score."""
        among = None
        if within is not None:
            among = np.zeros(len(scores), dtype=np.bool_)
            for key in within:
                record = self._catalog.document(key)
                if record is not None:
                    among[slice(*self.units_of(record))] = True
        windowed = self.manifest.units > self.manifest.paragraphs
        wanted = top_k
        while True:
            units = best(scores, wanted, among)
            if not windowed:
                break
            _, firsts = np.unique(self._unit_paragraphs[units], return_index=True)
            if len(firsts) >= top_k or len(units) < wanted:
                units = units[np.sort(firsts)][:top_k]
                break
            wanted *= 2
        return [(int(unit), float(scores[unit])) for unit in units]
