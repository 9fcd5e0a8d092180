"""What tells the editions of one document apart: a year, a number, 修订, 试行, 征求意见稿 in its title or path; pure.

Two documents are editions of one where their titles are the same but for these.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.text.folding import fold
from index.text.numbers import in_digits, parse_han_number

RULES = "办法|规定|制度|手册|标准|章程|条例|规则|细则|守则|准则|指南|须知|规程|公约|合同|协议|说明书"
"""What papers are called that are in force until the next edition, as a pattern: they tell of no one year."""

_YEAR = r"(?<![0-9a-z])(?:19|20)[0-9]{2}"
_SPAN = rf"{_YEAR}(?:[-~至—](?:(?:19|20)?[0-9]{{2}}))?"
_MADE = (
    "(?:第[0-9一二三四五六七八九十]{1,2}次)?新?"
    "(?:修订|修正|修改|修编|编制|制定|发布|印发|公布|颁布|出台|实施|施行|执行|启用)"
)
_STAMP = rf"{_YEAR}(?:[-./][0-9]{{1,2}}[-./][0-9]{{1,2}}|[01][0-9][0-3][0-9])(?![0-9])"
_DAY = rf"{_YEAR}年[0-9]{{1,2}}月(?:[0-9]{{1,2}}日)?"
_VERSION = (
    r"(?<![a-z])v(?:er(?:sion)?)?\.? ?[0-9]+(?:\.[0-9]+)*(?![0-9a-z])|版本号?[: ]?[0-9]+(?:\.[0-9]+)*"
    r"|第?(?:[0-9]+(?:\.[0-9]+)*|[一二三四五六七八九十]{1,3})版(?!块|面|本)"
)
_DRAFT = "(?:修订)?草案|草稿|征求意见稿|意见征集稿|送审稿|讨论稿|审议稿|报批稿|初稿"
_TRIAL = "(?:暂行|试行)(?:稿|版)?"
_OLD = "旧版本?|老版本?|原版|(?:已|现已)?(?:废止|作废|失效)(?:版本?)?"
_NEW = "最?新版本?|最新|现行(?:有效)?(?:版本?)?|正式(?:版|稿)|定稿|终稿"
_REVISED = "新?(?:修订|修正|修改|改版|更新)(?:版本?|稿|本|案)"
# a month names an issue of something (三月简报) and no edition, unless something was made or put in force in it
_DATED = rf"(?:{_STAMP}(?:{_MADE})?|{_DAY}起?{_MADE})(?:版本?|稿|本|案)?"
_OF_YEAR = rf"{_SPAN}(?!年[0-9]{{1,2}}月)(?:学年度?|年度?)?(?:{_MADE})?(?:版本?|稿|本|案)?(?![0-9])"
# what stands inside brackets, alone or one after the other
_MARK = rf"自?(?:{_DATED}|{_OF_YEAR})|{_VERSION}|{_DRAFT}|{_TRIAL}|{_OLD}|{_NEW}|{_REVISED}|{_MADE}"
_BRACKETS = re.compile(rf" ?[(\[【〔](?:(?:{_MARK})[,、 ]?)+[)\]】〕]")
# what stands in the title itself; 「关于修订某办法的通知」 is no edition of anything
_INLINE = re.compile(
    rf"{_DATED}|{_OF_YEAR}|{_VERSION}|{_REVISED}$|(?:{_DRAFT})$|^(?:{_NEW}|{_OLD})|(?:{_NEW}|{_OLD})$"
    rf"|{_TRIAL}(?=办法|规定|条例|细则|规则|$)"
)
_PERIOD = re.compile(rf"{_SPAN}(?:学年度?|年度?)$|{_STAMP}$")
# what tells of something that happened, or is said once: the next one does not take its place
_TOLD_ONCE = re.compile(
    "(?:纪要|记录|简报|通报|日志|[日周月季年]报|新闻|总结|报告|名单|台账|通知|公告|公示|动态|预告)$"
)
_ANY_YEAR = re.compile(r"(?<![0-9a-z])((?:19|20)[0-9]{2})(?![0-9]{1,2}(?![0-9])|[0-9]{3,3}(?![0-9]))")
_NUMBER = re.compile(
    r"(?<![a-z])v(?:er(?:sion)?)?\.? ?([0-9]+(?:\.[0-9]+)*)(?![0-9a-z])|版本号?[: ]?([0-9]+(?:\.[0-9]+)*)"
    r"|第?((?<![0-9.])[0-9]{1,2}(?:\.[0-9]+)*|[一二三四五六七八九十]{1,3})版(?!块|面|本)"
)
_JOINTS = re.compile(r"[\s_\-—·《》]+|[(\[【〔][)\]】〕]")
_LEFT_BEHIND = re.compile("历史版本|历史文件|归档|旧版|旧文件|废止|作废|失效|过期|archived?|obsolete|superseded")
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Edition:
    """Which edition of what a document is.

    Attributes:
        name: What all editions are called, folded; empty where nothing is left of the title.
        year: The year its title or path names.
        number: The number of the version: (1, 2) for v1.2.
        draft: Whether it is not in force yet: a draft, an edition for comment.
        trial: Whether it is for trial (试行, 暂行).
        old: Whether it says that it is out of force.
        new: Whether it says that it is the new one.
        marked: Whether its title or path says anything of this.
        period: Whether the next one does not take its place: its year is the one it tells of (2023年度报告), or it
            tells of something once (会议纪要).
    """

    name: str
    year: int | None = None
    number: tuple[int, ...] = ()
    draft: bool = False
    trial: bool = False
    old: bool = False
    new: bool = False
    marked: bool = False
    period: bool = False


def edition_of(title: str, path: str = "") -> Edition:
    """The edition a document is, by its title and, for what that leaves open, by its path."""
    written = in_digits(fold(title).text)
    bare = _BRACKETS.sub("", written)
    name = _JOINTS.sub("", _INLINE.sub("", bare))
    file = in_digits(fold(path.rsplit(".", 1)[0]).text).replace("_", " ")
    inline = [each[0] for each in _INLINE.finditer(bare)]
    marks = " ".join([*(each[0] for each in _BRACKETS.finditer(written)), *inline])
    year = _last_year(marks) or _last_year(file)
    number = _number(marks) or _number(file)
    # a title says it at its end or in brackets, a path in the name of any folder
    says = {
        key: bool(re.search(pattern, marks) or re.search(pattern, file))
        for key, pattern in (("draft", _DRAFT), ("trial", _TRIAL), ("new", _NEW))
    }
    old = bool(re.search(_OLD, marks) or _LEFT_BEHIND.search(file))
    return Edition(
        name if len(name) >= _SHORTEST else "",
        year,
        number,
        old=old,
        marked=bool(marks or year or number or old or any(says.values())),
        period=any(map(_PERIOD.match, inline)) or _TOLD_ONCE.search(name) is not None,
        **says,
    )


def version_number(text: str) -> tuple[int, ...]:
    """The number of the version a folded text names (v1.2, 第三版); empty for none."""
    return _number(text)


def _last_year(text: str) -> int | None:
    years = _ANY_YEAR.findall(text)
    return int(years[-1]) if years else None


def _number(text: str) -> tuple[int, ...]:
    match = _NUMBER.search(text)
    if match is None:
        return ()
    number = match[1] or match[2] or match[3]
    if number[0].isdecimal():
        return tuple(int(part) for part in number.split("."))
    value = parse_han_number(number)
    return (value,) if value else ()
