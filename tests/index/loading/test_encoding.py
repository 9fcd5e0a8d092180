from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.loading.encoding import decode

SIMPLIFIED = "值班制度\n夜间值班人员应当在二十二点前签到，并检查仓库的门窗。遇有紧急情况，立即报告值班领导。\n"
TRADITIONAL = "值班制度\n夜間值班人員應當在二十二點前簽到，並檢查倉庫的門窗。遇有緊急情況，立即報告值班領導。\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((SIMPLIFIED, name) for name in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk")),
        *((TRADITIONAL, name) for name in ("utf-8", "big5", "big5hkscs", "cp950", "gb18030", "utf-16-be", "utf-32")),
    ],
)
def test_every_chinese_encoding_is_told_without_doubt(text: str, encoding: str) -> None:
    """Old files come in any of them, and none says which."""
    found = decode(text.encode(encoding))
    assert found is not None
    assert (found.text, found.doubtful, found.damaged) == (text, False, 0)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((word, "gb18030") for word in ("联通", "学习", "通知", "会议纪要", "请假条", "第三章 总则", "电话：8021")),
        *((word, "big5") for word in ("會議紀錄", "請假規定", "台灣大學", "第三章 總則", "電話：8021", "請示報告")),
    ],
)
def test_a_few_characters_suffice(text: str, encoding: str) -> None:
    """Statistics over bytes fail on a label or a headline; the characters that come out do not."""
    found = decode(text.encode(encoding))
    assert found is not None
    assert found.text == text


def test_line_ends_become_one_kind() -> None:
    """Offsets must be the same whether a file was saved on Windows or on an old Mac."""
    found = decode("甲\r\n乙\r丙\n".encode())
    assert found is not None
    assert found.text == "甲\n乙\n丙\n"


def test_a_character_cut_at_the_end_is_reported_not_fatal() -> None:
    """Copying is interrupted in the middle of a character."""
    found = decode((SIMPLIFIED * 3).encode()[:-2])
    assert found is not None
    assert found.encoding == "utf-8"
    assert found.damaged == 1


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4,
        bytes(range(256)) * 8,
        b"\x00" * 4096,
        b"PK\x03\x04" + "省委组织部".encode() * 20,
        b"text with a zero\x00 byte, and on it goes\n" * 9,
    ],
    ids=["picture", "all bytes", "zeros", "zip archive", "zero inside"],
)
def test_binary_content_is_refused(data: bytes) -> None:
    """A picture renamed to .txt must not become a thousand paragraphs of rubbish."""
    assert decode(data) is None


def test_a_western_text_is_read_with_a_note() -> None:
    """The general detector takes over where nothing looks Chinese, and the guess is marked as one."""
    text = "Das Übergabeprotokoll wurde von beiden Parteien geprüft und für gut befunden. "
    found = decode((text * 4).encode("cp1252"))
    assert found is not None
    assert found.doubtful
    assert "bergabeprotokoll" in found.text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), min_size=1))
def test_utf8_always_comes_back_as_it_went(text: str) -> None:
    """What is valid UTF-8 is never second-guessed, but for the two-byte letters nobody writes alone."""
    if any(0x80 <= ord(char) < 0x800 for char in text) or "\ufffd" in text:
        return
    found = decode(text.encode())
    assert found is not None
    assert found.text == text.removeprefix("\ufeff")


@given(st.binary(max_size=200))
def test_no_bytes_break_the_decoder(data: bytes) -> None:
    """Whatever lies in the folder, the rest of it must be indexed."""
    found = decode(data)
    assert found is None or "\0" not in found.text
