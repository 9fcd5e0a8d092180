"""One message that holds several questions: asked one after the other, compared, or added up; pure.

「渡口几点开船，票价多少？」 are two questions; 「甲镇比乙镇多种了多少亩？」 wants two figures before anything can
be said. Each is taken apart into questions that can be answered alone. Rules, not training: the words that compare and
add are few, and the parts are shown to the one who asked.
"""

from __future__ import annotations

import re
from itertools import pairwise

from index.model import AnswerType, Query, Several, Together
from index.query.asking import names_attribute
from index.query.interrogatives import interrogative
from index.text import Analyzer

MOST = 8
"""Questions of one message that are answered."""

_LONGEST = 120  # characters of a question that compares; a longer one is a story


Words = frozenset[tuple[int, int]]
"""Where the words of a text stand."""


_ENDS = " \t?？。!！.~…"
_POLITE = re.compile(
    r"^(?:请问(?:一下)?|我?想(?:问|知道)(?:一下)?|帮我(?:看看|算算|查查)|麻烦问(?:一下)?|那么?)[,:\s]*"
)
_BREAK = re.compile(r"[?？;；\n]+|(?<=[吗呢])[,，\s]+")
_SOFT_BREAK = re.compile(r"[,，、\s]+(?:还有|另外|以及|顺便问(?:一下)?)?|(?:还有|另外|顺便问(?:一下)?)[,，]?")
_TIME = re.compile(
    r"(?:\d{4}|[一二三]〇?\d{2})年(?:度|上半年|下半年|第[一二三四]季度)?(?:\d{1,2}月)?|\d{4}(?:年?版 ?)?(?!\d)"
    r"|[今去前明后]年(?:上半年|下半年|同期)?|上年(?:同期|度)?|上半年|下半年|第[一二三四]季度|\d{1,2}月份?"
    r"|上[个]?月|本月|(?:上|这|本|下)次|同期"
)
_MORE = (
    "多|少|高|低|贵|便宜|长|短|大|小|早|晚|快|慢|重|轻|远|近|增加|减少|增长|下降|上升|涨|降|跌|掉|提高|降低"
    "|年轻|年长|严格?|划算"
)
_NOT_THAN = "赛例重率分价方如较邻热拼武试喻基目起"  # 比赛, 比例, …
_THAN = re.compile(
    rf"^(?P<a>.{{2,40}}?)(?<![对无评相百占配性])比(?![{_NOT_THAN}])(?P<b>(?!{_MORE}).{{1,24}}?)(?<![最更较])"
    rf"(?P<rest>(?:的.{{1,12}}?)?(?:每.{{1,3}}?|平均|一共|总共|要|还)*(?P<more>{_MORE})"
    r"(?:了|出|花|拿|收|卖|做|完成|招|得|用)*[^,，]{0,8}?(?:多少|几|吗|没有|还是)?.{0,12})$"
)
_COMPARED = re.compile(
    r"[,，]?(?:哪一?[个家年种项所座位台级档条月次届样间些边天]?|谁)(?!是)(?:的)?(?P<what>[^,，]{0,10}?)(?:更|比较|要|最|会)?"
    rf"(?P<more>{_MORE})(?:一?[些点])?(?=[,，了吗]|$)"
    r"|相?差(?:了)?(?:多少|几|多大|多远|多久|多重|多)|有(?:多大|多少)?差[距别]?"
    rf"|比(?:起来|较)?[,，]?(?=怎么样|如何|怎样|有没有|有什么|哪|(?:是)?(?P<than>{_MORE}))"
)
_TOTALLED = re.compile("(?:加在一起|加起来|合起来|合在一起|一共|总共|合计|共计|总计|总和|之和|一起)")
_JOIN = re.compile("加上|以及|和|与|跟|同|及|加|、|再加")
_EACH = re.compile("各自?|分别")
_ASKING = re.compile("[谁几吗么嘛啥哪何]|多[少大长高远久重宽深快]|怎|咋|是否|不是|没有|有无|[能会可要]")
_ASKED_BY = {
    **dict.fromkeys(("贵", "便宜", "划算"), "多少钱"),
    **dict.fromkeys(("年轻", "年长"), "哪年出生"),
    **dict.fromkeys(("早", "晚"), "什么时候"),
    **dict.fromkeys(("长", "短"), "多长"),
    **dict.fromkeys(("重", "轻"), "多重"),
    **dict.fromkeys(("远", "近"), "多远"),
    **dict.fromkeys(("快", "慢"), "多快"),
}


