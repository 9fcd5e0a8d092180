"""What a document is called: metadata, first heading, file name, in that order. Pure.

A file name people wrote (``会议纪要``) beats a first *sentence*, but a name made by a machine (``000_aad1d0c9``) tells
nobody anything: there a first line that is one short sentence serves, without its full stop.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Sequence

from index.loading.content import Content
from index.loading.dates import dates_in
from index.loading.encoding import decode
from index.model import BlockKind
from index.paragraphs.headings import LONGEST, numbering
from index.paragraphs.lines import SPACE, ends_sentence

_JUNK = re.compile(
    r"(?i)^(?:[(（].*[)）]|microsoft\s+(?:word|powerpoint|excel)\b.*|powerpoint (?:presentation|演示文稿)|untitled.*|"
    r"document\s*\d*|无标题.*|無標題.*|未命名.*|文档\s*\d*|文件\s*\d*|演示文稿\s*\d*|slide\s*1|幻灯片\s*1|"
    r"word document|none|标题|title|"
    r".*\.(?:docx?|xlsx?|pptx?|pdf|wps|txt|indd|html?|md))$"
)
_LONGEST_METADATA = 120
_LETTERS = re.compile(r"[A-Za-z]{3,}")


def title_of(content: Content, name: str) -> str:
    """The title of a document.

    Args:
        content: As loaded.
        name: The file's name with its suffix; may hold the surrogates Python puts for undecodable bytes.
    """
    stem = readable(os.path.splitext(name)[0])  # noqa: PTH122 - a name, not a path: Path("..txt").stem differs
    if content.title and (declared := _tidy(content.title)) and not _is_junk(declared):
        return declared
    opening = _opening(content)
    if content.blocks:
        for block in content.blocks[:8]:
            heading = _tidy(block.span.of(content.text))
            marked = block.kind is BlockKind.HEADING and heading
            if marked and not numbering(heading) and len(heading) <= 2 * LONGEST:
                return heading
    return _from_opening(opening, telling=_tells(stem)) or _tidy(stem) or stem or readable(name)


def readable(name: str) -> str:
    """A file name as text: bytes that are not UTF-8 read as Chinese, control characters shown as pictures of them."""
    if name.isprintable():
        return name
    if any("\ud800" <= char <= "\udfff" for char in name):
        raw = name.encode("utf-8", "surrogateescape" if os.name == "posix" else "surrogatepass")
        decoded = decode(raw)
        # a guess at anything else, by so few bytes, only gives letters nobody wrote
        fits = decoded is not None and decoded.encoding in {"gb18030", "big5hkscs", "cp950"}
        name = decoded.text if decoded is not None and fits else raw.decode("utf-8", "replace")
    return "".join(chr(0x2400 + ord(char)) if char < " " else char for char in name)


def _opening(content: Content) -> list[str]:
    if content.blocks is not None:
        opening = [block for block in content.blocks[:6] if block.span]
        # the first row of a table names its columns, not the document; a message of a chat, which has its sender and
        # its time as context, names nothing
        is_part = bool(opening) and (opening[0].kind is BlockKind.ROW or bool(opening[0].context))
        return [] if is_part else [block.span.of(content.text) for block in opening]
    head = content.text[:4000].split("\n")
    return [line for raw in head if (line := raw.strip(SPACE))][:6]


def _from_opening(opening: Sequence[str], *, telling: bool) -> str | None:
    if len(opening) < 2 or not any(ends_sentence(line) or len(line) > LONGEST for line in opening[1:]):  # noqa: PLR2004
        return None  # a list of names has a first line, not a title
    first = opening[0]
    if ends_sentence(first):
        sentence = first.rstrip("。")
        fits = not telling and first.endswith("。") and len(first) <= LONGEST and len(opening[1]) > len(first)
        return sentence if fits and not re.search("[。！？；]", sentence) else None
    if not _looks_like_title(first):
        return None
    # an official letter names who issues it on the line above what it is about
    second = opening[1]
    if second.startswith(("关于", "關於")) and len(second) <= 2 * LONGEST and not ends_sentence(second):
        return f"{first}{second}"
    return first


def _looks_like_title(line: str) -> bool:
    return (
        1 < len(line) <= LONGEST
        and sum(char.isalpha() for char in line) * 2 >= len(line)
        and not line.endswith(tuple("，、：,:；;。"))
        and not re.search("[。！？；]", line[:-1])
        and not re.match(r"[^：:]{1,6}[：:]", line)
        and not numbering(line)
        and not any(end - start > len(line) / 2 for _, start, end in dates_in(line))
    )


def _tells(stem: str) -> bool:
    """Whether a file name says something: Han characters, or a word that is no hexadecimal number."""
    if re.search(r"[㐀-鿿]", stem):
        return not _is_junk(stem) and not stem.startswith(("新建文本文档", "新建文字文件"))
    words = (word for word in re.split(r"[\s_.\-]+", stem) if _LETTERS.search(word))
    return any(not re.fullmatch(r"[0-9a-fA-F]+", word) for word in words) and not _is_junk(stem)


def _is_junk(title: str) -> bool:
    return bool(_JUNK.match(title)) or len(title) > _LONGEST_METADATA or not any(char.isalnum() for char in title)


def _tidy(title: str) -> str:
    return unicodedata.normalize("NFC", " ".join(title.split())).strip(SPACE)
