from __future__ import annotations

from pathlib import Path

from bot.console.remembering import LateHistory


def test_what_was_asked_is_there_in_the_next_run(tmp_path: Path) -> None:
    """The latest first, line ends and all; the folder is made where there is none."""
    file = tmp_path / "data" / "history"
    first = LateHistory(lambda: file)
    assert list(first.load_history_strings()) == []
    first.store_string("借期多少天？")
    first.store_string("两行\n一问")
    assert list(LateHistory(lambda: file).load_history_strings()) == ["两行\n一问", "借期多少天？"]


def test_a_history_that_cannot_be_kept_stops_nobody(tmp_path: Path) -> None:
    """A full disk, a folder of that name, settings that say nonsense: asking goes on."""

    def nonsense() -> Path:
        msg = "settings that cannot be used"
        raise ValueError(msg)

    for file in (lambda: tmp_path, nonsense):
        history = LateHistory(file)
        history.store_string("借期多少天？")
        assert list(history.load_history_strings()) == []
