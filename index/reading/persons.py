"""Whether a text speaks of the post or kinship by which a question names a person; pure. All texts are folded."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.query.persons import alike_in
from index.text.persons import names_person, of_record
from index.text.synonyms import others

_POST = re.compile(
    "(?P<deputy>副)?(?P<post>[一-鿿]{1,2}(?:长|主任|书记|经理|主席|总监|总裁)|主任|书记|经理|主席|总监|总裁)"
)
_OF_HOUSE = re.compile(
    "(?P<name>[一-鿿]{2})(?:部|局|厅|处|科|课|委|办|中心|公司|学院|系|站|馆|所|院|社|厂)的?副?"
    "(?P<post>[部局厅处科课院站馆所社厂]长|主任|经理|书记|总监|负责人)"
)
_KIN = (
    "女儿|闺女|独女|长女|次女|幼女|小女",
    "儿子|独子|长子|次子|幼子|小儿",
    "妻子|老婆|夫人|太太|媳妇|爱人|妻",
    "丈夫|老公|爱人|夫君",
    "父亲|爸爸|爹|父",
    "母亲|妈妈|娘|母",
    "哥哥|大哥|二哥|兄长|哥",
    "弟弟|小弟|弟",
    "姐姐|大姐|二姐|姐",
    "妹妹|小妹|妹",
    "孙子|长孙",
    "孙女",
    "爷爷|祖父",
    "奶奶|祖母",
)
_ANY_KIN = re.compile("|".join(_KIN))


_TRADE = re.compile(
    "(?P<trade>教练|律师|会计|出纳|司机|保安|厨师|医生|护士|导演|编辑|秘书|助理|顾问|裁判|[一-鿿]{2}员)(?:是|叫)(?:谁|哪|什么名)"
)
_ASKED_POST = re.compile("(?P<post>书记|主席|主任|经理|总监|总裁|[一-鿿]长)(?:是|叫)(?:谁|哪位|哪一位|什么名)")
_IN_CHARGE = re.compile("负责|牵头|主持|主管|一把手|领导|带队|老板")
_ANY_STAFF = frozenset(("人员", "成员", "委员", "会员", "党员", "官员", "学员"))


def of_another_person(names: Sequence[str], text: str, body: str) -> bool:
    """Whether a paragraph is about another person than all those that the question names.

    It is where it names none of them, and is the entry of another one in a list, or names one that is easily taken for
    one of them: with one character that sounds or looks alike, with another last one, or with one more.

    Args:
        names: The names in the question.
        text: The paragraph with what stands above it.
        body: The paragraph alone.
    """
    if not names or any(names_person(name, text) for name in names):
        return False
    return bool(of_record(body)) or any(name in text or alike_in(name, text) for name in names)


def lacks_trade(question: str, text: str) -> bool:
    """Whether a question asks who does some work (教练是谁), and a text knows neither that work nor its other names."""
    asked = _TRADE.search(question)
    if asked is None or asked["trade"][-2:] in _ANY_STAFF:
        return False
    names = (asked["trade"], asked["trade"][-2:])
    return not any(name in text or any(other in text for other in others(name)) for name in names)


def lacks_post(question: str, text: str) -> bool:
    """Whether a question asks who has a post (书记是谁), and a text knows neither that post nor anybody in charge."""
    asked = _ASKED_POST.search(question)
    return asked is not None and asked["post"] not in text and _IN_CHARGE.search(text) is None


def of_another_post(question: str, text: str) -> bool:
    """Whether a text names a post of the question, and always with 副 where the question has none, or without it."""
    for match in _POST.finditer(question):
        for post in (match["post"], match["post"][-3:], match["post"][-2:]):
            named = [bool(each[1]) for each in re.finditer(f"(副[一-鿿]{{0,2}})?{post}", text)]
            if named:
                if all(is_deputy != bool(match["deputy"]) for is_deputy in named):
                    return True
                break
    return False


def of_another_house(question: str, text: str) -> bool:
    """Whether a question asks for the head of a department (组织部部长), and a text knows only the head of another."""
    asked = _OF_HOUSE.search(question)
    return asked is not None and asked["name"] not in text and asked["post"] in text


def of_other_kin(question: str, text: str) -> bool:
    """Whether a text names kin, but none of those the question asks for: a son where the daughter is meant."""
    asked = [kin for kin in _KIN if re.search(f"的(?:{kin})(?:是谁|叫|是|在|几|多|姓|名|做|今年|住)", question)]
    return bool(asked) and _ANY_KIN.search(text) is not None and not any(re.search(kin, text) for kin in asked)
