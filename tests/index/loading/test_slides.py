from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pptx
import pytest
from PIL import Image
from pptx.util import Cm

from index.errors import NoText
from index.model import DateSource
from tests.index.loading.reading import document, paragraphs, texts

BLANK, TITLE_AND_BODY = 6, 1


def _saved(deck: Any) -> bytes:  # noqa: ANN401 - python-pptx ships no types
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def _slide(deck: Any, title: str, *lines: str) -> Any:  # noqa: ANN401 - as above
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_AND_BODY if title else BLANK])
    if title:
        slide.shapes.title.text = title
        slide.placeholders[1].text_frame.text = "\n".join(lines)
    for number, line in enumerate(() if title else lines):
        slide.shapes.add_textbox(Cm(2), Cm(12 - 3 * number), Cm(10), Cm(2)).text_frame.text = line
    return slide


def test_a_slide_is_a_page_under_its_title(tmp_path: Path) -> None:
    """People say: slide three. The title of one slide does not reach the next."""
    deck = pptx.Presentation()
    deck.core_properties.title = "讲义"
    _slide(deck, "漏损控制", "夜间最小流量法", "分区计量")
    _slide(deck, "", "下面的框", "上面的框")
    _slide(deck, "谢谢")
    found = paragraphs(tmp_path, "片.pptx", _saved(deck))
    assert [(p.text, p.page, p.headings) for p in found] == [
        ("夜间最小流量法", 1, ("漏损控制",)),
        ("分区计量", 1, ("漏损控制",)),
        ("上面的框", 2, ()),
        ("下面的框", 2, ()),
        ("谢谢", 3, ()),
    ]


def test_tables_groups_and_notes_are_read(tmp_path: Path) -> None:
    """What the speaker says stands in the notes."""
    deck = pptx.Presentation()
    slide = _slide(deck, "统计", "见下表")
    table = slide.shapes.add_table(2, 2, Cm(2), Cm(14), Cm(8), Cm(2)).table
    for cell, text in zip(table.iter_cells(), ("泵站", "检修", "城东", "3次"), strict=True):
        cell.text = text
    slide.shapes.add_group_shape().shapes.add_textbox(Cm(2), Cm(17), Cm(4), Cm(1)).text_frame.text = "组内文字"
    slide.notes_slide.notes_text_frame.text = "强调夜间值班。"
    found = paragraphs(tmp_path, "片.pptx", _saved(deck))
    assert [p.text for p in found] == ["见下表", "泵站 | 检修", "城东 | 3次", "组内文字", "强调夜间值班。"]
    assert found[2].context == "泵站 检修"
    assert found[4].part == "备注"


def test_hidden_slides_are_left_out(tmp_path: Path) -> None:
    """Nobody was shown them."""
    deck = pptx.Presentation()
    _slide(deck, "公开", "内容")
    _slide(deck, "隐藏", "秘密")._element.set("show", "0")  # noqa: SLF001 - python-pptx has no other way
    assert texts(tmp_path, "片.pptx", _saved(deck)) == ["内容"]


def test_slides_that_are_pictures_are_named(tmp_path: Path) -> None:
    """A deck of screenshots is not silently empty."""
    picture = io.BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "PNG")
    deck = pptx.Presentation()
    deck.slides.add_slide(deck.slide_layouts[BLANK]).shapes.add_picture(picture, 0, 0)
    with pytest.raises(NoText):
        document(tmp_path, "图.pptx", _saved(deck))
    _slide(deck, "有字", "内容")
    assert document(tmp_path, "图.pptx", _saved(deck)).notes == ("scanned_pages=1",)


def test_metadata_give_title_and_date(tmp_path: Path) -> None:
    """But not those of the template the file was made from."""
    deck = pptx.Presentation()
    _slide(deck, "漏损控制", "内容")
    plain = document(tmp_path, "片.pptx", _saved(deck)).info
    assert (plain.title, plain.date_source) == ("漏损控制", DateSource.FILE)
    deck.core_properties.title = "培训讲义"
    deck.core_properties.created = datetime(2024, 12, 10, tzinfo=UTC)
    info = document(tmp_path, "片.pptx", _saved(deck)).info
    assert (info.title, str(info.date)) == ("培训讲义", "2024-12-10")
