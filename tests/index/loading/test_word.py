from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st

from index.loading.word_numbers import han
from index.model import DateSource
from index.paragraphs.headings import han_number
from tests.index.loading.reading import document, paragraphs, texts


def _saved(word: WordDocument) -> bytes:
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def _append(word: WordDocument, xml: str) -> None:
    word.element.body.insert(len(word.element.body) - 1, parse_xml(xml.replace("<w:p>", f"<w:p {nsdecls('w')}>", 1)))


def test_paragraphs_and_headings(tmp_path: Path) -> None:
    """Styles say what is a heading; headings travel with what follows."""
    word = docx.Document()
    word.add_heading("值班手册", 0)
    word.add_heading("夜间值班", 1)
    word.add_paragraph("值班人员应当签到。")
    word.add_heading("交接", 2)
    word.add_paragraph("双方当面清点。")
    found = paragraphs(tmp_path, "册.docx", _saved(word))
    assert [(p.text, p.headings) for p in found] == [
        ("值班人员应当签到。", ("夜间值班",)),
        ("双方当面清点。", ("夜间值班", "交接")),
    ]
    assert found[0].document.title == "值班手册"


def test_tracked_changes_are_read_as_accepted(tmp_path: Path) -> None:
    """What was deleted is no longer said; what was inserted is."""
    word = docx.Document()
    _append(
        word,
        '<w:p><w:r><w:t>限期</w:t></w:r><w:del w:id="1" w:author="a"><w:r><w:delText>三日</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="a"><w:r><w:t>五日</w:t></w:r></w:ins><w:r><w:t>办结。</w:t></w:r>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r></w:p>",
    )
    assert texts(tmp_path, "改.docx", _saved(word)) == ["限期五日办结。"]


def test_tables_keep_rows_and_carry_their_header(tmp_path: Path) -> None:
    """A row is read with the names of its columns, and with cells merged over several rows."""
    word = docx.Document()
    table = word.add_table(4, 3)
    for row, cells in zip(
        table.rows,
        [("季度", "泵站", "检修"), ("一季度", "城东", "3次"), ("", "城西", "5次"), ("二季度", "城南", "2次")],
        strict=True,
    ):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    merged = table.cell(1, 0).merge(table.cell(2, 0))
    merged.text = "一季度"
    found = paragraphs(tmp_path, "表.docx", _saved(word))
    assert [(p.text, p.context) for p in found] == [
        ("季度 | 泵站 | 检修", ""),
        ("一季度 | 城东 | 3次", "季度 泵站 检修"),
        ("一季度 | 城西 | 5次", "季度 泵站 检修"),
        ("二季度 | 城南 | 2次", "季度 泵站 检修"),
    ]


def test_nested_tables_come_after_their_row(tmp_path: Path) -> None:
    """Nothing in them is lost, and each inner row is a row."""
    word = docx.Document()
    outer = word.add_table(1, 2)
    outer.cell(0, 0).text = "城东泵站"
    outer.cell(0, 1).text = "设备如下"
    inner = outer.cell(0, 1).add_table(2, 2)
    for row, cells in zip(inner.rows, [("阀门", "12只"), ("水表", "3块")], strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    found = paragraphs(tmp_path, "套.docx", _saved(word))
    assert [p.text for p in found] == ["城东泵站 | 设备如下", "阀门 | 12只", "水表 | 3块"]
    assert "城东泵站" in found[1].context


def test_a_frame_around_text_is_no_table(tmp_path: Path) -> None:
    """Official forms put whole letters into a table of one cell."""
    word = docx.Document()
    cell = word.add_table(1, 1).cell(0, 0)
    cell.text = "第一段在框里。"
    cell.add_paragraph("第二段也在框里。")
    assert texts(tmp_path, "框.docx", _saved(word)) == ["第一段在框里。", "第二段也在框里。"]


def test_headers_footers_and_contents_are_left_out(tmp_path: Path) -> None:
    """They repeat what stands elsewhere."""
    word = docx.Document()
    word.sections[0].header.paragraphs[0].text = "内部资料"
    word.sections[0].footer.paragraphs[0].text = "第1页"
    word.styles.add_style("toc 1", 1)
    word.add_paragraph("夜间值班\t3", style="toc 1")
    word.add_paragraph("值班人员应当签到。")
    assert texts(tmp_path, "眉.docx", _saved(word)) == ["值班人员应当签到。"]


def test_text_in_controls_boxes_and_line_breaks_is_found(tmp_path: Path) -> None:
    """Forms keep their answers in content controls, posters theirs in text boxes."""
    word = docx.Document()
    _append(
        word, f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>控件里。</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    _append(word, "<w:p><w:r><w:t>前一行。</w:t><w:br/><w:t>后一行。</w:t></w:r></w:p>")
    _append(
        word,
        f'<w:p {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:r><w:pict><v:shape><v:textbox><w:txbxContent>'
        "<w:p><w:r><w:t>文本框里。</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>",
    )
    assert texts(tmp_path, "框.docx", _saved(word)) == ["控件里。", "前一行。", "后一行。", "文本框里。"]


def _numbered(form: str, text: str) -> WordDocument:
    word = docx.Document()
    numbering = word.part.numbering_part.element
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
        ),
    )
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for line in ("为了加强管理，制定本规定。", "本规定适用于全部仓库。"):
        properties = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr></w:pPr>'
        _append(word, f"<w:p>{properties}<w:r><w:t>{line}</w:t></w:r></w:p>")
    return word


