"""Formats people send besides those of Office: each read as its readers see it."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from index.errors import BrokenFile
from index.loading.json_records import load_json, load_json_lines
from index.loading.latex import load_latex
from index.loading.mail import load_mail, load_mailbox, load_saved_page
from index.loading.notebooks import load_notebook
from index.loading.ofd import load_ofd
from index.loading.rtf import load_rtf
from index.loading.subtitles import load_subtitles
from index.model import BlockKind
from tests.index.loading.reading import MEANS, document, paragraphs, texts

SRT = "1\n00:00:01,000 --> 00:00:03,500\n<i>先关</i>总阀\n\n2\n00:01:03,600 --> 00:01:07,000\n再放空管道\n"


def test_captions_are_paragraphs_with_their_time(tmp_path: Path) -> None:
    """Neither numbers nor times are words of a film."""
    found = paragraphs(tmp_path, "片.srt", SRT)
    assert [(p.text, p.part) for p in found] == [("先关总阀", "00:00:01"), ("再放空管道", "00:01:03")]
    web = "WEBVTT\n\nNOTE 草稿\n\n00:01.000 --> 00:03.500 line:0\n先关\n总阀\n\n00:04.000 --> 00:05.000\n先关\n总阀\n"
    assert load_subtitles(web.encode()).text == "先关\n总阀"


def test_captions_cut_out_of_one_sentence_are_one_paragraph() -> None:
    """Where captions are punctuated, those a sentence runs through belong together."""
    lines = ["检修时先关总阀，", "再放空管道。", "完成后登记。"]
    times = [f"00:00:0{at},000 --> 00:00:0{at + 1},000" for at in range(3)]
    text = "\n\n".join(f"{at}\n{time}\n{line}" for at, (time, line) in enumerate(zip(times, lines, strict=True)))
    blocks = load_subtitles(text.encode()).blocks or ()
    assert [len(block.span) for block in blocks] == [len("检修时先关总阀，\n再放空管道。"), len("完成后登记。")]


def test_cells_of_a_notebook_are_read_in_order(tmp_path: Path) -> None:
    """Words with their headings, code, and what it printed; pictures are none."""
    book = {
        "cells": [
            {"cell_type": "markdown", "source": ["# 流量分析\n", "\n", "每小时取样一次。"]},
            {
                "cell_type": "code",
                "source": "print(total)",
                "outputs": [
                    {"output_type": "stream", "text": ["总量 320\n"]},
                    {"output_type": "display_data", "data": {"image/png": "AAAA"}},
                ],
            },
        ]
    }
    found = paragraphs(tmp_path, "析.ipynb", json.dumps(book))
    assert [p.text for p in found] == ["每小时取样一次。", "print(total)", "总量 320"]
    assert found[0].headings == ("流量分析",) or found[0].document.title == "流量分析"
    for bad in ("{", "[]", '{"cells": 3}', "[" * 100_000):
        with pytest.raises(BrokenFile):
            load_notebook(bad.encode())


def test_records_of_json_are_rows_with_their_names(tmp_path: Path) -> None:
    """A value is found by its key and by what its record is about; long texts are paragraphs."""
    records = [
        {
            "编号": 1,
            "name": "东站",
            "床位": 36,
            "contact": {"phone": "7701"},
            "简介": "东站位于城东，" + "常年开放，" * 15,
        },
        {"编号": 2, "name": "西站", "床位": 24, "tags": ["夜间", "急诊"]},
    ]
    found = paragraphs(tmp_path, "站.json", json.dumps({"更新": "三月", "stations": records}))
    row = next(p for p in found if p.text.startswith("2"))
    assert [(row.quote(c.span), c.column, c.row) for c in row.cells][2:] == [
        ("24", "床位", "西站"),
        ("夜间、急诊", "tags", "西站"),
    ]
    assert row.document.title == "stations"
    assert next(p for p in found if p.text.startswith("东站位于")).context == "东站 简介"
    lines = "\n".join(json.dumps(record, ensure_ascii=False) for record in records) + "\n{broken"
    assert "7701" in load_json_lines(lines.encode()).text
    assert load_json(b'{"a": "\\ud800x"}').text == "\ufffdx"
    for bad in (b"{", b"[" * 100_000, b"nothing"):
        with pytest.raises(BrokenFile):
            load_json(bad)


RTF = (
    r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 SimSun;}{\f1\fcharset0 Arial;}}{\*\generator x;}"
    r"{\info{\title 不是正文}}\pard\outlinelevel0\f0 {title}\par\pard {body}\u20108?\u32479?{\v 隐藏}\par"
    r"\trowd\pard\intbl {a}\cell {b}\cell\row\pard\intbl {c}\cell 12\cell\row\pard\'a1\'b0x\'a1\'b1\line y\par}"
)


def test_rich_text_gives_its_paragraphs_and_tables(tmp_path: Path) -> None:
    """Characters as bytes of their font's charset or by number; hidden text is left out, as on the page."""

    def escaped(words: str) -> str:
        return "".join(f"\\'{byte:02x}" for byte in words.encode("gb18030"))

    source = RTF
    for name, words in {"title": "值班规定", "body": "二人值守", "a": "物品", "b": "数量", "c": "手电"}.items():
        source = source.replace("{" + name + "}", escaped(words))
    found = paragraphs(tmp_path, "文.rtf", source.encode("gb18030"))
    assert [p.text for p in found] == ["二人值守二统", "物品 | 数量", "手电 | 12", "“x”", "y"]
    assert found[2].cells[1].column == "数量"
    assert load_rtf(rb"{\rtf1 \u-10179?\u-9010?}").text == "\U0001f4ce"
    for bad in (b"", b"abc", b"{\\rtf1" + b"{" * 5000):
        with pytest.raises(BrokenFile):
            load_rtf(bad)


