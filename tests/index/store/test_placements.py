from __future__ import annotations

from pathlib import Path

from index.model import Box, Document, DocumentInfo, Placement, Span, cut
from index.store.catalog import Catalog, CatalogWriter

PLACED = Placement((Box(0, 4, 2, 1000, 200, 2000, 300), Box(4, 6, 3, 900, 8000, 950, 9000, down=True)), 0.875)


def test_where_a_paragraph_stands_is_kept(tmp_path: Path) -> None:
    """The page of an answer is drawn long after its file was read; unchanged files are not read again."""
    document = Document(DocumentInfo("d", "d.pdf", "d", "v"), "水库蓄水八成。\n其余为空。")
    paragraphs = [cut(document, 1, Span(0, 7), page=2, last_page=3, placement=PLACED), cut(document, 2, Span(8, 13))]
    folders = [tmp_path / name for name in ("one", "two")]
    for folder in folders:
        folder.mkdir()
    writer = CatalogWriter(folders[0])
    writer.add(document.info, (), paragraphs)
    writer.finish()
    catalog = Catalog(folders[0])
    assert list(catalog.paragraphs(0, 2)) == paragraphs
    record = catalog.document("d")
    assert record is not None
    copier = CatalogWriter(folders[1], folders[0])
    copier.copy(record, record)
    copier.finish()
    catalog.close()
    copied = Catalog(folders[1])
    assert list(copied.paragraphs(0, 2)) == paragraphs
    copied.close()