def test_numbers_that_word_counts_itself_are_there(tmp_path: Path) -> None:
    """第二条 is nowhere in the file, yet it is what everybody sees and asks for."""
    found = paragraphs(tmp_path, "规.docx", _saved(_numbered("chineseCountingThousand", "第%1条")))
    assert [p.text for p in found] == ["第一条 为了加强管理，制定本规定。", "第二条 本规定适用于全部仓库。"]
    assert [p.article for p in found] == ["第一条", "第二条"]


def test_legal_numbers_are_counted_in_digits(tmp_path: Path) -> None:
    """Under 第一章 Word shows 1.1, not 一.1, where the level says so."""
    word = _numbered("chineseCounting", "第%1章")
    abstract = word.part.numbering_part.element[0]
    abstract.append(
        parse_xml(
            f'<w:lvl {nsdecls("w")} w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/>'
            '<w:lvlText w:val="%1.%2"/></w:lvl>'
        )
    )
    properties = '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="77"/></w:numPr></w:pPr>'
    _append(word, f"<w:p>{properties}<w:r><w:t>仓库每日巡查两次，早晚各一次。</w:t></w:r></w:p>")
    assert texts(tmp_path, "规.docx", _saved(word))[-1] == "2.1 仓库每日巡查两次，早晚各一次。"


MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def _run(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


NARY = (
    f"<m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr><m:sub>{_run('i=1')}</m:sub><m:sup>{_run('n')}</m:sup>"
    f"<m:e>{_run('k')}</m:e></m:nary>"
)


@pytest.mark.parametrize(
    ("math", "text"),
    [
        (_run("h=4.2"), "h=4.2"),
        (f"<m:f><m:num>{_run('V')}</m:num><m:den>{_run('2t')}</m:den></m:f>", "V/(2t)"),
        (f"<m:f><m:num>{_run('a+b')}</m:num><m:den>{_run('3.5')}</m:den></m:f>", "(a+b)/3.5"),
        (f"<m:sSup><m:e>{_run('x')}</m:e><m:sup>{_run('2')}</m:sup></m:sSup>", "x^2"),
        (f"<m:sSub><m:e>{_run('x')}</m:e><m:sub>{_run('i+1')}</m:sub></m:sSub>", "x_(i+1)"),
        (f"<m:rad><m:radPr/><m:deg/><m:e>{_run('2gh')}</m:e></m:rad>", "√(2gh)"),
        (f"<m:d><m:dPr><m:begChr m:val='['/><m:endChr m:val=']'/></m:dPr><m:e>{_run('a')}</m:e></m:d>", "[a]"),
        (NARY, "∑_(i=1)^nk"),
        ("<m:box>" * 120 + _run("a") + "</m:box>" * 120, "a"),
    ],
)
def test_equations_stand_in_their_sentence(tmp_path: Path, math: str, text: str) -> None:
    """``当水位超过 h=4.2 米时`` without its figure says nothing."""
    word = docx.Document()
    before, after = (
        "<w:r><w:t xml:space='preserve'>当 </w:t></w:r>",
        "<w:r><w:t xml:space='preserve'> 时开闸。</w:t></w:r>",
    )
    _append(word, f"<w:p>{before}<m:oMath {MATH}>{math}</m:oMath>{after}</w:p>")
    assert texts(tmp_path, "式.docx", _saved(word)) == [f"当 {text} 时开闸。"]


def test_bullets_are_items_of_the_line_above(tmp_path: Path) -> None:
    """Word draws the dots itself; the line above the list goes along with each."""
    word = docx.Document()
    word.add_paragraph("值班须带：")
    for line in ("手电", "对讲机"):
        word.add_paragraph(line, style="List Bullet")
    word.add_paragraph("交班时清点。")
    found = {p.text: p.context for p in paragraphs(tmp_path, "班.docx", _saved(word))}
    assert found == {"值班须带：": "", "手电": "值班须带：", "对讲机": "值班须带：", "交班时清点。": ""}


def test_bullets_add_nothing(tmp_path: Path) -> None:
    """A dot before a line is no word of it."""
    assert texts(tmp_path, "点.docx", _saved(_numbered("bullet", "\uf0b7")))[0] == "为了加强管理，制定本规定。"


@given(st.integers(1, 9999))
def test_han_numerals_read_back_as_written(number: int) -> None:
    """Articles are counted to the hundreds in codes of law."""
    assert han_number(han(number)) == number


def test_metadata_give_title_and_date_but_not_the_templates(tmp_path: Path) -> None:
    """python-docx's own template is dated 2013; no document made from it is."""
    word = docx.Document()
    word.add_paragraph("值班人员应当签到。")
    plain = document(tmp_path, "册.docx", _saved(word)).info
    assert (plain.title, plain.date_source) == ("册", DateSource.FILE)
    word.core_properties.title = "值班手册"
    word.core_properties.created = datetime(2024, 12, 10, tzinfo=UTC)
    info = document(tmp_path, "册.docx", _saved(word)).info
    assert (info.title, str(info.date), info.date_source) == ("值班手册", "2024-12-10", DateSource.METADATA)


@pytest.mark.parametrize("name", ["footnote", "endnote"])
def test_notes_stand_behind_what_they_belong_to(tmp_path: Path, name: str) -> None:
    """A footnote holds the source, and people ask for it."""
    word = docx.Document()
    _append(word, f'<w:p><w:r><w:t>据统计，漏损率下降。</w:t></w:r><w:r><w:{name}Reference w:id="2"/></w:r></w:p>')
    word.add_paragraph("下一段。")
    inner = "<w:p><w:r><w:t>见水务年报。</w:t></w:r></w:p>"
    content = f'<w:{name}s {nsdecls("w")}><w:{name} w:id="2">{inner}</w:{name}></w:{name}s>'
    kind = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{name}s+xml"
    part = Part(PackURI(f"/word/{name}s.xml"), kind, content.encode(), word.part.package)
    word.part.relate_to(part, f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{name}s")
    assert texts(tmp_path, "注.docx", _saved(word)) == ["据统计，漏损率下降。", "见水务年报。", "下一段。"]


def _entry(title: str, tail: str) -> str:
    return (
        f'<w:p {nsdecls("w")}><w:pPr><w:tabs><w:tab w:val="right" w:leader="dot" w:pos="8000"/></w:tabs></w:pPr>'
        f"<w:r><w:t>{title}</w:t></w:r><w:r><w:tab/></w:r>{tail}</w:p>"
    )


@pytest.mark.parametrize(
    "tail",
    [
        "<w:r><w:t>4</w:t></w:r>",
        "<w:r><w:instrText> PAGEREF _Toc7 \\h </w:instrText></w:r><w:r><w:t>4</w:t></w:r>",
    ],
    ids=["typed", "field"],
)
def test_a_table_of_contents_without_its_styles_is_left_out(tmp_path: Path, tail: str) -> None:
    """Other programs write entries as ordinary paragraphs; a question for a chapter would find them first."""
    word = docx.Document()
    _append(word, f"<w:p {nsdecls('w')}><w:r><w:t>目　录</w:t></w:r></w:p>")
    for title in ("一、开闸", "二、关闸"):
        _append(word, _entry(title, tail))
    word.add_heading("一、开闸", 1)
    word.add_paragraph("开闸前鸣笛三声。")
    assert texts(tmp_path, "册.docx", _saved(word)) == ["开闸前鸣笛三声。"]


def test_marks_in_boxes_say_which_was_chosen(tmp_path: Path) -> None:
    """In a form they are the answer, though their font has them in the places of letters. Readings are no text."""
    word = docx.Document()
    mark = '<w:r><w:sym w:font="{}" w:char="{}"/></w:r>'
    said = f"<w:r><w:t>同意</w:t></w:r>{mark.format('Wingdings', 'F0FE')}<w:r><w:t>不同意</w:t></w:r>"
    ruby = "<w:ruby><w:rt><w:r><w:t>fén</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>汾</w:t></w:r></w:rubyBase></w:ruby>"
    _append(word, f"<w:p {nsdecls('w')}>{said}{mark.format('Wingdings 2', 'F0A3')}<w:r>{ruby}</w:r></w:p>")
    assert texts(tmp_path, "表.docx", _saved(word)) == ["同意☑不同意□汾"]
