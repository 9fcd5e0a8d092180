"""Which edition of a document a question is for: 「2021版的」, 「旧版的」, 「现行的」, 「征求意见稿里」; pure."""

from __future__ import annotations

import re

from index.model import EditionAsked, EditionKind
from index.text.editions import RULES, version_number

_PAPER = f"{RULES}|方案|价目表|目录|说明"
_REPORT = "报告|年报|总结|计划|规划|预算|决算|通知"
# how the naming of an edition goes on: 「2021版里的」, 「旧版规定的」
_TAIL = r"(?:版本)?(?:里面?|中|上|当中|规定|写)?的?[,、: ]*"
_AHEAD = rf"(?=[^,。;?!的里中]{{0,14}}?(?:{_PAPER}))"
_AHEAD_ANY = rf"(?=[^,。;?!的里中]{{0,14}}?(?:{_PAPER}|{_REPORT}))"
_EDITED = "(?:新?(?:修订|修正|修改)(?:版本?|稿|本|案|后)?|版本?(?![面块权税]))"
_FORMS: tuple[tuple[EditionKind, bool, re.Pattern[str]], ...] = (
    (EditionKind.YEAR, True, re.compile(rf"(?<![0-9])(?P<year>(?:19|20)[0-9]{{2}})年?的?{_EDITED}{_TAIL}")),
    (
        EditionKind.NUMBER,
        True,
        re.compile(rf"(?<![a-z])v(?:er(?:sion)?)?\.? ?[0-9]+(?:\.[0-9]+)*(?![0-9a-z-])版?{_TAIL}"),
    ),
    (
        EditionKind.NUMBER,
        True,
        re.compile(rf"(?:第[一二三四五六七八九十0-9]{{1,2}}版|(?<![0-9.])[0-9]\.[0-9]+版)(?!块|面){_TAIL}"),
    ),
    (EditionKind.DRAFT, True, re.compile(rf"(?:征求意见稿|意见征集稿|草案|送审稿|讨论稿|审议稿|初稿){_TAIL}")),
    (EditionKind.TRIAL, True, re.compile(rf"试行(?:版|稿|的?时候|期间|期){_TAIL}")),
    (
        EditionKind.EARLIER,
        True,
        re.compile(
            rf"(?:旧版|老版|上一?版|前一版|上个?版本|(?:之前|以前|原来|从前|过去|旧|老)的?版本|修[订改]之?前|改版之?前){_TAIL}"
        ),
    ),
    (EditionKind.EARLIER, True, re.compile(rf"(?:旧|老|原来?|之前|以前|从前)的(?:那[份版个])?{_AHEAD}")),
    (
        EditionKind.LATEST,
        False,
        re.compile(
            rf"(?:最?新版|最新(?!鲜)|现行(?:有效)?|(?:现在|目前|当前|新)的?版本|修[订改]之?后|改版之?后){_TAIL}|(?:现在|目前|当前|今年)的?{_AHEAD}"
        ),
    ),
    (
        EditionKind.BACK,
        False,
        re.compile(rf"(?P<back>去年|上年|前年)的?(?:那[份版个])?(?:{_EDITED}{_TAIL}|{_AHEAD_ANY})"),
    ),
    (EditionKind.YEAR, False, re.compile(rf"(?<![0-9])(?P<year>(?:19|20)[0-9]{{2}})年(?:的|那[份版个]){_AHEAD_ANY}")),
)
_BACK = {"去年": 1, "上年": 1, "前年": 2}
_SHORTEST = 2


def names_edition(folded: str) -> bool:
    """Whether a folded phrase is the naming of an edition and nothing else: 「旧版」, 「2021版的」."""
    return any(pattern.fullmatch(folded) for kind, surely, pattern in _FORMS if surely or kind is EditionKind.LATEST)


def edition_asked(folded: str) -> EditionAsked | None:
    """The edition a folded question names; ``None`` where it names none, or nothing else."""
    for kind, surely, pattern in _FORMS:
        match = pattern.search(folded)
        if match is None:
            continue
        question = (folded[: match.start()] + folded[match.end() :]).strip()
        if sum(character.isalnum() for character in question) < _SHORTEST:
            return None
        said = match.groupdict()
        return EditionAsked(
            kind,
            match[0].strip(" ,、:的里"),
            question,
            surely=surely,
            year=int(said.get("year") or 0),
            number=version_number(match[0]) if kind is EditionKind.NUMBER else (),
            back=_BACK.get(said.get("back") or "", 0),
        )
    return None
