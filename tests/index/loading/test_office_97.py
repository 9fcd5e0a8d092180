"""Documents of Office before 2007, and WPS's own suffixes for them."""

from __future__ import annotations

import io
import struct
from datetime import date
from pathlib import Path

import docx
import pytest
import xlwt

from index.errors import BrokenFile
from index.loading.outlook import load_msg
from index.loading.powerpoint_97 import load_ppt
from index.loading.word_97 import load_doc
from tests.index.loading.containers import container, record, word
from tests.index.loading.reading import MEANS, paragraphs


@pytest.mark.parametrize("name", ["旧.doc", "旧.wps"])
def test_old_word_documents_give_their_text(tmp_path: Path, name: str) -> None:
    """Both kinds of pieces, fields as their result, tables with their cells."""
    text = (
        '仓库管理规定\r第一条 夜间须有两人值守。\r见\x13 HYPERLINK "a" \x14附件一\x15。\r'
        "物品\x07数量\x07\x07手电\x0712\x07\x07备注后一段。\x0b换行。\r"
    )
    found = paragraphs(tmp_path, name, word(text))
    assert [p.text for p in found] == [
        "仓库管理规定",
        "第一条 夜间须有两人值守。",
        "见附件一。",
        "物品 | 数量",
        "手电 | 12",
        "备注后一段。",
        "换行。",
        "end.",
    ]
    assert [(found[4].quote(c.span), c.column) for c in found[4].cells] == [("手电", "物品"), ("12", "数量")]


def test_what_is_no_old_word_document_says_so() -> None:
    """A password, a format older still, rubbish, half a file."""
    for data, reason in (
        (word("甲\r", flags=0x0100), "encrypted"),
        (container({"WordDocument": b"\xdb\xa5\x2d\x00" + b"\0" * 2000}), "old_format"),
        (container({"Andere": b"x"}), "damaged"),
        (word("甲\r")[:700], "damaged"),
        (b"rubbish", "damaged"),
    ):
        with pytest.raises(BrokenFile) as caught:
            load_doc(data, MEANS)
        assert caught.value.facts["reason"] == reason


def test_other_formats_under_the_old_name_are_read_as_what_they_are() -> None:
    """Web systems export pages and rich text as .doc."""
    assert load_doc(b"{\\rtf1\\ansi abc.}", MEANS).text == "abc."
    assert load_doc("<html><p>甲</p></html>".encode(), MEANS).text == "甲"
    buffer = io.BytesIO()
    new = docx.Document()
    new.add_paragraph("乙")
    new.save(buffer)
    assert load_doc(buffer.getvalue(), MEANS).text == "乙"


@pytest.mark.parametrize("name", ["旧.xls", "旧.et"])
def test_old_workbooks_give_rows_as_shown(tmp_path: Path, name: str) -> None:
    """Formats, merged cells, hidden sheets as in new ones."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("台账")
    for column, words in enumerate(("片区", "设备", "购入", "完好率")):
        sheet.write(0, column, words)
    sheet.write_merge(1, 2, 0, 0, "北区")
    day, share = xlwt.easyxf(num_format_str='yyyy"年"m"月"d"日"'), xlwt.easyxf(num_format_str="0.0%")
    for row, (words, value, part) in enumerate((("水泵", 45396, 0.955), ("阀门", 45400, 1)), start=1):
        sheet.write(row, 1, words)
        sheet.write(row, 2, value, day)
        sheet.write(row, 3, part, share)
    book.add_sheet("底稿").write(0, 0, "秘密")
    book.get_sheet(1).visibility = 1
    buffer = io.BytesIO()
    book.save(buffer)
    found = paragraphs(tmp_path, name, buffer.getvalue())
    assert [p.text for p in found][1:] == [
        "北区 | 水泵 | 2024年4月14日 | 95.5%",
        "北区 | 阀门 | 2024年4月18日 | 100.0%",
    ]
    assert found[2].part == "台账"
    with pytest.raises(BrokenFile):
        paragraphs(tmp_path, name, buffer.getvalue()[:900])


def _slide(*texts: str) -> bytes:
    boxes = b"".join(record(0xF00D, record(0x0FA0, text.encode("utf-16-le")), holds_records=True) for text in texts)
    return record(0x03EE, record(0x040C, boxes, holds_records=True), holds_records=True)


def test_old_presentations_give_their_slides() -> None:
    """Titles above what stands on the slide, texts of placeholders and of boxes."""

    def placed(kind: int, text: str) -> bytes:
        return record(0x0F9F, struct.pack("<I", kind)) + record(0x0FA0, text.encode("utf-16-le"))

    persist = record(0x03F3, b"\0" * 20)
    outline = record(
        0x0FF0,
        persist + placed(0, "漏损控制") + placed(1, "分区计量\r夜间流量") + persist + placed(0, "费用"),
        holds_records=True,
    )
    narrow = record(0xF00D, record(0x0FA8, b"abc"), holds_records=True)
    stream = (
        record(0x03E8, outline, holds_records=True) + _slide("框内文字") + record(0x03EE, narrow, holds_records=True)
    )
    content = load_ppt(container({"PowerPoint Document": stream}), MEANS)
    assert content.text == "漏损控制\n分区计量\n夜间流量\n框内文字\n费用\nabc"
    assert [block.page for block in content.blocks or () if block.span] == [1, 1, 1, 1, 2, 2]
    with pytest.raises(BrokenFile):
        load_ppt(container({"Andere": b"x"}), MEANS)


def test_outlook_messages_are_read_with_their_attachments() -> None:
    """Who, when, about what, the text; attachments as what they are; the others are named."""
    sent = int((date(2024, 3, 8).toordinal() - date(1601, 1, 1).toordinal()) * 86400 * 10**7)
    fixed = b"\0" * 32 + struct.pack("<IIQ", 0x0039_0040, 6, sent)

    def wide(text: str) -> bytes:
        return text.encode("utf-16-le")

    data = container(
        {
            "__properties_version1.0": fixed,
            "__substg1.0_0037001F": wide("停水安排"),
            "__substg1.0_0C1A001F": wide("王工"),
            "__substg1.0_1000001F": wide("周二上午停水。\r\n请储水。"),
            "__attach_version1.0_#00000000/__substg1.0_3707001F": wide("表.csv"),
            "__attach_version1.0_#00000000/__substg1.0_37010102": "站名,电话\n东站,7701\n".encode().ljust(4096, b"\n"),
            "__attach_version1.0_#00000001/__substg1.0_3707001F": wide("图.bmp"),
            "__attach_version1.0_#00000001/__substg1.0_37010102": b"BM",
        }
    )
    content = load_msg(data, MEANS)
    assert (content.title, content.day, content.notes) == ("停水安排", date(2024, 3, 8), ("skipped_parts=图.bmp",))
    assert content.text.split("\n")[:4] == ["发件人：王工", "主题：停水安排", "周二上午停水。", "请储水。"]
    assert "东站,7701" in content.text
