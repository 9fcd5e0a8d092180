"""Documents for the tests of the cluster's engine, and a snapshot of them."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from index.model import Document, DocumentInfo, Span, cut
from index.paragraphs.windows import LONGEST
from index.store.snapshot import Snapshot
from index.store.writer import build
from tests.analysis import ANALYZER

TEXTS: dict[str, tuple[str, ...]] = {
    "a": ("图书馆周一闭馆。", "还书箱在东门外，全天可用。"),
    "b": ("图书馆周一闭馆。",),
    "c": ("图书馆的开放时间是上午九点。" + "展览馆另有规定，参观的人请先预约。" * (LONGEST // 8),),
    "d": ("会议由部长主持。", "下次会议改在 39-NQ/TW 号会议室，时间是九点。", "散会后请关灯。"),
    "e": tuple(f"第{n}号柜存放图书{n * 7}册，由值班人员清点。" for n in range(1, 90)),
}

QUESTIONS = (
    "图书馆周一闭馆吗",
    "图书馆的开放时间",
    "会议由谁主持",
    "展览馆参观要预约吗",
    "39-NQ/TW 会议室在哪",
    "第12号柜存放图书多少册",
    "值班人员清点什么",
    "太阳能电池板",
)


def snapshot(folder: Path, texts: Mapping[str, tuple[str, ...]]) -> Snapshot:
    """The current snapshot of an index folder, made of these paragraphs."""
    documents = []
    for name, paragraphs in texts.items():
        whole = "\n".join(paragraphs)
        document = Document(DocumentInfo(name, f"{name}.txt", f"标题{name}", sha256(whole.encode()).hexdigest()), whole)
        spans, start = [], 0
        for paragraph in paragraphs:
            spans.append(Span(start, start + len(paragraph)))
            start += len(paragraph) + 1
        documents.append((document, [cut(document, at, span) for at, span in enumerate(spans, start=1)]))
    return build(folder, documents, ANALYZER)
