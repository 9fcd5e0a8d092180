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
SHOWN = [
    line.strip()
    for block in re.findall(r"^ *```sh\n(.*?)```", README, re.DOTALL | re.MULTILINE)
    for line in block.splitlines()
]
SETTING_UP = [line for line in SHOWN if ".venv/bin/pip" in line]
COMMANDS = [line for line in SHOWN if line and line not in SETTING_UP]

MINUTES = "会议纪要\n会议由组织部部长主持。\n年内全省发展党员6202名，其中学生党员1580名。\n"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the folders the README speaks of."""
    home = tmp_path_factory.mktemp("home")
    (home / "reports").mkdir()
    (home / "reports" / "minutes.txt").write_text(MINUTES, encoding="utf-8")
    (home / "rules.md").write_text("# 办法\n\n第一条 图书馆周一闭馆。\n", encoding="utf-8")
    (home / "questions.txt").write_text("会议由谁主持？\n学生党员有多少名？\n", encoding="utf-8")
    return home


@pytest.mark.e2e
@pytest.mark.parametrize("command", COMMANDS)
def test_the_command_does_what_the_readme_says(command: str, home: Path) -> None:
    """A newcomer types what stands there, in that order."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.defpath}"
    environment = {"HOME": str(home), "PATH": path, "LANG": "C.UTF-8"}
    done = subprocess.run(  # noqa: S603 - the README's own words
        ["/bin/sh", "-c", command],
        capture_output=True,
        encoding="utf-8",
        env=environment,
        cwd=home,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    # without a token the bot says what is missing; a question may find no answer in so small a folder
    assert done.returncode in ({2} if command == "yinju telegram" else {0, 1}), done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout or done.stderr or command == "yinju"


def test_the_two_commands_of_the_readme_are_those_that_set_everything_up() -> None:
    """`.ci/run` takes them out of the README and runs them in a fresh clone: exactly two, one of them the tests."""
    assert len(SETTING_UP) == 2
    assert SETTING_UP[0].endswith(".venv/bin/yinju")
    assert SETTING_UP[1].endswith("pytest")


def test_every_setting_is_written_of_and_in_the_example() -> None:
    """A setting nobody reads of does not exist; one that is only written of does not either."""
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    names = {f"{PREFIX}{field.upper()}" for field in Settings.model_fields}
    assert set(re.findall(rf"{PREFIX}[A-Z_]+", example)) == names
    told = set(re.findall(rf"{PREFIX}[A-Z_]+[A-Z]", README + OPERATING))
    assert told == names
