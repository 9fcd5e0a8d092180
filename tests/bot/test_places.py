from __future__ import annotations

import pytest

from bot.messages import Language
from bot.render.places import place_parts
from index.model import Document, DocumentInfo, Placement, Span, cut


@pytest.mark.parametrize(
    ("confidence", "parts"),
    [(None, ["第1段", "第3页"]), (0.97, ["第1段", "第3页", "OCR"]), (0.7, ["第1段", "第3页", "OCR，或有误认"])],
)
def test_a_citation_says_that_its_text_was_read_off_a_picture(confidence: float | None, parts: list[str]) -> None:
    """A figure a machine has read may be another one on the page."""
    document = Document(DocumentInfo("d", "d.pdf", "d", "v"), "水库蓄水八成。")
    paragraph = cut(document, 1, Span(0, 7), page=3, placement=Placement(confidence=confidence))
    assert place_parts(paragraph, Language.HANS) == parts
