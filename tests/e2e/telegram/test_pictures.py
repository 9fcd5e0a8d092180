"""The page on which golden dialogues are looked at: it must show what they say, or the looking is worth nothing."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from tests.e2e.telegram.pictures import GOLDEN, SHOWN, page, read

_DIALOGUE = """# 注释
> 阿二: 借几册？<b>
  <b>10册</b>
  <blockquote expandable>每张借书证一次可借<b><u>10册</u></b>。

  借期30天。</blockquote>
  《规定》第4段
  [原文] [上文]
  [👍]

> 阿二 按 👍
  (谢谢！)

> 阿二 按 原文
  ✎ <b>第4段</b>
  [« 返回]
"""


def test_a_dialogue_is_taken_apart_into_what_is_seen() -> None:
    """Texts with their own buttons, in order; what people typed is text, never markup."""
    typed, answer, press, popup, again, changed = read(_DIALOGUE)
    assert typed.body.endswith("借几册？&lt;b&gt;")
    assert answer.body.startswith("<b>10册</b>\n<blockquote expandable>每张")
    assert answer.body.endswith("\n\n借期30天。</blockquote>\n《规定》第4段")
    assert answer.rows == [["原文", "上文"], ["👍"]]
    assert (press.kind, popup.body, again.kind) == ("note", "谢谢！", "note")
    assert (changed.body, changed.rows) == ("<b>第4段</b>", [["« 返回"]])


def test_the_pictures_of_the_documents_show_exchanges_that_there_are() -> None:
    """A number that leads elsewhere would put another thing under the picture's words."""
    pictures = {path.stem for path in (Path(__file__).parents[3] / ".github" / "pictures").glob("*.png")}
    assert set(SHOWN) <= pictures
    for name, exchanges in SHOWN.items():
        things = read((GOLDEN / f"{name}.zh-hans.txt").read_text(encoding="utf-8"), exchanges)
        assert len(things) > len(exchanges)


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.txt")), ids=lambda path: path.name)
def test_nothing_of_a_golden_dialogue_is_lost_on_its_page(path: Path) -> None:
    """Every line the bot sent and every label stands on the page."""
    text = path.read_text(encoding="utf-8")
    seen = re.sub(r"\s", "", re.sub(r"<[^>]*>", "", page(read(text))))
    for line in text.splitlines():
        if line.startswith("  "):
            bare = re.sub(r"<[^>]*>", "", line.strip())
            for word in re.findall(r"[^\s\[\]()✎↪⟨⟩]+", bare):
                assert word in seen or html.escape(word, quote=True) in seen
