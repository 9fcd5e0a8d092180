"""Questions about the documents themselves: how many there are, which is the newest, which are about something.

They are answered from what is known of the files, so nothing is quoted; the reply says so. Only a whole message is
taken for one: what goes on is a question to the documents.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

from bot.messages import Language, Said, Tone
from bot.ports import StoredDocument
from bot.render.places import spoken_day
from bot.wording import say

_ANY = "文件|文档|文檔|资料|資料|文章"
_PAPER = f"(?:{_ANY}|报告|報告|通知|公告|纪要|紀要|合同|手册|手冊|通报|通報|计划|計劃|总结|總結)"
_HERE = "(?:(?:请问|請問|现在|現在|目前|这里|這裡|这儿|库里|庫裡|里面|裡面|你|你们|你們|总共|總共|一共|都)*)"
_COUNT = re.compile(
    rf"{_HERE}(?:有|收录了|收錄了|存了|装了)?(?:总共|總共|一共)?(?:几|幾|多少)(?:份|个|個|篇|本|条|條)?(?P<noun>{_PAPER})(?:了|呢)?(?P<list>)"
)
_LIST = re.compile(
    rf"{_HERE}(?:有|是)?(?:哪些|什么|什麼|啥)(?P<noun>{_ANY})(?:可以查|能查|可查|呢)?|(?P<list>{_ANY})(?:列表|清单|清單|目录|目錄)"
)
_NEWEST = re.compile(
    rf"{_HERE}(?P<order>最新|最近|最早|最旧|最舊)(?:的)?(?:一)?(?:份|个|個|篇)?(?:的)?(?P<topic>.{{0,8}}?)(?P<noun>{_PAPER})"
    r"(?:是|叫)?(?:哪(?:一)?(?:份|个|個|篇)?|什么|什麼|啥)"
)
_ABOUT = re.compile(
    rf"{_HERE}(?:有没有|有沒有|有无|有無)(?:关于|關於|有关|有關|讲|講)?(?P<topic>.{{2,16}}?)的(?P<noun>{_PAPER})"
)
_FILES = "(?:documents?|files?|papers?)"
_COUNT_EN = re.compile(
    rf"howmany{_FILES}(?:arethere|arehere|doyouhave|haveyougot|canyousearch)?|(?:list|show)(?:me)?(?:all)?(?:the|your)?{_FILES}"
    rf"|(?:what|which){_FILES}(?:arethere|arehere|doyouhave|canisearch|caniask(?:about)?)"
)
_NEWEST_EN = re.compile(
    rf"(?:which|what){_FILES}?isthe(?P<order>newest|latest|mostrecent|oldest|earliest)(?:one|{_FILES})?"
)
_ABOUT_EN = re.compile(
    rf"(?:isthere|arethere|doyouhave)(?:a|any|some)?{_FILES}(?:about|on|for)(?:the)?(?P<topic>.{{2,30}})"
)
_GENERAL = frozenset(_ANY.split("|"))
_LONGEST = 60
"""Characters of a message that may ask about the documents; a longer one asks them."""

_TITLES = 10
"""Titles told of a longer list."""


Documents = Callable[[], Sequence[StoredDocument]]


def answer(text: str, documents: Documents, language: Language) -> Said | None:
    """The reply to a question about the documents; ``None`` for any other message.

    Args:
        text: The message.
        documents: Gives those that are searched in this conversation; called only where they are asked about.
        language: Of the reply.
    """
    if len(text) > _LONGEST:
        return None
    bare = _bare(text)
    if match := _NEWEST.fullmatch(bare):
        latest = match["order"] in {"最新", "最近"}
        kind = [one for one in _of_kind(documents(), match["noun"]) if match["topic"] in _bare(one.info.title)]
        return _newest(kind, language, latest=latest) if kind else None
    if match := _COUNT.fullmatch(bare) or _LIST.fullmatch(bare):
        noun = match["noun"] or match["list"]
        kind = _of_kind(documents(), noun)
        return _listed(kind, language) if kind or noun in _GENERAL else None
    if match := _ABOUT.fullmatch(bare):
        found = [one for one in documents() if match["topic"] in one.info.title]
        return _listed(found, language) if found else None
    return _in_english(bare.casefold(), documents, language)


def _in_english(bare: str, documents: Documents, language: Language) -> Said | None:
    if match := _NEWEST_EN.fullmatch(bare):
        return _newest(documents(), language, latest=match["order"] not in {"oldest", "earliest"})
    if _COUNT_EN.fullmatch(bare):
        return _listed(documents(), language)
    if match := _ABOUT_EN.fullmatch(bare):
        found = [one for one in documents() if match["topic"] in _bare(one.info.title).casefold()]
        return _listed(found, language) if found else None
    return None


def _bare(text: str) -> str:
    return "".join(character for character in unicodedata.normalize("NFKC", text) if character.isalnum())


def _of_kind(documents: Sequence[StoredDocument], noun: str) -> list[StoredDocument]:
    """The documents whose title says that they are of that kind; all for a general word."""
    if noun in _GENERAL:
        return list(documents)
    return [one for one in documents if noun in one.info.title]


def _listed(documents: Sequence[StoredDocument], language: Language) -> Said:
    titles = [say("title", language, title=one.info.title) for one in documents[:_TITLES]]
    shown = say("list_separator", language).join(titles)
    key = "shelf_none" if not documents else "shelf_more" if len(documents) > _TITLES else "shelf_some"
    return Said(key, {"count": len(documents), "titles": shown}, Tone.CHAT)


def _newest(documents: Sequence[StoredDocument], language: Language, *, latest: bool) -> Said:
    dated = [(day, one) for one in documents if (day := spoken_day(one.info)) is not None]
    if not dated:
        return Said("shelf_undated", tone=Tone.CHAT)
    choose = max if latest else min
    day = choose(day for day, _ in dated)
    titles = [say("title", language, title=one.info.title) for other, one in dated if other == day]
    shown = say("list_separator", language).join(titles[:_TITLES])
    return Said("shelf_newest" if latest else "shelf_oldest", {"titles": shown, "day": day}, Tone.CHAT)