OFFICE = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:presentation="urn:oasis:names:tc:opendocument:xmlns:presentation:1.0"'
)


def _package(**entries: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, content in entries.items():
            package.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return buffer.getvalue()


def _open_document(kind: str, body: str) -> bytes:
    content = f"<office:document-content {OFFICE}><office:body><office:{kind}>{body}</office:{kind}></office:body>"
    return _package(content_xml=content + "</office:document-content>")


def test_open_document_texts(tmp_path: Path) -> None:
    """Headings, lists, tables with merged cells, notes; deleted text is none."""
    table = (
        "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>片区</text:p></table:table-cell>"
        "<table:table-cell><text:p>泵站</text:p></table:table-cell></table:table-row></table:table-header-rows>"
        '<table:table-row><table:table-cell table:number-rows-spanned="2"><text:p>北区</text:p></table:table-cell>'
        "<table:table-cell><text:p>甲站</text:p></table:table-cell></table:table-row><table:table-row>"
        "<table:covered-table-cell/><table:table-cell><text:p>乙站</text:p></table:table-cell></table:table-row></table:table>"
    )
    body = (
        "<text:tracked-changes><text:p>删掉的</text:p></text:tracked-changes>"
        '<text:h text:outline-level="1">巡查</text:h>'
        "<text:p>每日<text:span>两次</text:span>，分<text:s/>早晚<text:note><text:note-body><text:p>见附录。</text:p>"
        "</text:note-body></text:note>。</text:p><text:list><text:list-item><text:p>带记录本</text:p></text:list-item></text:list>"
    )
    found = paragraphs(tmp_path, "文.odt", _open_document("text", body + table))
    assert [p.text for p in found] == ["每日两次，分 早晚。", "见附录。", "带记录本", "北区 | 甲站", "北区 | 乙站"]
    assert (found[0].document.title, found[4].context) == ("巡查", "片区 泵站")
    kinds = [block.kind for block in document(tmp_path, "文.odt", _open_document("text", body)).blocks or ()]
    assert BlockKind.ITEM in kinds


def test_open_document_sheets_and_slides(tmp_path: Path) -> None:
    """A sheet may end in a million empty rows; a slide is a page."""

    def row(*words: str) -> str:
        cells = "".join(f"<table:table-cell><text:p>{word}</text:p></table:table-cell>" for word in words)
        return f"<table:table-row>{cells}</table:table-row>"

    empty = (
        '<table:table-row table:number-rows-repeated="1048570">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    rows = row("站名", "电话") + row("东站", "7701") + empty
    sheet = f'<table:table table:name="通讯录">{rows}</table:table>'
    found = paragraphs(tmp_path, "表.ods", _open_document("spreadsheet", sheet))
    assert [(p.text, p.part, p.context) for p in found] == [
        ("站名 | 电话", "通讯录", ""),
        ("东站 | 7701", "通讯录", "站名 电话"),
    ]
    frame = "<draw:frame{}><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame>"
    title = frame.format(' presentation:class="title"', "费用")
    page = f"<draw:page>{title}{frame.format('', '每年三万元')}</draw:page>"
    slides = paragraphs(tmp_path, "片.odp", _open_document("presentation", page))
    assert [(p.text, p.page, p.document.title) for p in slides] == [("每年三万元", 1, "费用")]


def test_a_page_of_ofd_is_read_line_by_line() -> None:
    """Texts by their place, lines that were only wrapped joined, the page kept."""
    ns = 'xmlns="http://www.ofdspec.org/2016"'

    def text(words: str, left: int, top: int, width: int) -> str:
        return f'<TextObject Boundary="{left} {top} {width} 5"><TextCode X="0" Y="4">{words}</TextCode></TextObject>'

    page = (
        text("编号：7号", 100, 10, 40) + text("规定", 20, 10, 10)
        + text("夜间须有两人值守，一人巡查闸门和水位", 20, 20, 150) + text("，一人在岗。", 20, 26, 40)
        + text("附则", 20, 40, 10)
    )  # fmt: skip
    data = _package(
        OFD_xml=f"<OFD {ns}><DocBody><DocInfo><Title>规定</Title><CreationDate>2024-03-08</CreationDate></DocInfo>"
        "<DocRoot>Doc_0/Document.xml</DocRoot></DocBody></OFD>".replace("Doc_0", "D"),
        D__Document_xml=f'<Document {ns}><Pages><Page ID="1" BaseLoc="P/Content.xml"/></Pages></Document>',
        D__P__Content_xml=f"<Page {ns}><Content><Layer>{page}</Layer></Content></Page>",
    )
    content = load_ofd(data)
    assert content.text == "规定 编号：7号\n夜间须有两人值守，一人巡查闸门和水位，一人在岗。\n附则"
    assert (content.title, content.day) == ("规定", date(2024, 3, 8))
    assert {block.page for block in content.blocks or ()} == {1}
    with pytest.raises(BrokenFile):
        load_ofd(_package(other_xml="<a/>"))


def test_a_form_of_ofd_has_its_labels_in_a_template() -> None:
    """As every electronic invoice; values without them say nothing. What heads each page is read once."""
    ns = 'xmlns="http://www.ofdspec.org/2016"'

    def layer(*texts: tuple[str, int, int, int]) -> str:
        objects = "".join(
            f'<TextObject Boundary="{left} {top} 40 {height}"><TextCode>{words}</TextCode></TextObject>'
            for words, left, top, height in texts
        )
        return f"<Content><Layer>{objects}</Layer></Content>"

    labels = layer(("电子收据", 60, 6, 8), ("付款方：", 10, 20, 5), ("金额：", 10, 30, 5), ("财政监制", 60, 120, 5))
    values = [
        layer((payer, 51, 20, 5), (sum_, 51, 30, 5)) for payer, sum_ in (("青石小学", "860.00"), ("柳河镇", "75.50"))
    ]
    pages = "".join(f'<Page ID="{at}" BaseLoc="P{at}.xml"/>' for at in range(2))
    template = '<CommonData><TemplatePage ID="9" BaseLoc="T.xml"/></CommonData>'
    data = _package(
        OFD_xml=f"<OFD {ns}><DocBody><DocRoot>D.xml</DocRoot></DocBody></OFD>",
        D_xml=f"<Document {ns}>{template}<Pages>{pages}</Pages></Document>",
        T_xml=f"<Page {ns}>{labels}</Page>",
        P0_xml=f'<Page {ns}><Template TemplateID="9"/>{values[0]}</Page>',
        P1_xml=f'<Page {ns}><Template TemplateID="9"/>{values[1]}</Page>',
    )
    assert load_ofd(data).text.split("\n") == [
        *("电子收据", "付款方：青石小学", "金额：860.00", "财政监制"),
        *("付款方：柳河镇", "金额：75.50"),
    ]


def _mail(subject: str, text: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "王工 <wang@example.org>", "li@example.org", subject
    mail["Date"] = "Fri, 08 Mar 2024 14:05:00 +0800"
    mail.set_content(text)
    return mail


def test_mails_are_read_with_head_and_attachments(tmp_path: Path) -> None:
    """What is quoted was said in another mail; what cannot be read is named."""
    mail = _mail("停水安排", "周二上午停水。\n> 何时停水？\n")
    mail.add_attachment("站名,电话\n东站,7701\n".encode(), maintype="text", subtype="csv", filename="表.csv")
    mail.add_attachment(b"BM", maintype="image", subtype="bmp", filename="图.bmp")
    mail.add_attachment(_mail("旧信", "转发的内容。"))
    loaded = document(tmp_path, "信.eml", mail.as_bytes())
    assert (loaded.info.title, loaded.info.date) == ("停水安排", date(2024, 3, 8))
    found = [block.span.of(loaded.text) for block in loaded.blocks or () if block.span]
    assert "主题：停水安排" in found
    assert "周二上午停水。" in found
    assert "东站,7701" in found
    assert "转发的内容。" in found
    assert not any("何时停水" in line for line in found)
    assert loaded.notes == ("skipped_parts=图.bmp",)
    page = _mail("页", "x")
    page.set_content("<p>正文在页里。</p>", subtype="html")
    assert "正文在页里。" in load_mail(page.as_bytes(), MEANS).text
    raw = "Subject: 停水\r\nContent-Type: text/plain; charset=gb2312\r\n\r\n周三停水。".encode("gb18030")
    assert load_mail(raw, MEANS).text == "主题：停水\n周三停水。"
    with pytest.raises(BrokenFile):
        load_mail(b"rubbish", MEANS)


@pytest.mark.parametrize("charset", ["utf-8", "gb2312"])
def test_a_page_saved_as_one_file_is_a_page(tmp_path: Path, charset: str) -> None:
    """Browsers pack it as a mail, with its pictures; the encoding stands outside of the page."""
    page = EmailMessage()
    page["Subject"] = "公告"
    page.set_content(
        "<html><title>公告</title><body><p>周三上午停水。</p></body></html>", subtype="html", charset=charset
    )
    page.add_related(b"GIF89a", maintype="image", subtype="gif")
    found = paragraphs(tmp_path, "页.mht", page.as_bytes())
    assert [(p.text, p.document.title) for p in found] == [("周三上午停水。", "公告")]
    with pytest.raises(BrokenFile):
        load_saved_page(b"Subject: x\r\n\r\ny")


def test_a_mailbox_keeps_its_mails_apart() -> None:
    """Each stands under its subject."""
    mails = [_mail("停水", "周二停水。"), _mail("停电", "周三停电。")]
    box = b"".join(b"From x@example.org Fri Mar  8 14:05:00 2024\n" + mail.as_bytes() + b"\n\n" for mail in mails)
    content = load_mailbox(box, MEANS)
    heads = [block.span.of(content.text) for block in content.blocks or () if block.kind is BlockKind.HEADING]
    assert list(filter(None, heads)) == ["停水", "停电"]
    assert "周三停电。" in content.text


def test_latex_reads_as_its_printed_page(tmp_path: Path) -> None:
    """Sections, items and formulas without macros; what only steers the printing is left out."""
    source = (
        r"\documentclass{ctexart}\title{巡查\textbf{办法}}\begin{document}\maketitle% 草稿"
        "\n"
        r"\section{频次}\label{s}每日\emph{两次}，"
        "\n"
        r"误差 $\leq 5\%$，流量 $Q=\frac{V}{t}$。\cite{a}"
        "\n\n"
        r"\begin{itemize}\item 早班 \item[乙] 晚班\end{itemize}"
        "\n"
        r"\end{document}不印"
    )
    found = paragraphs(tmp_path, "文.tex", source)
    assert [p.text for p in found] == ["每日两次，误差 ≤5%，流量 Q=(V)/(t)。", "早班", "乙 晚班"]
    assert (found[0].document.title, found[0].headings) == ("巡查办法", ("频次",))
    assert load_latex((r"\section{" * 3000 + "$$" * 3001 + "[" * 3000).encode()) is not None


def test_a_list_of_a_page_is_items(tmp_path: Path) -> None:
    """Each carries the line above the list, the inner ones their item too."""
    page = "<p>须带：</p><ul><li>证件<ul><li>身份证</li></ul></li><li>照片</li></ul><p>谢谢。</p>"
    found = {p.text: p.context for p in paragraphs(tmp_path, "页.html", page)}
    assert found == {"须带：": "", "证件": "须带：", "身份证": "须带：\n证件", "照片": "须带：", "谢谢。": ""}


def test_texts_of_the_samples_are_those_of_their_words(tmp_path: Path) -> None:
    """A file under a suffix it has nothing to do with is broken, not read as something else."""
    for name in (
        "甲.odt",
        "甲.ofd",
        "甲.rtf",
        "甲.eml",
        "甲.xls",
        "甲.doc",
        "甲.ppt",
        "甲.msg",
        "甲.7z",
        "甲.zip",
        "甲.mbox",
    ):
        with pytest.raises(BrokenFile):
            texts(tmp_path, name, b"\x01\x02 rubbish \xff" * 50)
