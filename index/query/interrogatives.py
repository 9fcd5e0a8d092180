"""The interrogative of a question: what it asks for and where it stands; pure.

The interrogatives of Chinese are few and closed, so rules tell the type of answer from the wording alone.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from index.model import AnswerType, Span

_WHAT_WORD = "(?:什么|甚么|什麽|啥|何)"
# Tried in this order where several would begin at one place. Behind a verb of naming (称为什么, 为何 at the end) 为什么
# asks for a name, not for a reason.
_RULES: tuple[tuple[AnswerType, str], ...] = (
    (
        AnswerType.WHY,
        (
            rf"(?<![称之名誉封谥视改降定选作评即化变成认设因])为{_WHAT_WORD}(?![人时地处年种物名])(?!\s*[?。]*$)"
            rf"|^为{_WHAT_WORD}\s*[?。]*$|(?<=是)为{_WHAT_WORD}(?=\s*[?。]*$)|何以|缘何|何故|什么原因|什么缘故|因何"
            r"|(?:因为|由于)什么(?=\s*[?,。]|$|而)|怎么会|(?:原因|理由|缘故)(?=是|有|为|何|\s*[?:]|$)"
        ),
    ),
    (AnswerType.YES_NO, "是否|是不是|有没有|能不能|可不可以|会不会|要不要|可否|能否|有无|对不对|好不好|需不需要"),
    (
        AnswerType.WHEN,
        (
            "(?:什么|甚么|啥)(?:时候|时间|年代|日期|年份|时期|时)|何(?:时|年|月|日)|几时|多会儿"
            "|哪一?(?:年代?|天|日|月|个月|个年代|个世纪|个时期|个时候|段时间|段时期|届|季)|第?几(?:年|月|日|号|点)(?!级)"
            r"|几世纪|多久(?:以前|之前|前)|(?:时间|日期|年份)(?=(?:是|为)?\s*(?:\?|$))"
        ),
    ),
    (
        AnswerType.HOW_MANY,
        "百分之(?:几|多少)|多(?:少|大|长|高|远|久|重|宽|深|快|厚|广)|第几|几(?!何|乎|率|内|米尼|维|亚|利|里)|若干",
    ),
    (AnswerType.WHO, "谁|何人|哪一?[位名]|什么人|哪一?个人|哪些人|何者"),
    (
        AnswerType.WHERE,
        (
            "哪里|哪儿|哪边|何处|何地|(?:什么|甚么|啥|哪个)(?:地方|位置|地点)|(?<=位于)哪(?=[?]*$)"
            "|(?<=在)哪(?!一|个|些|几|种|年|部|天|方|场|次|座|条|支|家|所|项|本|类|款|届|段|位|两|国|省|市)"
        ),
    ),
    (
        AnswerType.HOW,
        (
            "怎么样|怎样|怎么|怎麽|如何|咋样?|怎办|何种方式|什么(?:方式|方法|办法)"
            r"|(?:方法|办法|步骤|做法|作法|流程)(?=(?:是|有|为)?\s*(?:\?|$))"
        ),
    ),
    (AnswerType.WHICH, "哪(?:一|些|几|两|三)?"),
    (AnswerType.WHAT, f"{_WHAT_WORD}(?!尔|塞|梅|雷|鲁|马|兰|乐|氏|家)"),
    (AnswerType.YES_NO, r"(?:吗|么|嘛)(?=\s*[?。!]*$)"),
)
_ASKING = re.compile("|".join(f"(?P<k{place}>{pattern})" for place, (_, pattern) in enumerate(_RULES)))
_LEFT_OPEN = re.compile(r"(?:是|为|叫|在|由|于|有|即|被|到|称|成|做|作)[::,]?\s*[?。]*$")
_LISTS = re.compile(
    "哪些|哪几|哪两|哪三|分别|[有都]谁|谁和谁|有(?:什么|啥)|包括(?:什么|啥)|些(?:什么|啥)|都(?:有|要|讲|说|定|干|做|管|改|带|查)[^,?]{0,4}(?:什么|啥)"
    "|(?:带|交|备|拿|提供|提交)(?:点|上|齐|好)?(?:什么|啥)"
    "|(?<!是)(?<!是个)(?:什么|啥)(?:材料|手续|条件|东西|资料|证件|证明|情形|情况|途径|方式|项目|职责|任务|内容)"
    r"|\b(?:what are|which are|what (?:documents|papers|items|materials|conditions|steps)|list (?:all|the|of))\b"
    "|(?:什么|啥|怎)样的|(?:什么|啥)(?:人|东西|车|病|事情?)(?=[^,?]{0,6}(?:不|可|能|会|要|得|需|须|免))"
    "|(?:分|走|经过|要|有)(?:成|为)?(?:哪)?几(?:个|大)?(?:步|类|种|块|档|级|批|部分|方面|阶段|环节)"
    "|(?:受|挨|得)(?:到|了)?(?:什么|啥)(?:处分|处罚|处理|奖)|都.{0,4}怎么(?:处理|处罚|处分|奖|管)"
    "|(?:判决|判下来|裁决)[^,]{0,8}(?:什么|啥|怎|结果|讲|说)"
    "|(?:步骤|流程|程序|手续|要点)(?=(?:是|有|为)?(?:什么|啥|怎样|怎么样|如何)?[?]*$)|怎么(?:办理|申请|报名|操作)"
    "|(?:几|多少)[^,?]{1,12}[、和与及][^,?]{0,8}(?:几|多少)"
    "|(?:几|多少|谁|哪|什么|啥)[^?。!]{1,14},[^?。!,]{0,14}(?:几|多少|谁|哪|什么|啥)"
)
_MOST = re.compile("最(?:多|高|大|贵|长|重|远)(?!可|能|不|允许)")
_LEAST = re.compile("最(?:少|低|小|便宜|短|轻|近)(?!要|需|得|应)")
_SUMMARY = re.compile(
    "(?:讲|说|谈|介绍)(?:了|的)?(?:是|些|个|一个)?(?:什么|啥|哪些(?:内容|事|方面|问题))(?:的|内容|事情?|样?的?故事)?(?=[?。\\s]*$)"
    "|(?:主要|大概|大致)(?:内容|意思|讲|说|介绍|写)|哪些(?:主要)?要点(?=[?。\\s]*$)|要点(?:是什么|有哪些)|概括|总结(?:一下|下)|归纳"
)
_WORDING = re.compile(
    "第 ?[^\\s第]{1,8}(?:条|章|节|编|篇|卷|部分)(?:里面?|中)?(?:[^第?。,是怎规讲说写有的]{0,12})"
    "(?:的?(?:内容|规定|原文))?"
    "(?:(?:是|都)?(?:什么|啥)(?:内容|意思)?|是?(?:怎么|如何|怎样)(?:规定|说|写|讲)的?"
    "|(?:讲|说|写|规定|介绍)(?:了|的)?(?:是|些|个|一个)?(?:什么|啥|哪些)(?:内容|事情?|方面|故事|问题)?"
    "|有(?:什么|哪些)(?:内容|规定))?[?。\\s]*$"
)
_MORE = (
    "(?<!最)(?:多|少|高|低|贵|便宜|长|短|大|小|沉|轻|快|慢|早|远|近|(?<![首体载净毛])重"
    "|(?<![今昨明当每一两夜早末周期日天六五四三二])晚)"
)
_CALCULATES = re.compile(
    "加起来|加在一起|合起来|总和|之和|连.{1,8}(?:一共|总共)|相差|差(?:了)?(?:多少|几|多大|多远|多久)|差[距别]"
    f"|比(?![赛例重率分价方如较喻]).{{1,24}}{_MORE}|{_MORE}(?:出|了|花|要|收|拿|停|付)?(?:多少|几)"
    f"|除了.{{1,16}}(?:剩|还有)|(?:剩|余)(?:下|的)?.{{0,12}}(?:多少|几)"
    f"|(?:哪一?[个边家次年种]|谁)(?:.{{0,6}}?)(?:更|要)?{_MORE}(?![年人家])"
)
_MEASURE = re.compile(
    "(?:个|位|种|座|部|些|条|本|支|家|所|项|款|类|届|段|次|场|份|名|首|只|颗|架|艘|辆|期|方面|张|件|间|块|台|幅|枚|株|栋)"
    r"(?=[^\s?])"
)
_TIME_UNIT = re.compile("年代|世纪|时期|季|届|年|月|天|日|号|点")
_TIME_UNITS = {"天": "日", "号": "日"}
_WEAK = frozenset((AnswerType.WHAT, AnswerType.YES_NO, AnswerType.HOW))
_MEASURED = frozenset((AnswerType.WHICH, AnswerType.HOW_MANY))


class Interrogative(NamedTuple):
    """What asks, in a folded text.

    Attributes:
        answer_type: What it asks for.
        span: Where it stands; empty where nothing asks.
    """

    answer_type: AnswerType
    span: Span


def interrogative(folded: str) -> Interrogative:
    """The interrogative of a folded question that tells most: the first that is not weak."""
    best: Interrogative | None = None
    for match in _ASKING.finditer(folded):
        answer_type = _RULES[int((match.lastgroup or "k0")[1:])][0]
        if best is None or (best.answer_type in _WEAK and answer_type not in {AnswerType.WHAT, AnswerType.YES_NO}):
            best = Interrogative(answer_type, Span(*match.span()))
    if best is not None:
        return best
    if (open_end := _LEFT_OPEN.search(folded)) is not None:
        return Interrogative(AnswerType.WHAT, Span(open_end.end(), open_end.end()))
    return Interrogative(AnswerType.KEYWORDS, Span(len(folded), len(folded)))


def measured(folded: str, found: Interrogative) -> tuple[Span, str]:
    """The interrogative with its measure word, and that word or the unit of time; nothing where there is none."""
    span, measure = found.span, ""
    if found.answer_type in _MEASURED and (match := _MEASURE.match(folded, span.end)):
        span, measure = Span(span.start, match.end()), match[0]
    if found.answer_type is AnswerType.WHEN and (unit := _TIME_UNIT.search(folded, span.start, span.end)):
        measure = _TIME_UNITS.get(unit[0], unit[0])
    return span, measure


def asks_for_extreme(folded: str) -> int:
    """1 where the most of something is asked for, -1 where the least is, 0 where neither is or both are."""
    return int(bool(_MOST.search(folded))) - int(bool(_LEAST.search(folded)))


def asks_for_summary(folded: str) -> bool:
    """Whether a document or a part of it is to be told in short: 「主要讲了什么」."""
    return _SUMMARY.search(folded) is not None


def asks_for_wording(folded: str) -> bool:
    """Whether what an article or a chapter says is asked for, and nothing of it: 「第十二条怎么规定的」."""
    return _WORDING.search(folded) is not None


def asks_to_calculate(folded: str) -> bool:
    """Whether figures are to be compared or added up: 「差多少」「加起来」."""
    return _CALCULATES.search(folded) is not None


def asks_for_several(folded: str) -> bool:
    """Whether a folded question asks for several things (哪些, 分别)."""
    return _LISTS.search(folded) is not None
