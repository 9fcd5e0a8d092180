"""Chats as documents: who wrote a message and when goes along with it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.index.loading.reading import paragraphs

EXPORT = {
    "name": "巡查群",
    "type": "private_group",
    "messages": [
        {"id": 1, "type": "service", "date": "2024-03-08T14:00:00", "text": "创建了群"},
        {"id": 2, "type": "message", "date": "2024-03-08T14:05:11", "from": "张工", "text": "北闸已关。"},
        {
            "id": 3,
            "type": "message",
            "date": "2024-03-08T14:05:40",
            "from": "张工",
            "text": ["水位", {"type": "bold", "text": "4.2 米"}, "\n明早再量。"],
        },
        {"id": 4, "type": "message", "date": "broken", "from": None, "text": "收到"},
    ],
}


@pytest.mark.parametrize("value", [EXPORT, {"chats": {"list": [EXPORT]}}])
def test_messages_of_a_telegram_export_are_paragraphs(tmp_path: Path, value: object) -> None:
    """Two of one person in a row stay apart; each says who and when."""
    found = paragraphs(tmp_path, "result.json", json.dumps(value, ensure_ascii=False))
    assert [(p.text, p.part, p.context) for p in found] == [
        ("北闸已关。", "张工 2024年3月8日 14:05", "张工 2024年3月8日 14:05"),
        ("水位4.2 米\n明早再量。", "张工 2024年3月8日 14:05", "张工 2024年3月8日 14:05"),
        ("收到", None, ""),
    ]


def test_pages_of_a_telegram_export_are_read_alike(tmp_path: Path) -> None:
    """A joined message names nobody: it is the one's before."""
    message = (
        '<div class="message default clearfix{joined}" id="m"><div class="body"><div class="pull_right date details" '
        'title="08.03.2024 14:0{minute}:11 UTC+08:00">14:05</div>{who}<div class="text">{text}</div></div></div>'
    )
    page = '<html><body><div class="page_wrap"><div class="page_body chat_page"><div class="history">'
    page += '<div class="message service"><div class="body details">8 March 2024</div></div>'
    page += message.format(
        joined="", minute=5, who='<div class="from_name">张工 </div>', text="北闸已关。<br>水位4.2米。"
    )
    page += message.format(joined=" joined", minute=6, who="", text="明早再量。") + "</div></div></div></body></html>"
    found = paragraphs(tmp_path, "messages.html", page)
    assert [(p.text, p.part) for p in found] == [
        ("北闸已关。\n水位4.2米。", "张工 2024年3月8日 14:05"),
        ("明早再量。", "张工 2024年3月8日 14:06"),
    ]


@pytest.mark.parametrize(
    "head",
    [
        "张工 2024-03-08 14:05:11",
        "2024-03-08 14:05:11 张工",
        "2024/3/8 14:05 张工(10001)",
        "2024年3月8日 14:05 张工",
        "张工(zhang@example.org) 2024-03-08 14:05:11",
        "2024-03-08 14:05:11 【群主】张工(10001)",
    ],
)
def test_text_exports_with_heads_of_their_own(tmp_path: Path, head: str) -> None:
    """The head is no paragraph; what stands below it up to the next head is one message."""
    text = f"{head}\n北闸已关。\n水位4.2米。\n\n{head}\n明早再量。\n\n{head}\n收到"
    found = paragraphs(tmp_path, "群.txt", text)
    assert [p.text for p in found] == ["北闸已关。\n水位4.2米。", "明早再量。", "收到"]
    assert {p.part for p in found} == {"张工 2024年3月8日 14:05"}


def test_an_export_that_says_what_it_is_may_be_short(tmp_path: Path) -> None:
    """Two messages below lines about the export; the first message is no title."""
    about = "消息记录（文本格式）\n\n====\n消息分组:同事\n====\n消息对象:抢修群\n====\n\n"
    one = "2024-03-08 14:05:11 张工(10001)\n北闸已关。\n\n"
    text = f"{about}{one}2024-03-08 14:09:40 小刘<l@example.org>\n明早再量，从南门进。"
    found = paragraphs(tmp_path, "群.txt", text)
    assert [(p.text, p.part) for p in found[1:]] == [
        ("北闸已关。", "张工 2024年3月8日 14:05"),
        ("明早再量，从南门进。", "小刘 2024年3月8日 14:09"),
    ]
    bare = text.removeprefix(about)
    assert paragraphs(tmp_path, "两句.txt", f"{bare}\n\n{bare}")[0].document.title == "两句"


