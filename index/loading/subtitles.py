"""Subtitles (.srt, .vtt): captions in order, each with the time it appears at as its part."""

from __future__ import annotations

import re

from index.loading.content import Composer, Content
from index.loading.plain import decoded_or_refused, notes_on
from index.paragraphs.lines import ends_sentence

_TIMES = re.compile(
    r"((?:\d{1,3}:)?\d{1,2}:\d{2})[.,]\d{1,3}[ \t]+-->[ \t]+(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}(?:[ \t].*)?"
)
_TAG = re.compile(r"<[^<>\n]{0,200}>|\{\\[^{}\n]{0,200}\}")
_PUNCTUATED = 0.2  # of the captions: where so many end a sentence, the others are cut out of one
_LONGEST = 200  # characters of captions put together
_SKIPPED = ("WEBVTT", "NOTE", "STYLE", "REGION")


def load_subtitles(data: bytes) -> Content:
    """The captions of a film; those a sentence runs through are one paragraph.

    Raises:
        NotText: binary content, or an encoding nobody can tell.
        UnreadableFile: millions of lines.
    """
    decoded = decoded_or_refused(data)
    captions = _captions(decoded.text)
    closed = sum(ends_sentence(text) for _, text in captions)
    joins = closed >= len(captions) * _PUNCTUATED and closed > 0
    composer = Composer()
    open_time, open_text = "", ""
    for time, text in captions:
        if open_text and joins and not ends_sentence(open_text) and len(open_text) + len(text) <= _LONGEST:
            open_text += f"\n{text}"
            continue
        composer.add(open_text, part=open_time)
        open_time, open_text = time, text
    composer.add(open_text, part=open_time)
    return composer.content(notes=notes_on(decoded))


def _captions(text: str) -> list[tuple[str, str]]:
    """Time and text of each caption, without markup; one shown twice in a row, as rolling captions are, once."""
    captions: list[tuple[str, str]] = []
    time: str | None = None
    lines: list[str] = []
    for raw in (*text.split("\n"), ""):
        line = raw.strip()
        if times := _TIMES.fullmatch(line):
            time, lines = times.group(1), []
        elif line and time is not None:
            lines.append(_TAG.sub("", line))
        elif time is not None:
            words = "\n".join(filter(None, lines))
            if words and not (captions and captions[-1][1] == words):
                captions.append((time, words))
            time = None
        elif line and not captions and not line.isdecimal() and not line.startswith(_SKIPPED):
            # a file of that name without times is text all the same
            continue
    return captions
