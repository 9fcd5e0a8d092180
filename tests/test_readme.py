"""Every command the README shows is run as it stands there, and every setting it names exists."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.environment import PREFIX
from bot.settings import Settings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
OPERATING = (ROOT / ".github" / "OPERATING.md").read_text(encoding="utf-8")
ACTIVATE = ". .venv/bin/activate"


def shown(text: str) -> list[str]:
    """The commands a text shows."""
    blocks = re.findall(r"^ *```sh\n(.*?)```", text, re.DOTALL | re.MULTILINE)
    return [line.strip() for block in blocks for line in block.splitlines() if line.strip()]


SETTING_UP = [line for line in shown(README) if ".venv/bin/pip" in line]
# The steps to a bot are followed in tests/e2e/telegram/test_readme.py.
BOT = shown(README.partition("\n## Telegram ")[2].partition("\n## ")[0])
COMMANDS = [line for line in dict.fromkeys(shown(README)) if line not in {ACTIVATE, *SETTING_UP, *BOT}]

MINUTES = "会议纪要\n会议由组织部部长主持。\n年内全省发展党员6202名，其中学生党员1580名。\n"


GUARD = """
import sys

def heard(event, args):
    # sockets between processes of one machine have a path for an address
    if event in ("socket.getaddrinfo", "socket.sendto") or (event == "socket.connect" and isinstance(args[1], tuple)):
        with open({file!r}, "a") as file:
            print(event, args, file=file)

sys.addaudithook(heard)
"""
"""Python runs it at its start, where it lies on the path: it notes whatever is asked of a network."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the folders the README speaks of."""
    home = tmp_path_factory.mktemp("home")
    (home / "reports").mkdir()
    (home / "reports" / "minutes.txt").write_text(MINUTES, encoding="utf-8")
    (home / "rules.md").write_text("# 办法\n\n第一条 图书馆周一闭馆。\n", encoding="utf-8")
    (home / ".venv").symlink_to(sys.prefix)
    (home / "guard").mkdir()
    guard = GUARD.format(file=str(home / "network.txt"))
    (home / "guard" / "sitecustomize.py").write_text(guard, encoding="utf-8")
    (home / "questions.txt").write_text("会议由谁主持？\n学生党员有多少名？\n", encoding="utf-8")
    return home


@pytest.mark.e2e
@pytest.mark.parametrize("command", COMMANDS)
def test_the_command_does_what_the_readme_says(command: str, home: Path) -> None:
    """A newcomer types what stands there, in that order; none of it needs a network, as is promised."""
    environment = {"HOME": str(home), "PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONPATH": str(home / "guard")}
    done = subprocess.run(  # noqa: S603 - the README's own words
        ["/bin/sh", "-c", f"{ACTIVATE} && {command}"],
        capture_output=True,
        encoding="utf-8",
        env=environment,
        cwd=home,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    # a question may find no answer in so small a folder
    assert done.returncode in {0, 1}, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout or done.stderr or command == "yinju"
    assert not (home / "network.txt").exists(), "outside of Telegram nothing is asked of a network"


def test_the_two_commands_of_the_readme_are_those_that_set_everything_up() -> None:
    """`.ci/run` takes them out of the README and runs them in a fresh clone: exactly two, one of them the tests."""
    assert len(SETTING_UP) == 2
    assert SETTING_UP[0].endswith(".venv/bin/yinju")
    assert SETTING_UP[1].endswith("pytest")


def test_the_readme_is_short_and_begins_in_chinese() -> None:
    """It is read from top to bottom, by people who read Chinese first."""
    assert len(README.splitlines()) <= 160
    assert README.index("## 开始") < README.index("## In English")


def test_every_picture_and_page_the_documents_show_is_there() -> None:
    """A picture that is not there, or that nothing shows, helps nobody."""
    pages = [ROOT / "README.md", *sorted((ROOT / ".github").glob("*.md"))]
    linked: set[Path] = set()
    for page in pages:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            file = (page.parent / target).resolve()
            assert file.exists(), f"{page.name}: {target}"
            linked.add(file)
    assert set((ROOT / ".github" / "pictures").resolve().iterdir()) <= linked


def test_every_setting_is_written_of_and_in_the_example() -> None:
    """A setting nobody reads of does not exist; one that is only written of does not either."""
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    names = {f"{PREFIX}{field.upper()}" for field in Settings.model_fields}
    assert set(re.findall(rf"{PREFIX}[A-Z_]+", example)) == names
    told = set(re.findall(rf"{PREFIX}[A-Z_]+[A-Z]", README + OPERATING))
    assert told == names