@pytest.mark.parametrize(
    "line",
    [
        "[2024-03-08 14:05] 张工：",
        "2024/3/8 14:05 - 张工: ",
        "2024-03-08 14:05:11 张工：",
        "[2024/3/8, 14:05:11] 张工: ",
        "08/03/2024, 14:05 - 张工: ",
    ],
)
def test_text_exports_with_heads_in_the_line(tmp_path: Path, line: str) -> None:
    """A message stays the line it is, with its further lines; times are not cut."""
    text = "\n".join([f"{line}北闸已关", f"{line}水位4.2米", "明早再量", f"{line}收到"])
    found = paragraphs(tmp_path, "群.txt", text)
    assert [p.text for p in found] == [f"{line}北闸已关", f"{line}水位4.2米\n明早再量", f"{line}收到"]
    assert {p.context for p in found} == {"张工 2024年3月8日 14:05"}


def test_a_log_or_minutes_are_no_chat(tmp_path: Path) -> None:
    """A text that names days and times tells of something else."""
    text = (
        "值班记录\n时间：2024年3月8日 14:05\n地点：北闸\n2024年3月8日，北闸关闭，水位四米二。\n次日开启。\n记录人：张工"
    )
    assert all(p.part is None for p in paragraphs(tmp_path, "记录.txt", text))


@pytest.mark.parametrize(
    ("heads", "parts"),
    [
        (("张工 3月8日 14:05", "小刘 3月8日 14:06"), ("张工 3月8日 14:05", "小刘 3月8日 14:06")),
        (("张工 3/8 14:05:12", "小刘 3/8 14:06:40"), ("张工 3/8 14:05:12", "小刘 3/8 14:06:40")),
        (("张工 昨天 下午2:05", "小刘 昨天 下午2:06"), ("张工 昨天 下午2:05", "小刘 昨天 下午2:06")),
        (("14:05 张工", "14:06 小刘"), ("张工 14:05", "小刘 14:06")),
        (("2024年3月8日 星期五\n14:05 张工", "14:06 小刘"), ("张工 2024年3月8日 14:05", "小刘 2024年3月8日 14:06")),
    ],
)
def test_copied_messages_leave_out_the_year(tmp_path: Path, heads: tuple[str, str], parts: tuple[str, str]) -> None:
    """What people copy out of a chat says only what the program showed."""
    text = f"{heads[0]}\n北闸关了吗？\n\n{heads[1]}\n已关。\n水位4.2米。\n\n{heads[0]}\n收到"
    found = paragraphs(tmp_path, "群.txt", text)
    assert [(p.text, p.part) for p in found] == [
        ("北闸关了吗？", parts[0]),
        ("已关。\n水位4.2米。", parts[1]),
        ("收到", parts[0]),
    ]


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("{who}(00:12:05): {text}", "{who} 00:12:05"),
        ("[14:05] {who}：{text}", "{who} 14:05"),
        ("14:05\t{who}\t{text}", "{who} 14:05"),
    ],
)
def test_transcripts_say_who_and_when(tmp_path: Path, line: str, part: str) -> None:
    """Of a meeting as of a chat; what was said stays the line it is."""
    said = [("张工", "北闸已关"), ("小刘", "水位4.2米"), ("张工", "明早再量")]
    lines = [line.format(who=who, text=text) for who, text in said]
    found = paragraphs(tmp_path, "会.txt", "\n".join(lines))
    assert [(p.text, p.part) for p in found] == [
        (line, part.format(who=who)) for line, (who, _) in zip(lines, said, strict=True)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "09:00 开幕式\n主持人致辞\n09:30 主题报告\n张工主讲\n10:00 茶歇\n一楼大厅",
        "起床 6:30\n早操 6:50\n早餐 7:20\n上课 8:00\n早操 9:50\n上课 10:00",
        "一号线 首班 5:40\n二号线 首班 6:05\n三号线 首班 6:10",
    ],
)
def test_timetables_are_no_chat(tmp_path: Path, text: str) -> None:
    """Times stand in them as well, but nobody speaks twice."""
    assert all(p.part is None for p in paragraphs(tmp_path, "表.txt", text))