def several(query: Query, analyzer: Analyzer) -> Several | None:
    """The questions a message holds; ``None`` where it is one.

    Args:
        query: What was typed.
        analyzer: Cuts it into words: 和 in 祥和 joins nothing.
    """
    folded, source = query.folded, query.question
    text = source if len(source) == len(folded) else folded
    parts = _apart(folded)
    if len(parts) > 1:
        questions = tuple(text[start:end].strip() for start, end in parts)
        return Several(Together.EACH, questions[:MOST], questions[:MOST], max(0, len(questions) - MOST))
    start = match.end() if (match := _POLITE.match(folded)) else 0
    core = folded[start:].rstrip(_ENDS)
    if not 4 <= len(core) <= _LONGEST:  # noqa: PLR2004 - no two things are named in less
        return None
    words = frozenset((at, at + len(word)) for word, at, _ in analyzer.bare_tokens(core))
    return _compared(core, words) or _added(core, words) or _attributes(core) or _each(core, words)


def _apart(folded: str) -> list[tuple[int, int]]:
    """The questions that stand one after the other; one that has no interrogative belongs to what comes before."""
    parts: list[tuple[int, int]] = []
    for start, end in _pieces(folded, _BREAK, 0, len(folded)):
        if sum(character.isalnum() for character in folded[start:end]) < 2:  # noqa: PLR2004 - a mark, an emoji
            continue
        inner = _pieces(folded, _SOFT_BREAK, start, end)
        asking = [_asks(folded[one:other]) for one, other in inner]
        if sum(asking) > 1 and not _COMPARED.search(folded, start, end) and not _TOTALLED.search(folded, start, end):
            joined: list[tuple[int, int]] = []
            begin = start
            for (_, other), asks in zip(inner, asking, strict=True):
                if asks:
                    joined.append((begin, other))
                    begin = other
            if begin < end:
                joined[-1] = (joined[-1][0], end)
            parts += joined
        else:
            parts.append((start, end))
    if len(parts) > 1 and not all(_asks(folded[start:end]) or _goes_on(folded[start:end]) for start, end in parts[1:]):
        return []
    if len(parts) > 1 and not _asks(folded[slice(*parts[0])]):
        return []
    return [(start + _lead(folded[start:end]), end) for start, end in parts]


def _pieces(text: str, at: re.Pattern[str], start: int, end: int) -> list[tuple[int, int]]:
    pieces = []
    for match in at.finditer(text, start, end):
        pieces.append((start, match.start()))
        start = match.end()
    pieces.append((start, end))
    return [(one, other) for one, other in pieces if other > one]


def _lead(part: str) -> int:
    match = re.match(r"[,，、\s]*(?:(?:还有|另外|以及|顺便问一下|顺便问|再问一下)[,，]?)?", part)
    return match.end() if match else 0


def _asks(part: str) -> bool:
    """Whether a part has an interrogative of its own: 时间 at its end and 十几天 are none."""
    found = interrogative(part)
    if found.answer_type is AnswerType.KEYWORDS or not len(found.span):
        return False
    return _ASKING.search(found.span.of(part)) is not None and part[found.span.start - 1 : found.span.end][:2] != "十几"


def _goes_on(part: str) -> bool:
    """Whether it asks the same of another thing: 「副馆长呢」."""
    return part.rstrip(_ENDS).endswith("呢")


