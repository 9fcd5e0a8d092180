"""A follow-up completed from the question before it: 「那企业党员呢?」「他是谁?」「哪一年?」; pure.

Whoever asks on leaves out what was said. There are four ways: the thing asked about is another (那…呢), it is called
他 or 它, everything but the interrogative is missing (哪一年?), or the subject may be (什么时候成立的?). What takes its
place comes from the question before, or from its answer where that is what the pronoun means. Rules, not training: the
words are few, and a wrong completion is shown to the one who asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.dialogue_state import replacing
from index.model import AnswerType, Span
from index.query.asking import names_attribute
from index.query.editions import edition_asked, names_edition
from index.query.interrogatives import interrogative
from index.text import fold

Words = Callable[[str], Sequence[Span]]


@dataclass(frozen=True, slots=True)
class Turn:
    """A question that was asked and what came of it.

    Attributes:
        question: As it was understood.
        answer: The text of the answer; ``None`` where there was none.
        title: The title of the document it came from; ``None`` where there was none.
    """

    question: str
    answer: str | None = None
    title: str | None = None


_OWNED = re.compile("(?P<owner>[^的]{2,20})的(?P<what>[^的]{1,8}?)(?=是|有|为|多|怎|什么|几|谁|在|呢|$)")
_END = re.compile(r"[\s?？。!！.~…]+$")
_LEAD = re.compile("^(?:那么|那|还有|另外|请问|再问一下|而|至于|以及|和|,|,|\\s)+")
_ON = re.compile(
    "(?:那|那么)?(?:还有|其他|其它|别的|更多|然后|接着|后来|继续|再说说|再说|详细(?:点|一点|些)?)(?:的|点|些)*(?:呢|吗|么|啊)?"
)
_WHAT_ABOUT = re.compile(
    "(?P<lead>那么|那|还有|换成|至于|如果是|要是)?(?P<thing>.{1,24}?)(?:呢|(?P<how>怎么样|又如何|又怎样))"
)
_TIME = re.compile(
    r"\d{2,4}年(?:上半年|下半年|初|底|末)?(?:\d{1,2}月)?(?:\d{1,2}[日号])?|\d{1,2}月(?:\d{1,2}[日号])?|[去今明前]年|本年|上半年|下半年"
    "|[上本下]个?(?:月|周|季度)|第[一二三四]季度|[昨今明]天"
)
_PERSON = re.compile("(?:他|她)(?!们|人|国|乡|日|处|山|的们)(?:本人)?|此人|这个?人|那个?人|这位|那位")
_THING = re.compile("它们?|他们|她们|该(?=[^\\s]{1,4})|[这那](?:个|项|些|家|座|次|场|本|部|条|种|份(?=[是的由有在]|$))")
_PAPER = re.compile("(?:这|那|该)(?:份|个|篇|本|项)?(?:文件|文档|报告|文章|材料|资料)(?:[里中上]面?)?")
_SOMEONE_ASKED = frozenset((AnswerType.WHO,))
_SOMETHING_ASKED = frozenset((AnswerType.WHICH, AnswerType.WHAT, AnswerType.WHERE))
# Where a phrase that names something ends.
_BORDER = re.compile(
    "(?:是|有|在|由|被|为|于|与|和(?!平)|了|将|把|向|对|从|到|共(?!和|产|青)|会(?![议员长计谈社场见馆所上])|能(?![力源])"
    "|要(?![求点])|需要|应该|可以|现在|目前|一共|总共|成立|发展|举行|召开|担任|发布|提出"
    "|达到|,|,|、|\\s|\\?|什么|多少|几|哪|谁|何|怎|如何)"
)
_PREPOSITION = re.compile("(?:由|在|于|被|是|到|为|从|向|对|因|因为)$")
_BARE = re.compile(
    "的|是|在|由|于|被|有|了|呢|啊|又|都|也|到|从|为|共|总共|一共|大概|大约|左右|具体|究竟|到底|分别|请问|那么|那|,|,|\\s"
)
_CASE = re.compile("[不没了过得才还又只]|^(?:如果|万一|要)")  # 「考不过呢」 asks for a case, not for another thing
_SUBJECTLESS = re.compile("^(?:是|有|在|由|共|总共|一共|从|被|什么时候|何时|哪|谁|多少|几|怎么|怎样|如何|为什么|为何)")
_COMPARES = re.compile(
    "比[^例率重如较赛].*[多少高低长短大小早晚快慢贵便]"
)  # two things are spoken of: which of them is meant?
_SELF_CONTAINED = re.compile("^(?:什么是|什么叫|何谓|何为|谁是|哪里有|有没有)")
_ASKERS = frozenset(
    ("我", "我们", "咱们", "本人", "你", "你们", "您")
)  # 「我十七岁」 is about nothing that was spoken of
_LEAST_CONTENT = 3
_LONGEST_NAME = 16
_LONGEST_HOW = 4  # 「上海怎么样」 may ask on; 「北京今天的天气怎么样」 asks anew
_LONGEST_ANSWER = 24


def complete(question: str, previous: Turn, words: Words) -> str | None:
    """The question a follow-up means, or ``None`` if it stands on its own.

    Args:
        question: As typed; simplified or traditional.
        previous: What was asked before.
        words: Where the words of a folded text stand, in order.
    """
    said = _Text.of(question)
    before = _Text.of(previous.question)
    if not said.folded or not before.folded:
        return None
    if _ON.fullmatch(said.folded):
        return _ended(before.source)
    if (match := _WHAT_ABOUT.fullmatch(said.folded)) is not None:
        thing = said.cut(*match.span("thing"))
        longest = _LONGEST_NAME if match["how"] is None else _LONGEST_HOW
        if not _is_asking(thing.folded) and (match["lead"] or len(thing.folded) <= longest):
            pronoun = _of_pronoun(thing, before, previous)
            return pronoun or _with_attribute(before, thing) or _with_another(before, thing, words)
    named = _with_names(said, before, previous)
    if named is not None:
        return named
    return _only_asking(said, before, previous)


def with_subject(question: str, previous: Turn) -> str | None:
    """The question with what the one before was about in front; ``None`` where it names that itself.

    For a question that may stand by itself or not: 「逾期咋办」 after one about 借书, 「什么时候成立的」.

    Args:
        question: As typed.
        previous: What was asked before.
    """
    said, before = _Text.of(question), _Text.of(previous.question)
    lead = _LEAD.match(said.folded)
    rest = said.cut(lead.end() if lead else 0, len(said.folded))
    if not rest.folded or not before.folded or _SELF_CONTAINED.match(rest.folded):
        return None
    if _SUBJECTLESS.match(rest.folded):
        name = _name(before, previous, _SOMEONE_ASKED | {AnswerType.WHICH})
        return _ended(name + rest.source) if name and name not in said.source else None
    if _COMPARES.search(before.folded):
        return None
    place = _subject(before.folded)
    subject = before.cut(*place) if place else before
    if not subject.folded.strip() or subject.folded in said.folded or subject.folded.strip() in _ASKERS:
        return None
    return _ended(f"{subject.source} {rest.source}")


@dataclass(frozen=True, slots=True)
class _Text:
    """A text and its folding, place by place; where folding moves places, the folded text stands for both."""

    source: str
    folded: str

    @classmethod
    def of(cls, text: str) -> _Text:
        stripped = text.strip()
        folded = fold(stripped).text
        source = stripped if len(folded) == len(stripped) else folded
        size = len(folded) - len(match[0]) if (match := _END.search(folded)) else len(folded)
        return cls(source[:size], folded[:size])

    def cut(self, start: int, end: int) -> _Text:
        return _Text(self.source[start:end], self.folded[start:end])

    def replaced(self, start: int, end: int, by: str) -> str:
        return self.source[:start] + by + self.source[end:]


def _ended(text: str) -> str:
    return f"{text}?"


def _interrogative(text: str) -> tuple[AnswerType, tuple[int, int]]:
    kind, span = interrogative(text)
    return kind, (span.start, span.end)


def _is_asking(text: str) -> bool:
    kind, span = interrogative(text)
    return kind is not AnswerType.KEYWORDS and len(span) > 0


def _of_pronoun(thing: _Text, before: _Text, previous: Turn) -> str | None:
    """「它的容量呢?」: the thing with the name of what its pronoun means; it asks for something else than before."""
    for pattern in (_PERSON, _THING):
        match = pattern.match(thing.folded)
        if match is not None and thing.folded[match.end() :].startswith("的"):
            return _with_names(thing, before, previous)
    return None


def _with_attribute(before: _Text, thing: _Text) -> str | None:
    """「那容量呢?」 after a question about a boat: what it holds, not how long that is."""
    if not names_attribute(thing.folded):
        return None
    owned = _OWNED.match(before.folded)
    if owned is not None and names_attribute(owned["what"]):
        return _ended(before.replaced(*owned.span("what"), thing.source))
    place = _subject(before.folded)
    if place is None or names_attribute(before.folded[slice(*place)]):
        return None
    return _ended(f"{before.cut(*place).source}的{thing.source}")


def _with_another(before: _Text, thing: _Text, words: Words) -> str:
    """The question before, asked of another thing: 「那企业党员呢?」; of another edition: 「旧版呢?」."""
    if names_edition(thing.folded):
        asked = edition_asked(before.folded)
        return _ended(thing.source + (asked.question if asked else before.source))
    is_modifier = thing.folded.endswith("的") and len(thing.folded) > 1
    if is_modifier:
        thing = thing.cut(0, len(thing.folded) - 1)
    if _CASE.search(thing.folded):
        other = replacing.numbered(before.folded, thing.folded)
        if other is None:
            return _ended(f"{thing.source} {before.source}")
        return _ended(before.replaced(other.start, other.end, thing.source))
    _, (end, behind_from) = _interrogative(before.folded)
    subject = _subject(before.folded) if is_modifier else None
    if subject is not None and before.folded[subject[1] :].startswith("的"):
        place = Span(*subject)
    else:
        named = words(before.folded[:end] if end else before.folded)
        behind = [word for word in words(before.folded) if end and word.start >= behind_from]
        place = replacing.place(before.folded, thing.folded, named, behind) or Span(0, 0)
    return _ended(before.replaced(place.start, place.end, thing.source))


def _subject(question: str) -> tuple[int, int] | None:
    """What the question before is about: the phrase in front of its first verb or interrogative."""
    lead = _LEAD.match(question)
    start = lead.end() if lead else 0
    time = _TIME.match(question, start)
    if time is not None:
        start = time.end()
    border = _BORDER.search(question, start)
    end = border.start() if border else len(question)
    phrase = question[start:end]
    if "的" in phrase and not phrase.endswith("的"):
        end = start + phrase.index("的")
    return (start, end) if end > start else None


def _with_names(said: _Text, before: _Text, previous: Turn) -> str | None:
    """The question with what its pronoun means."""
    paper = _PAPER.search(said.folded)
    if paper is not None:
        return _ended(said.replaced(*paper.span(), f"《{previous.title}》")) if previous.title else None
    for pattern, kinds in ((_PERSON, _SOMEONE_ASKED), (_THING, _SOMETHING_ASKED)):
        match = pattern.search(said.folded)
        if match is None:
            continue
        name = _name(before, previous, kinds)
        if name is None or name in said.source:
            return None
        return _ended(said.replaced(*match.span(), name))
    return None


def _name(before: _Text, previous: Turn, kinds: frozenset[AnswerType]) -> str | None:
    """What a pronoun means: the answer before where it names such a thing, else what the question was about."""
    kind, (start, end) = _interrogative(before.folded)
    answer = (previous.answer or "").strip()
    if kind in kinds and answer and len(answer) <= _LONGEST_NAME and not re.search("[,。;:、,；：\n]", answer):
        # 「阮德忠是谁?」: the answer describes him, the question names him
        subject = re.fullmatch("(?P<name>.+?)(?:是|为|叫)", before.folded[:start])
        if subject is None or kind is not AnswerType.WHO or end < len(before.folded):
            return answer
        name = before.cut(*subject.span("name"))
        return answer if "的" in name.folded or _is_office(name.folded) else name.source
    place = _subject(before.folded)
    return before.cut(*place).source if place else None


def _is_office(name: str) -> bool:
    """Whether a phrase names an office rather than a person."""
    return (
        re.search("(?:长|书记|主席|主任|总理|总统|作者|导演|校长|经理|负责人|委员|代表|教练|会长)$", name) is not None
    )


def _only_asking(said: _Text, before: _Text, previous: Turn) -> str | None:
    """A question of which everything but its interrogative is missing."""
    kind, (start, end) = _interrogative(said.folded)
    if kind is AnswerType.KEYWORDS or _SELF_CONTAINED.match(said.folded):
        return None
    content = _BARE.sub("", said.folded[:start] + said.folded[end:])
    if not content or (kind is AnswerType.HOW_MANY and len(content) == 1):
        return _asked_again(said, before, previous, kind)
    return None


def _asked_again(said: _Text, before: _Text, previous: Turn, kind: AnswerType) -> str | None:
    """The question before with another interrogative: 「哪一年?」「为什么?」."""
    old_kind, (start, end) = _interrogative(before.folded)
    lead = _LEAD.match(said.folded)
    asked = said.cut(lead.end() if lead else 0, len(said.folded)).source
    if kind in {AnswerType.WHY, AnswerType.HOW}:
        answer = (previous.answer or "").strip()
        whole = before.source
        if (
            old_kind not in {AnswerType.KEYWORDS, AnswerType.YES_NO}
            and end > start
            and answer
            and len(answer) <= _LONGEST_ANSWER
        ):
            whole = before.replaced(start, end, answer)
        return _ended(asked.removesuffix("呢") + re.sub("[吗嗎么]$", "", whole))
    if old_kind is AnswerType.KEYWORDS or end == start:
        return _ended(before.source + asked)
    preposition = _PREPOSITION.search(before.folded[:start])
    # 由谁 gives way to 什么时候 as a whole; the 是 of 是哪一天 stays unless another preposition comes
    goes = preposition is not None and (preposition[0] != "是" or _PREPOSITION.match(said.folded[:1]) is not None)
    begin = preposition.start() if preposition is not None and goes else start
    return _ended(before.replaced(begin, end, asked.removesuffix("呢")))
