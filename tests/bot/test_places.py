from __future__ import annotations

import pytest

from bot.messages import Language
from bot.render.places import edition_day, place_parts
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


def test_editions_of_one_title_are_told_apart_by_the_year_of_their_file() -> None:
    """Two quotes under one title that contradict each other help nobody."""
    assert edition_day(DocumentInfo("d", "收费标准_2022.txt", "收费标准", "v")) == "2022"
    assert edition_day(DocumentInfo("d", "收费标准_2022.txt", "收费标准（2022年版）", "v")) is None
    assert edition_day(DocumentInfo("d", "收费标准.txt", "收费标准", "v")) is None