def _compared(core: str, words: Words) -> Several | None:
    match = _THAN.match(core)
    if match is not None and _asks(match["rest"] + "?"):
        return _by_than(match["a"], match["b"], match["rest"], match["more"])
    compared = _COMPARED.search(core)
    if compared is None:
        return None
    head = core[: compared.start()]
    pair = _pair(head, words)
    if pair is None or len(pair[1]) != 2:  # noqa: PLR2004 - a pair
        return None
    before, names, behind = pair
    what, more = compared["what"] or "", compared["more"] or compared["than"]
    asked = _figure_asked(more or core[compared.start() :], more)
    return _both(Together.DIFFERENCE, before, names, behind + what + asked)


def _by_than(one: str, other: str, rest: str, more: str) -> Several:
    owner, mark, noun = one.rpartition("的")
    if mark and noun and rest.startswith(mark + noun):
        # 借五天的人比借两天的人: the noun belongs to the thing, not to what is asked
        return _both(Together.DIFFERENCE, "", (one, other + mark + noun), _figure_asked(rest[len(noun) + 1 :], more))
    asked = _figure_asked(rest, more)
    if _TIME.fullmatch(other.strip()):
        plain = _TIME.sub("", one, count=1)
        return Several(Together.DIFFERENCE, (one + asked, other + plain + asked), (_short(one), other))
    one = one.removesuffix("的")
    if mark and owner and noun and "的" not in other and not rest.startswith("的"):
        return Several(Together.DIFFERENCE, (one + asked, f"{other}的{noun}{asked}"), (_short(owner), other))
    lead = match[0] if (match := _TIME.match(one)) and not _TIME.search(other) else ""
    alike, shared = _like(one, other) if "的" not in other else (other, "")
    if shared and not lead:
        # 甲镇比乙镇收入高: the income of both
        return _both(Together.DIFFERENCE, "", (one, alike), shared + asked)
    return Several(Together.DIFFERENCE, (one + asked, lead + other + asked), (_short(one), other))


def _figure_asked(rest: str, more: str | None) -> str:
    """How one figure is asked for where a difference was: 卖了几个 for 多卖了几个, 多少钱 for 贵多少."""
    before, _, behind = rest.partition(more) if more else (rest, "", "")
    measured = re.match(r"了?(?:几|多少)(?:分钟|个?小时|个?钟头|天|日|年|个?月|秒|公里|米|公斤|斤|克|站)", behind)
    if more in _ASKED_BY and not (measured and more not in {"早", "晚", "年轻", "年长"}):
        verb = (
            match[0] if (match := re.match("[^多几了]{1,3}(?=了?(?:多少|几))", behind)) and more in {"早", "晚"} else ""
        )
        left = re.sub(
            r"^.*?(?:多少|几|多久|多长)(?:分钟|个?小时|个?钟头|个?月|[个天年分块号])?(?:时间|钱)?", "", behind
        )
        return before + _ASKED_BY[more] + verb + left
    if more is None:
        before, behind = "", re.sub(r"^.*?(?=几|多少)", "", rest) if re.search("几|多少", rest) else ""
    asked = behind.lstrip("了出")
    if re.search(r"几个?百?分?点|几成|多少[^,，]?$|^(?:多少)?(?:吗|没有|还是.*)?$", asked) and not re.search(
        "[^多少几个了]{1,4}了?(?:多少|几)", asked
    ):
        asked = "是多少" if not re.match("(?:多少|几)[^个百点成多少]", asked) else asked
    return before + (asked if _asks(asked + "?") else f"{asked}是多少")


def _added(core: str, words: Words) -> Several | None:
    match = _TOTALLED.search(core)
    if match is None or not re.search("多少|几|多重|多长|多久", core):
        return None
    pair = _pair(core[: match.start()], words)
    if pair is None or len(pair[1]) > MOST:
        return None
    before, names, behind = pair
    rest = core[match.end() :]
    return _both(Together.TOTAL, before, names, behind + (rest if _asks(rest) else f"{rest}是多少"))


