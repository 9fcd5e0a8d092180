"""Golden dialogues as they look in a chat, to be reviewed by eye.

``python -m tests.e2e.telegram.pictures OUT [FILE…]`` writes a page, and where Chromium is found a picture, for each
golden dialogue (or for the named files of that form) into the folder OUT. Markup and buttons are the ones the bot sent:
the page shows bold, quotes that unfold and rows of buttons about as Telegram's applications do. With ``--shown`` it
makes the pictures of ``.github/pictures`` instead (:data:`SHOWN`, and ``telegram.png`` of what the program answers over
its sample documents); ``mcp.png`` and ``console.png`` there are what
``tests.e2e.mcp_app.pictures`` and ``tests.e2e.console.pictures`` make.
"""

from __future__ import annotations

import base64
import html
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

GOLDEN = Path(__file__).parents[2] / "golden" / "telegram"

SHOWN: dict[str, tuple[int, ...]] = {
    "exporting": (3, 5, 6),
    "groups": (1, 6, 7, 8, 13),
    "guests": (1, 2, 4),
    "links": (1, 2, 6),
    "originals": (1, 2, 4),
    "rights": (3, 10, 15, 16),
    "watching": (4, 6),
}
"""The pictures in ``.github/pictures``: of the dialogue of that name these exchanges, counted from 1."""

_ASKED = """
> 阿二: 白鹭洲湿地的面积是多少公顷？
> 阿二: 不记名卡最多存多少元？
> 阿二: 那实名卡呢？
> 阿二 按 原文
> 阿二: 馆长的生日是哪天？
"""
"""What is typed for ``telegram.png``."""

_COLOURS = 128
"""Of a picture: more make it larger, and not clearer."""

_WIDTH = 430
_SCALE = "1.5"
_TYPED = re.compile(
    r"> (?P<who>\S+?)(?: (?P<how>群|改|内联|按|发|权限|开|加|答|图|客)(?: (?P<name>[^:]+))?)?(?:: (?P<text>.*))?"
)
_SIGNS = {
    "群": "👥",
    "改": "✎",
    "内联": "@yinju_bot",
    "发": "📄",
    "权限": "🔑",
    "开": "🔗",
    "加": "➕",
    "答": "👥 ↩",
    "图": "🖼",
    "客": "💬 ↩",
}
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_STYLE = """
body { background: linear-gradient(160deg, #dbe6bf, #a9c99b); margin: 0; padding: 12px 14px;
       font: 15px/1.4 "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
.mine { text-align: right; margin: 10px 0 6px; }
.bubble { display: inline-block; text-align: left; white-space: pre-wrap; overflow-wrap: anywhere; max-width: 340px;
          box-sizing: border-box; border-radius: 13px; padding: 6px 11px 7px; box-shadow: 0 1px 1px #0003; }
.mine .bubble { background: #e5fdd0; }
.sign { color: #5a9c4e; font-size: 12px; display: block; }
.bot { margin: 6px 0; width: 370px; }
.bot .bubble { background: #fff; width: 370px; max-width: none; }
.row { display: flex; gap: 3px; margin-top: 3px; }
.key { flex: 1; text-align: center; color: #fff; background: #4f7f4ba8; border-radius: 8px; padding: 6px 3px;
       white-space: nowrap; overflow: hidden; text-overflow: ellipsis; font-size: 14px; }
.note { display: table; margin: 8px auto; padding: 2px 12px; color: #fff; background: #4f7f4b9c; border-radius: 11px;
        font-size: 13px; max-width: 340px; text-align: center; }
blockquote { position: relative; margin: 3px 0; padding: 2px 20px 2px 9px; border-left: 3px solid #3f8fd0;
             border-radius: 5px; background: #3f8fd01c; font-size: 14px; display: -webkit-box; overflow: hidden;
             -webkit-box-orient: vertical; -webkit-line-clamp: 3; }
blockquote::after { content: "⌄"; position: absolute; right: 6px; bottom: 0; color: #3f8fd0; }
.link { color: #2f6ea5; }
code { color: #2f6ea5; font-family: inherit; }
img { display: block; width: 100%; border-radius: 8px; margin-bottom: 4px; }
pre { margin: 0; font: 12px/1.4 "Noto Sans Mono CJK SC", monospace; white-space: pre-wrap; }
"""


