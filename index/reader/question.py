"""What a question asks for: its kind, the words around the interrogative, the words that carry content; pure.

The kind steers which sentence and which words look like an answer; it comes from the wording alone, by rules, for the
interrogatives of Chinese are few and closed. How much each of them is worth is left to the trained weights.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from index.reader.words import HAN, MARK, Words


class Kind(IntEnum):
    """What is asked for. The numbers are features of the weights: keep them."""

    KEYWORDS = 0
    WHO = 1
    WHEN = 2
    WHERE = 3
    HOW_MANY = 4
    WHICH = 5
    WHAT = 6
    WHY = 7
    HOW = 8
    YES_NO = 9


_WHAT_WORD = "(?:什么|甚么|什麽|啥|何)"
# Tried in this order where several would begin at one place. Behind a verb of naming (称为什么, 为何 at the end) 为什么
# asks for a name, not for a reason.
_RULES: tuple[tuple[Kind, str], ...] = (
    (
        Kind.WHY,
        (
            rf"(?<![称之名誉封谥视改降定选作评即化变成认设因])为{_WHAT_WORD}(?![人时地处年种物名])(?!\s*[?。]*$)"
            rf"|^为{_WHAT_WORD}\s*[?。]*$|(?<=是)为{_WHAT_WORD}(?=\s*[?。]*$)|何以|缘何|何故|什么原因|什么缘故|因何"
            r"|(?:因为|由于)什么(?=\s*[?,。]|$|而)|怎么会|(?:原因|理由|缘故)(?=是|有|为|何|\s*[?:]|$)"
        ),
    ),
    (Kind.YES_NO, "是否|是不是|有没有|能不能|可不可以|会不会|要不要|可否|能否|有无|对不对|好不好|需不需要"),
    (
        Kind.WHEN,
        (
            "(?:什么|甚么|啥)(?:时候|时间|年代|日期|年份|时期|时)|何(?:时|年|月|日)|几时|多会儿"
            "|哪一?(?:年代?|天|日|月|个月|个年代|个世纪|个时期|个时候|段时间|段时期|届|季)|第?几(?:年|月|日|号|点)(?!级)"
            r"|几世纪|多久(?:以前|之前|前)|(?:时间|日期|年份)(?=(?:是|为)?\s*(?:\?|$))"
        ),
    ),
    (
        Kind.HOW_MANY,
        "百分之(?:几|多少)|多(?:少|大|长|高|远|久|重|宽|深|快|厚|广)|第几|几(?!何|乎|率|内|米尼|维|亚|利|里)|若干",
    ),
    (Kind.WHO, "谁|何人|哪一?[位名]|什么人|哪一?个人|哪些人|何者"),
    (
        Kind.WHERE,
        (
            "哪里|哪儿|哪边|何处|何地|(?:什么|甚么|啥|哪个)(?:地方|位置|地点)|(?<=位于)哪(?=[?]*$)"
            "|(?<=在)哪(?!一|个|些|几|种|年|部|天|方|场|次|座|条|支|家|所|项|本|类|款|届|段|位|两|国|省|市)"
        ),
    ),
    (
        Kind.HOW,
        (
            "怎么样|怎样|怎么|怎麽|如何|咋样?|怎办|何种方式|什么(?:方式|方法|办法)"
            r"|(?:方法|办法|步骤|做法|作法|流程)(?=(?:是|有|为)?\s*(?:\?|$))"
        ),
    ),
    (Kind.WHICH, "哪(?:一|些|几|两|三)?"),
    (Kind.WHAT, f"{_WHAT_WORD}(?!尔|塞|梅|雷|鲁|马|兰|乐|氏|家)"),
    (Kind.YES_NO, r"(?:吗|么|嘛)(?=\s*[?。!]*$)"),
)
_ASKING = re.compile("|".join(f"(?P<k{place}>{pattern})" for place, (_, pattern) in enumerate(_RULES)))
_LEFT_OPEN = re.compile(r"(?:是|为|叫|在|由|于|有|即|被|到|称|成|做|作)[::,]?\s*[?。]*$")
_LISTS = re.compile("哪些|哪几|哪两|哪三|分别|有什么|包括什么|(?:几|多少)[^,?]{1,12}[、和与及][^,?]{0,8}(?:几|多少)")
_MEASURE = re.compile(
    "(?:个|位|种|座|部|些|条|本|支|家|所|项|款|类|届|段|次|场|份|名|首|只|颗|架|艘|辆|期|方面|张|件|间|块|台|幅|枚|株|栋)"
    r"(?=[^\s?])"
)
_TIME_UNIT = re.compile("年代|世纪|时期|季|届|年|月|天|日|号|点")
_TIME_UNITS = {"天": "日", "号": "日"}
_WEAK = frozenset((Kind.WHAT, Kind.YES_NO, Kind.HOW))

_FUNCTION_WORDS_TEXT = """
的 了 是 在 和 与 及 或 有 为 被 由 对 于 从 以 其 该 此 这 那 吗 呢 吧 啊 也 都 就 还 又 而 但 并 把 将 让 使 向 到
到底 究竟 它 他 她 请 请问 我 你 之 者 所 个 一个 等 着 过 会 能 可 可以 因 因为 时 时候 上 中 下 里 内 后 前 间 说
做 用 来 去 给 跟 最 很 一 不 没 没有 那么 这个 那个 这些 那些 文中 根据 关于 以及 哪 什么 多少 几 谁 何 怎么 如何 怎样
为什么 为何 哪里 哪些 何时 哪个 哪一 何处 主要 分别 叫 称 称为 叫做 被称为
"""
_FUNCTION_WORDS = frozenset(_FUNCTION_WORDS_TEXT.split())
STOP_CHARACTERS = frozenset(
    "的了是在和与及或有为被由对于从以其该此这那吗呢吧啊也都就还又而但并把将让使向到它他她请问之者所个等着过会能可因时"
    "?!,。:;、\"()“”「」《》『』‘’'.·-<>什么哪谁何怎多少几"
)
"""Characters that say nothing about which sentence is meant."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question taken apart; all texts folded.

    Attributes:
        text: The question.
        kind: What it asks for.
        asking: Where the interrogative stands, measure word included; empty at the end where there is none.
        masked: The text with the interrogative blanked out.
        left: Up to three words in front of the interrogative, the nearest first.
        right: Up to three words behind it, the nearest first.
        measure: The measure word of 哪 and 几, the unit of time of 哪一年 and 哪天 (年, 日), or nothing.
        head: What kind of thing is asked for: 国家 of 哪个国家, 首都 of 首都是什么; may be empty.
        noun: The word the description behind the interrogative ends in: 岛 of 哪座位于南方的岛; may be empty.
        tail: The last content word in front of the interrogative; may be empty.
        content: The words that carry content.
        characters: The characters that do, each once.
        lists: Whether several things are asked for.
    """

    text: str
    kind: Kind
    asking: tuple[int, int]
    masked: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    measure: str
    head: str
    noun: str
    tail: str
    content: tuple[str, ...]
    characters: str
    lists: bool


def parse(text: str, words: Words) -> Question:
    """Take a folded question apart; ``words`` are its own."""
    kind, start, end = asking(text)
    measure = ""
    if kind in {Kind.WHICH, Kind.HOW_MANY} and (match := _MEASURE.match(text, end)):
        measure = match[0]
        end = match.end()
    if kind is Kind.WHEN and (unit := _TIME_UNIT.search(text, start, end)):
        measure = _TIME_UNITS.get(unit[0], unit[0])
    masked = text[:start] + " " * (end - start) + text[end:]
    left, right = _around(text, words, start, end)
    left_content = [word for word in left if word not in _FUNCTION_WORDS]
    right_content = [word for word in right if word not in _FUNCTION_WORDS]
    adjacent = bool(right) and right[0] not in _FUNCTION_WORDS and text[end : end + 1] not in {",", "。", "?", ""}
    if adjacent and kind not in {Kind.WHO, Kind.WHEN, Kind.WHERE, Kind.WHY}:
        head = right[0]
    else:
        head = next(iter(left_content), next(iter(right_content), ""))
    content = dict.fromkeys(
        word
        for word, a, b, sort in zip(words.texts, words.start, words.end, words.kind, strict=True)
        if sort != MARK and word not in _FUNCTION_WORDS and not (a < end and b > start)
    )
    return Question(
        text=text,
        kind=kind,
        asking=(start, end),
        masked=masked,
        left=tuple(left[:3]),
        right=tuple(right[:3]),
        measure=measure,
        head=head,
        noun=_noun(words, end),
        tail=next(iter(left_content), ""),
        content=tuple(content),
        characters="".join(
            dict.fromkeys(
                character for character in masked if not (character in STOP_CHARACTERS or character.isspace())
            )
        ),
        lists=_LISTS.search(text) is not None,
    )


def asking(text: str) -> tuple[Kind, int, int]:
    """The kind of a folded question and the place of the interrogative that tells most: the first that is not weak."""
    best: tuple[Kind, int, int] | None = None
    for match in _ASKING.finditer(text):
        kind = _RULES[int((match.lastgroup or "k0")[1:])][0]
        if best is None or (best[0] in _WEAK and kind not in {Kind.WHAT, Kind.YES_NO}):
            best = (kind, match.start(), match.end())
    if best is not None:
        return best
    if (open_end := _LEFT_OPEN.search(text)) is not None:
        return (Kind.WHAT, open_end.end(), open_end.end())
    return (Kind.KEYWORDS, len(text), len(text))


def _around(text: str, words: Words, start: int, end: int) -> tuple[list[str], list[str]]:
    """The words in front of the interrogative, nearest first, and behind it; one it was glued to is cut."""
    left: list[str] = []
    right: list[str] = []
    for word, a, b, kind in zip(
        words.texts, words.start.tolist(), words.end.tolist(), words.kind.tolist(), strict=True
    ):
        if kind == MARK:
            continue
        if a < start:
            left.append(word if b <= start else text[a:start])
        if b > end:
            right.append(word if a >= end else text[end:b])
    return left[::-1], right


def _noun(words: Words, end: int) -> str:
    """The word behind the last 的 of the clause that follows the interrogative."""
    found = ""
    after = False
    for word, a, kind in zip(words.texts, words.start.tolist(), words.kind.tolist(), strict=True):
        if a < end:
            continue
        if kind == MARK:
            break
        if after and kind == HAN and word not in _FUNCTION_WORDS:
            found = word
        after = word == "的"
    return found