def _each(core: str, words: Words) -> Several | None:
    match = _EACH.search(core)
    if match is None:
        return None
    pair = _pair(core[: match.start()], words)
    if pair is None or len(pair[1]) > MOST:
        return None
    before, names, behind = pair
    return _both(Together.EACH, before, names, behind + core[match.end() :])


def _attributes(core: str) -> Several | None:
    """Two properties of one thing: 「渡口的地址和电话」."""
    match = _ATTRIBUTES.fullmatch(core)
    if match is None or not (names_attribute(match["one"]) and names_attribute(match["other"])):
        return None
    rest = re.sub("^(?:分别|各自?|都)", "", match["rest"] or "") or "是什么"
    names = (match["one"], match["other"])
    return Several(Together.EACH, tuple(f"{match['owner']}的{name}{rest}" for name in names), names)


def _both(together: Together, before: str, names: tuple[str, ...], behind: str) -> Several:
    questions = tuple(f"{before}{name}{behind}" for name in names)
    return Several(together, questions, tuple(map(_short, names)))


_ATTRIBUTES = re.compile(
    "(?P<owner>.{2,30}?)的?(?P<one>[^的]{2,8}?)(?:和|与|跟|及|以及|、)(?P<other>[^的]{2,8}?)(?P<rest>(?:分别|各自?|都)?(?:是|有|为|怎|什么|多少).*)?"
)
_AMOUNT = re.compile(
    "(?:这|那)?[两二三四五六七八九十几][个项种类家年者人名位座级档件条]?(?:加|合)?$|(?:这|那)?(?:几|两|三)[个项种类家年者]"
)


def _pair(text: str, words: Words) -> tuple[str, tuple[str, ...], str] | None:
    """What stands before, the things named side by side, and what stands behind them: 「A和B的…」."""
    text = text.rstrip(",，")
    joins = [
        match for match in _JOIN.finditer(text) if match.start() > 0 and (match[0] == "、" or match.span() in words)
    ]
    if not joins:
        return None
    first, last = joins[0], joins[-1]
    left = text[: first.start()]
    marks = [
        at + 1
        for at, character in enumerate(left[:-1])
        if character in ",，:：" or ((at, at + 1) in words and at > 1 and character in "里中")
    ]
    place = marks[-1] if marks else 0
    before, one = left[:place], left[place:]
    middle = [text[a.end() : b.start()] for a, b in pairwise(joins)]
    tail = text[last.end() :]
    owner = tail.find("的")
    other, behind = (tail[:owner], tail[owner:]) if owner > 0 else (tail, "")
    other = other.rstrip(",，")
    if amount := _AMOUNT.search(other):
        other, behind = (other[: amount.start()], behind) if amount.start() else (other, behind)
    one = one.removesuffix("的")
    lead = _TIME.match(one)
    if lead and lead.end() < len(one) and one[lead.end()] not in "到至" and not _TIME.search(other):
        before, one = before + lead[0], one[lead.end() :]
    time = _TIME.match(other)
    if time and time.end() < len(other) and _TIME.fullmatch(one):
        other, behind = time[0], other[time.end() :] + behind
    elif not behind:
        other, behind = _like(one, other)
    names = (one, *middle, other)
    return (before, names, behind) if all(name.strip() for name in names) else None


def _like(one: str, other: str) -> tuple[str, str]:
    """Where the second thing ends that is named like the first: behind the last character both end in."""
    end = other.find(one[-1], 1) + 1 if one else 0
    if 0 < end < len(other) and abs(end - len(one)) <= 2:  # noqa: PLR2004 - 小船票 beside 大船票, not far from it
        return other[:end], other[end:]
    return other, ""


def _short(name: str) -> str:
    return name.strip(" ,，")