@dataclass
class Shown:
    """One thing to be seen: what was typed, a message of the bot with its buttons, or a note between messages."""

    kind: str
    body: str
    rows: list[list[str]] = field(default_factory=list)
    photo: bytes = b""


def read(dialogue: str, exchanges: Sequence[int] = ()) -> list[Shown]:
    """The things a golden dialogue shows, from top to bottom; of these exchanges only, if there are any."""
    shown: list[Shown] = []
    blocks = [block for block in re.split(r"\n(?=> )", dialogue) if block.startswith("> ")]
    for block in [blocks[number - 1] for number in exchanges] or blocks:
        head, *lines = block.rstrip("\n").split("\n")
        shown += [_typed(head), *_answers(lines)]
    return shown


def page(shown: Sequence[Shown]) -> str:
    """They as a web page."""
    return f'<!doctype html><meta charset="utf-8"><style>{_STYLE}</style><body>{"".join(map(_drawn, shown))}</body>'


def _typed(head: str) -> Shown:
    typed = _TYPED.fullmatch(head)
    if typed is None:
        msg = f"not a typed line: {head}"
        raise ValueError(msg)
    text = html.escape((typed["text"] or "").replace("⏎", "\n"))
    if typed["how"] == "按":
        return Shown("note", f"{html.escape(typed['who'])} ▸ {html.escape(typed['name'])}")
    sign = " ".join(filter(None, (typed["who"], _SIGNS.get(typed["how"] or "", ""), (typed["name"] or "").strip())))
    return Shown("mine", f'<span class="sign">{html.escape(sign)}</span>{text}')


def _answers(lines: Sequence[str]) -> Iterator[Shown]:
    """What stands under a typed line: texts, each ended by its buttons, pop-ups, menus, files, inline results."""
    text: list[str] = []
    message: Shown | None = None
    for line in (raw.removeprefix("  ") for raw in [*lines, "\0"]):
        keys = re.findall(r"\[([^\[\]]*)\]", line) if re.fullmatch(r"(?:\[[^\[\]]*\] ?)+", line) else []
        aside = line == "\0" or line.startswith(("✎ ", "↪ ", "☰ ", "▸ ")) or re.fullmatch(r"\(.*\)", line)
        if (keys or aside) and any(text):
            message = Shown("bot", "\n".join(text).strip("\n"))
            yield message
            text = []
        if keys and message is None:
            message = Shown("note", "")
            yield message
        if keys and message is not None:
            message.rows.append(keys)
        elif line.startswith(("✎ ", "↪ ")):
            text, message = [line[2:]], None
        elif aside and line != "\0":
            yield Shown("note", html.escape(line.strip("()")))
        elif not aside:
            text.append(line)
            message = None


def _drawn(one: Shown) -> str:
    rows = "".join(
        f'<div class="row">{"".join(f"<span class=key>{html.escape(key)}</span>" for key in row)}</div>'
        for row in one.rows
    )
    if one.kind == "note":
        return f'<div class="note">{one.body}</div>{rows}' if one.body else rows
    body = f"<pre>{one.body}</pre>" if one.body.startswith("│") else one.body
    if one.photo:
        data = base64.b64encode(one.photo).decode()
        body = f'<img src="data:image/png;base64,{data}">{body}'
    body = re.sub(r"⟨(.*?)⟩", r"<span class=link>\1</span>", body)
    # Telegram puts a quote on lines of its own; the line ends around it are not shown twice.
    body = re.sub(r"\n?(<blockquote.*?</blockquote>)\n?", r"\1", body, flags=re.DOTALL)
    return f'<div class="{one.kind}"><div class="bubble">{body}</div>{rows}</div>'


