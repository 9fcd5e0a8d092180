"""No control character reaches the terminal, wherever it comes from: questions, options, names, titles, documents."""

from __future__ import annotations

import json
import logging
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.table import Table
from rich.text import Text

from bot import cli
from bot.bootstrap import log_to_file
from bot.render.printable import inert, inert_json, printable
from bot.render.screen import console
from bot.settings import Settings

_HOSTILE = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e"
_OBEYED = set(_HOSTILE) - set("]0;owned[2J31m")


def _is_clean(text: str) -> bool:
    return not _OBEYED & set(text)


@given(st.text())
def test_what_is_printable_holds_its_length_and_nothing_a_terminal_obeys(text: str) -> None:
    """Offsets into it hold."""
    shown = printable(text)
    assert len(shown) == len(text)
    assert all(unicodedata.category(c) not in {"Cc", "Cs"} for c in shown.replace("\n", ""))
    assert inert(text).replace("\t", " ") == shown


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_json_says_the_same_without_control_characters(text: str) -> None:
    """Other programs get exactly what was there; a terminal is shown it escaped."""
    shown = inert_json(json.dumps({"text": text}, ensure_ascii=False))
    assert json.loads(shown) == {"text": text}
    assert all(unicodedata.category(c) != "Cc" for c in shown)


def test_what_is_laid_out_passes_the_same_rim() -> None:
    """Texts, tables and columns alike; the colours are rich's own and stay."""
    screen = console()
    table = Table()
    table.add_column(Text(f"题{_HOSTILE}"))
    table.add_row(Text(f"格{_HOSTILE}"))
    with screen.capture() as capture:
        screen.print(Text(f"字{_HOSTILE}"), soft_wrap=True)
        screen.print(table)
    assert _is_clean(capture.get())
    assert all(sign in capture.get() for sign in "题格字")


@pytest.mark.usefixtures("own_folders")
@pytest.mark.parametrize(
    "arguments",
    [
        (f"--{_HOSTILE}",),
        (_HOSTILE,),
        ("ask", f"--{_HOSTILE}"),
        ("ask", "--top", _HOSTILE, "问"),
        ("eval", "--only", _HOSTILE, "x.json"),
        ("eval", f"没有{_HOSTILE}.json"),
        ("index", f"没有{_HOSTILE}"),
        ("ask", "--documents", f"没有{_HOSTILE}", "问"),
    ],
)
def test_what_was_typed_on_the_command_line_is_repeated_harmlessly(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """Options, command names, paths."""
    assert cli.run(arguments) == 2
    said = capsys.readouterr()
    assert _is_clean(said.out + said.err)
    assert said.err


@pytest.mark.usefixtures("own_folders")
def test_documents_and_questions_are_shown_harmlessly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """File names, titles and texts of documents; questions; what is listed, answered, explained and skipped."""
    folder = tmp_path / "documents"
    folder.mkdir()
    name = f"馆{_HOSTILE}.txt"
    # Text with control characters in it is taken for no text at all.
    (folder / name).write_text("青禾\u202e图书馆规定\n每张借书证\u202e一次可借10册。\n" * 9, encoding="utf-8")
    (folder / f"坏{_HOSTILE}.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    assert cli.run(["index", str(folder)]) == 0
    cli.run(["documents"])
    cli.run(["documents", "--json"])
    question = f"每张{_HOSTILE}借书证一次可借多少册？"
    cli.run(["ask", question])
    cli.run(["ask", "--explain", question])
    cli.run(["ask", "--json", question])
    cli.run(["doctor"])
    said = capsys.readouterr()
    assert _is_clean(said.out + said.err)
    listed = [json.loads(line) for line in said.out.splitlines() if line.startswith('{"title"')]
    (document,) = (one for one in listed if one["title"])
    assert document["path"].endswith("\x9b31m\u202e.txt"), "a program is told the name as it is indexed"


@pytest.mark.usefixtures("own_folders")
def test_the_log_can_be_shown_too(tmp_path: Path) -> None:
    """File names stand in it, and other people's words."""
    path = log_to_file(Settings(data=tmp_path / "data"))
    logging.getLogger("x").error("kept from reading %s", _HOSTILE)
    assert _is_clean(path.read_text(encoding="utf-8"))
