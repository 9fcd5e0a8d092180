"""Links: what they say of a document, and what they find after it has changed."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bot.rights.shelf import ReadableShelf
from bot.telegram_app.state.links import Links, Opened, is_payload
from index.model import Paragraph, ParagraphId
from tests.bot.telegram_app.stage import Stage, open_stage

_ADDRESS = re.compile(r"https://t\.me/yinju_bot\?start=([A-Za-z0-9_-]{1,64})")
_LIBRARY = "documents/图书馆.txt"


def links(stage: Stage) -> Links:
    """The links of the stage's bot."""
    return Links(stage.parts.ledger.link_key.get, lambda: "yinju_bot")


def paragraph(stage: Stage, ordinal: int = 4, document: str = _LIBRARY) -> Paragraph:
    """A paragraph of one of the stage's documents."""
    found = stage.parts.library.paragraph(ParagraphId(document, ordinal))
    assert found is not None
    return found


def payload(address: str) -> str:
    """What ``/start`` is given."""
    found = _ADDRESS.fullmatch(address)
    assert found is not None, address
    return found[1]


def opened(stage: Stage, address: str, within: frozenset[str] | None = None) -> Opened | None:
    """What a link leads to now."""
    return links(stage).open(ReadableShelf(stage.parts.library), payload(address), within)


def rewrite(stage: Stage, text: str, name: str = "图书馆.txt") -> None:
    """Change a document, and refresh."""
    (stage.folder / "documents" / name).write_text(text, encoding="utf-8")
    stage.parts.library.refresh()


def test_every_paragraph_and_document_has_a_link_that_opens_it(stage: Stage) -> None:
    """And no two share one."""
    made = set()
    for document in stage.parts.library.documents():
        whole = links(stage).to_document(document.info)
        first = opened(stage, whole)
        assert first is not None
        assert (first.paragraph.id, first.whole) == (ParagraphId(document.info.id, 1), True)
        made.add(whole)
        for ordinal in range(1, document.paragraphs + 1):
            one = paragraph(stage, ordinal, document.info.id)
            made.add(links(stage).to_paragraph(one))
            assert opened(stage, links(stage).to_paragraph(one)) == Opened(one)
    assert len(made) == 3 + 12


def test_a_link_tells_nothing_of_the_document(stage: Stage, tmp_path: Path) -> None:
    """Neither a name, nor what a guessed name could be tried against: another bot makes another link of the same."""
    (tmp_path / "other").mkdir()
    here = links(stage).to_paragraph(paragraph(stage))
    with open_stage(tmp_path / "other") as other:
        assert paragraph(other) == paragraph(stage)
        there = links(other).to_paragraph(paragraph(other))
    assert payload(here) != payload(there)
    assert opened(stage, there) is None


def test_a_link_outlives_a_restart(tmp_path: Path) -> None:
    """It was sent to somebody weeks ago."""
    with open_stage(tmp_path) as stage:
        address = links(stage).to_paragraph(paragraph(stage))
    with open_stage(tmp_path) as stage:
        assert opened(stage, address) == Opened(paragraph(stage))


def test_a_paragraph_that_moved_down_is_found(stage: Stage) -> None:
    """A line put in above it is no reason to lose it."""
    address = links(stage).to_paragraph(paragraph(stage))
    rewrite(stage, "青禾图书馆开放规定\n新的一段。\n又一段。\n每张借书证一次可借10册，借期30天。\n")
    assert opened(stage, address) == Opened(paragraph(stage, 4))
    rewrite(stage, "青禾图书馆开放规定\n每张借书证一次可借10册，借期30天。\n别的。\n别的二。\n别的三。\n别的四。\n")
    assert opened(stage, address) == Opened(paragraph(stage, 2))


def test_of_equal_paragraphs_the_nearest_is_opened(stage: Stage) -> None:
    """Rows of a table repeat."""
    rewrite(stage, "规定\n" + "照旧。\n其他。\n" * 20)
    address = links(stage).to_paragraph(paragraph(stage, 22))
    assert opened(stage, address) == Opened(paragraph(stage, 22))
    rewrite(stage, "规定\n开头。\n" + "照旧。\n其他。\n" * 20)
    assert opened(stage, address) == Opened(paragraph(stage, 21))


def test_a_file_that_was_moved_is_found_by_its_bytes(stage: Stage) -> None:
    """Sorting files into folders breaks no link; nor does a copy that the index takes in place of it."""
    address = links(stage).to_paragraph(paragraph(stage))
    whole = links(stage).to_document(paragraph(stage).document)
    folder = stage.folder / "documents"
    (folder / "规定").mkdir()
    (folder / "图书馆.txt").rename(folder / "规定" / "开放.txt")
    stage.parts.library.refresh()
    moved = paragraph(stage, 4, "documents/规定/开放.txt")
    assert opened(stage, address) == Opened(moved)
    assert opened(stage, whole) == Opened(paragraph(stage, 1, "documents/规定/开放.txt"), whole=True)


def test_a_changed_paragraph_gives_what_stands_in_its_place(stage: Stage) -> None:
    """And says that it is not what was linked; a document cut short gives its last."""
    address = links(stage).to_paragraph(paragraph(stage))
    rewrite(stage, "青禾图书馆开放规定\n甲。\n乙。\n每张借书证一次可借12册，借期30天。\n丙。\n")
    assert opened(stage, address) == Opened(paragraph(stage, 4), changed=True)
    rewrite(stage, "青禾图书馆开放规定\n甲。\n")
    assert opened(stage, address) == Opened(paragraph(stage, 2), changed=True)


def test_what_may_not_be_read_is_not_found(stage: Stage) -> None:
    """As if it did not exist."""
    address = links(stage).to_paragraph(paragraph(stage))
    assert opened(stage, address, frozenset({_LIBRARY})) is not None
    assert opened(stage, address, frozenset({"documents/年报.txt"})) is None
    (stage.folder / "documents" / "图书馆.txt").unlink()
    stage.parts.library.refresh()
    assert opened(stage, address) is None


@given(st.text(max_size=70) | st.from_regex(r"[pd][A-Za-z0-9_-]{0,63}", fullmatch=True))
def test_what_is_no_link_is_told_from_one(text: str) -> None:
    """Whatever is typed behind ``/start``."""
    is_payload(text)


def test_a_link_cut_short_is_none(stage: Stage) -> None:
    """Copied without its end, or with a full stop."""
    whole = payload(links(stage).to_paragraph(paragraph(stage)))
    assert is_payload(whole)
    assert not any(map(is_payload, (whole[:-1], whole + ".", whole + "A", whole[1:], "", "p", "d", "p=", "inline")))