def draw(file: Path, picture: Path, browser: str, width: int = _WIDTH) -> None:
    """Photograph a page from its top to its end."""
    folder = picture.with_suffix(".profile")
    common = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--disable-sync"]
    common += ["--disable-background-networking", f"--user-data-dir={folder}", f"--force-device-scale-factor={_SCALE}"]
    # The height is known once the page is laid out: asked first, then photographed.
    measured = file.with_suffix(".probe.html")
    asking = "<script>document.title = document.body.scrollHeight</script>"
    measured.write_text(file.read_text(encoding="utf-8") + asking, encoding="utf-8")
    window = f"--window-size={width},{{}}"
    dump = [browser, *common, window.format(100), "--dump-dom", str(measured)]
    told = subprocess.run(dump, capture_output=True, text=True, check=True).stdout  # noqa: S603 - our own words
    found = re.search(r"<title>(\d+)</title>", told)
    height = found[1] if found else "1500"
    shot = [browser, *common, window.format(height), f"--screenshot={picture}", str(file)]
    subprocess.run(shot, capture_output=True, check=True)  # noqa: S603 - our own words
    measured.unlink()
    shutil.rmtree(folder, ignore_errors=True)
    from PIL import Image  # noqa: PLC0415 - not installed by the tests: only these pictures need it

    with Image.open(picture) as drawn:
        drawn.convert("RGB").quantize(_COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
            picture, optimize=True
        )


def page_sent() -> bytes:
    """The photo the bot sends for 原页 under the first answer of the dialogue ``originals``."""
    # the program itself, which no other picture needs
    from tests.bot.telegram_app.papers import pool  # noqa: PLC0415
    from tests.bot.telegram_app.stage import open_stage  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        documents = Path(folder) / "documents"
        documents.mkdir()
        (documents / "游泳馆.pdf").write_bytes(pool())
        with open_stage(Path(folder)) as stage:
            (call,) = stage.write("游泳馆每场限多少人入场？")
            sent = next(one for one in stage.press(call, "原页") if one.method == "sendPhoto")
            return next(iter(sent.files.values()))


def shown(name: str) -> list[Shown]:
    """What the picture of that name in ``.github/pictures`` shows."""
    things = read((GOLDEN / f"{name}.zh-hans.txt").read_text(encoding="utf-8"), SHOWN[name])
    for thing in things:
        sign, _, place = thing.body.partition(" ↑ ")
        if sign == "▣":
            thing.photo, thing.body = page_sent(), place
    return things


def answered() -> list[Shown]:
    """What the program itself answers over the sample documents."""
    # the program itself, which the dialogues kept as files do not need
    from bot import bootstrap  # noqa: PLC0415
    from bot.settings import Settings  # noqa: PLC0415
    from tests.bot.telegram_app.stage import open_stage  # noqa: PLC0415
    from tests.bot.telegram_app.test_golden import replay  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(bootstrap.samples(), Path(folder) / "documents")
        settings = Settings(data=Path(folder) / "data", cache=Path(folder) / "cache")
        with open_stage(Path(folder), components=bootstrap.components(settings)) as stage:
            return read(replay(stage, _ASKED, "zh-hans"))


def browser() -> str | None:
    """The browser that draws, if there is one."""
    return next(filter(None, map(shutil.which, _BROWSERS)), None)


def write(out: Path, pages: Mapping[str, Sequence[Shown]]) -> None:
    """Pages by their names and, with a browser, pictures."""
    out.mkdir(parents=True, exist_ok=True)
    with_browser = browser()
    for name, things in pages.items():
        target = out / f"{name}.html"
        target.write_text(page(things), encoding="utf-8")
        if with_browser is not None:
            draw(target, target.with_suffix(".png"), with_browser)


def main(out: Path, files: Sequence[str]) -> None:
    """What the module's docstring says."""
    if list(files) == ["--shown"]:
        write(out, {name: shown(name) for name in SHOWN} | {"telegram": answered()})
        return
    paths = [Path(name) for name in files] or sorted(GOLDEN.glob("*.txt"))
    write(out, {path.stem: read(path.read_text(encoding="utf-8")) for path in paths})


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
