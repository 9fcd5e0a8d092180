"""The console's questions in a file."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from bot.console.exporting import Exporter
from bot.dialogue import Dialogue
from bot.messages import Language, Message

pytestmark = pytest.mark.usefixtures("own_folders")


@pytest.fixture
def exporter(dialogue: Dialogue) -> Exporter:
    """Two questions were asked, one without an answer, and something that was none."""
    exporter = Exporter(Language.HANS)
    for typed in ("馆藏有多少册？", "火星上有几个基地？", "/帮助"):
        exporter.remember(dialogue.reply(Message(typed, "terminal")))
    return exporter


def test_what_was_asked_is_written_where_the_console_was_started(exporter: Exporter) -> None:
    """A name is found for it, and its place is told."""
    outcome = exporter.export("")
    assert not outcome.is_trouble
    assert dict(outcome.facts) == {"count": 2}
    assert outcome.path is not None
    assert outcome.path.suffix == ".md"
    text = outcome.path.read_text(encoding="utf-8")
    assert "## 1. 馆藏有多少册？" in text
    assert "## 2. 火星上有几个基地？" in text


def test_the_name_says_the_kind(exporter: Exporter, tmp_path: Path) -> None:
    """As everywhere."""
    path = tmp_path / "问答.DOCX"
    assert not exporter.export(str(path)).is_trouble
    assert docx.Document(io.BytesIO(path.read_bytes())).paragraphs
    outcome = exporter.export("docx")
    assert outcome.path is not None
    assert outcome.path.suffix == ".docx"


def test_no_file_is_overwritten(exporter: Exporter, tmp_path: Path) -> None:
    """The name may be that of a document."""
    path = tmp_path / "报告.md"
    path.write_text("原来的", encoding="utf-8")
    outcome = exporter.export(str(path))
    assert (outcome.key, outcome.is_trouble) == ("export_exists", True)
    assert path.read_text(encoding="utf-8") == "原来的"


@pytest.mark.parametrize("name", ["问答.pdf", "问答"])
def test_another_kind_is_refused_with_those_there_are(exporter: Exporter, name: str, tmp_path: Path) -> None:
    """Nothing is written under a name that says something else."""
    assert exporter.export(name).key == "export_unknown_kind"
    assert list(tmp_path.glob("问答*")) == []


def test_nothing_asked_is_nothing_written(tmp_path: Path) -> None:
    """And that is said."""
    assert Exporter(Language.HANS).export("x.md").key == "export_nothing"
    assert not (tmp_path / "x.md").exists()


def test_what_cannot_be_written_is_raised_for_the_session_to_word(exporter: Exporter) -> None:
    """A folder that is not there."""
    with pytest.raises(OSError, match="nowhere"):
        exporter.export("nowhere/x.md")
