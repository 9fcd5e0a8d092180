"""The first screen: what is searched, how fresh it is; then what could be asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from importlib.metadata import version

from rich.text import Text

from bot.console.opening import Holdings
from bot.messages import Language
from bot.render.printable import printable
from bot.render.terminal import Sheet
from bot.wording import say


def welcome(holdings: Holdings, language: Language, columns: int | None, today: date, *, brief: bool = False) -> Text:
    """The welcome, laid out in that many columns.

    Args:
        holdings: What is searched.
        language: The language to speak.
        columns: Width of the terminal.
        today: The day it is.
        brief: Without a word on how to go on: the person has asked already.
    """
    sheet = Sheet(columns)
    sheet.put(say("console_name", language, version=version("yinju")), "head")
    if not holdings.paragraphs:
        sheet.put(say("console_empty", language), "trouble")
    else:
        when = moment(holdings.created, language, today)
        facts = {"documents": holdings.documents, "paragraphs": holdings.paragraphs}
        sheet.put(say("console_holds", language, when=when, **facts))
    if holdings.samples:
        sheet.put(say("console_samples", language), "note")
    if not brief:
        sheet.put(say("console_keys", language), "note")
    return sheet.text()


def suggested(questions: Sequence[str], language: Language, columns: int | None) -> Text:
    """Questions worth asking, laid out in that many columns."""
    sheet = Sheet(columns)
    sheet.put(say("console_suggest", language), "note")
    for question in questions:
        sheet.put(printable(question), lead="· ", lead_style="number", indent="  ")
    return sheet.text()


def moment(created: datetime, language: Language, today: date) -> str:
    """A moment as people say it: the day only where it is not today."""
    local = created.astimezone()
    time = f"{local:%H:%M}"
    if local.date() == today:
        return say("console_today", language, time=time)
    return say("console_day", language, day=local.date().isoformat(), time=time)
