"""What a question for several things asks for, and how much of that a text says; pure. All texts are folded.

People ask 「要带啥」 where documents write 「须提交下列材料」, 「分几步」 where the heading is 「办理流程」: a few
relations of this kind are told by closed lists of words. The rest are the words of the question, or other everyday
words for them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from index.model import Found, Query, TermKind
from index.text.synonyms import others, says

_LEAST_SAID = 0.34  # share of the words that are said, of all: a story of one's own asks for no whole list
_SINGLE = 0.5  # what a word of one character counts


class Relation(NamedTuple):
    """What the items of a kind of list are to the thing that is asked about.

    Attributes:
        asked: How people ask for them.
        said: How documents lead them in.
        listed: How one sentence lists them; ``None`` where a sentence is read well enough.
    """

    asked: re.Pattern[str]
    said: re.Pattern[str]
    listed: re.Pattern[str] | None = None


_PAPERS = "材料|证件|手续|资料|东西|证明"
_BRING = "携带|提供|提交|出示|交验|备齐|请备|应备|须备|需备|带齐|须带|请带|应带|备妥"
_RELATIONS = (
    Relation(  # what is to be brought
        re.compile(
            "(?:要|得|该|需|须|用)*(?:带|拿|交|备|揣|提供|提交|出示|准备)(?:点|上|齐|好|些|着)*(?:什么|啥|哪)(?:些|几样)?"
            f"(?:{_PAPERS})?|(?:{_PAPERS}).{{0,4}}(?:带|交|备|提供|提交|出示)|(?:什么|啥|哪些)(?:{_PAPERS})"
            "|(?:need|have) to (?:bring|submit|provide)|must .{0,12}(?:bring|submit|provide)"
        ),
        re.compile(f"{_BRING}|随带|准备|bring|submit|provide"),
        re.compile(f"(?:{_BRING}|带上)[^。;]*?[、和及]"),
    ),
    Relation(  # its steps
        re.compile(
            "(?:都|分|由|成|为|要|走|经过)*哪?几(?:个|大)?(?:步骤?|阶段|环节)|步骤|流程|怎么(?:办理|申请|报名)"
            "|what (?:are the )?steps"
        ),
        re.compile("流程|步骤|程序|(?:^|\n)第一步|steps"),
    ),
    Relation(  # what a court decided
        re.compile("(?:最后)?(?:怎么)?判(?:决|下来|了|的|给|罚)(?:的?结果)?|裁[定决](?:的?结果)?"),
        re.compile("(?:判决|裁定|裁决)如下"),
    ),
    Relation(  # what is wrong with it
        re.compile(
            "(?:哪.{0,3}|什么|啥)?(?:做得?|干得?)?不(?:足|够好?|到位)|毛病|缺点|(?:存在|有)?(?:什么|哪些|啥)?问题|短板|没(?:做|干|弄)好"
        ),
        re.compile("不足|问题|短板|差距|薄弱"),
    ),
    Relation(  # into what a number falls
        re.compile(
            "(?:都|一共|总共)?(?:分成?|由|包括)(?:为|了)?哪?几?(?:几|些)(?:个|大)?(?:类|种|部分|块|档|级)(?:人|组成|构成)?"
            ",?(?:各|分别)(?:有|是|占)?(?:多少|几)[^,?]{0,2}|由哪.{1,4}(?:组成|构成)"
        ),
        re.compile("(?!)"),
        re.compile(r"(?:[^、,;。:至]{1,12}[0-9.]+(?P<unit>[^、,;。0-9]{1,2}?)、){2,}[^、,;。:]{1,12}[0-9.]+(?P=unit)"),
    ),
)
_DENIES_ASKED = re.compile(
    "[一-鿿]不了(?!解)|拒|无法|没戏|不(?:能|可以?|准|让|许|得(?!不)|给|收|该|要|予|接|算|管|行)|禁止|没资格"
    r"|\b(?:not|cannot|prohibited|forbidden)\b"
)
_DENIES = re.compile(
    "不得|不能|不予|不可|不宜|不准|不许|禁止|严禁|谢绝|不接受|不受理|不在|不承担|不适用|不办理|不享受|不属于"
    r"|\b(?:not|cannot|prohibited|forbidden)\b"
)
_YEARS = re.compile("(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])")
_THIS_YEAR = frozenset(("今年", "本年"))


class Asked(NamedTuple):
    """What a question asks for.

    Attributes:
        weights: Its words, or pairs of characters in place of single ones, with what each counts.
        unknown: How many of its words no document has.
        relation: What the things that are asked for are to what it is about, where it is one of the known ones.
        denies: Whether it asks for what may not be.
        years: The years it names.
    """

    weights: dict[str, float]
    unknown: int
    relation: Relation | None
    denies: bool
    years: tuple[str, ...]

    def near(self, head: str, *, listed: bool = False) -> float:
        """The share of it that the head of a list says; nothing where one of the two denies and the other does not.

        Args:
            head: The line that leads a list in, its heading, or the sentence that lists.
            listed: Whether the head is a sentence that lists what the relation asks for.
        """
        return self._share(head, head, 0.0, listed=listed)

    def said(self, text: str, head: str, *, listed: bool = False) -> float:
        """The same of the whole text with all that stands above it; nothing where it says too few of all words."""
        return self._share(text, head, _LEAST_SAID, listed=listed)

    def says_any(self, text: str) -> bool:
        """Whether a text says one of the words."""
        return any(says(text, word) for word in self.weights)

    def of_that_time(self, text: str, head: str) -> bool:
        """Whether a text speaks of the years that are asked for, and its head of none but them."""
        told = _YEARS.findall(head)
        for year in self.years:
            number = year[:4]
            if number.isdigit():
                if number not in text or (told and number not in told):
                    return False
            elif year not in _THIS_YEAR and not says(text, year):
                return False
        return True

    def names_one(self, above: str, items: Sequence[str]) -> bool:
        """Whether a word stands in one of the items, and in no other, nor above them: that item is asked for."""
        longer = [word for word in self.weights if len(word) > 1 and not says(above, word)]
        return any(sum(says(item, word) for item in items) == 1 for word in longer)

    def _share(self, text: str, head: str, least: float, *, listed: bool) -> float:
        if bool(_DENIES.search(head)) != self.denies:
            return 0.0
        said = [word for word in self.weights if says(text, word)]
        if not said and self.relation is None:
            return 0.0
        # 「办健身卡」 is not 「办卡」: of words that no document has nobody can tell whether they matter
        if least and self.unknown and not any(len(word) > 1 for word in said):
            return 0.0
        related = self.relation is not None and (listed or self.relation.said.search(text) is not None)
        most = max(self.weights.values(), default=1.0)
        extra = (self.relation is not None) + self.denies
        if len(said) + self.denies + related < least * (len(self.weights) + self.unknown + extra):
            return 0.0
        told = sum(self.weights[word] for word in said) + most * (self.denies + related)
        return told / (sum(self.weights.values()) + most * extra)


def asked(query: Query, found: Found) -> Asked:
    """What a question asks for.

    Args:
        query: The question.
        found: What the search brought: it knows how rare the words are.
    """
    folded = query.folded
    relation = next((each for each in _RELATIONS if each.asked.search(folded)), None)
    matches = [*(relation.asked.finditer(folded) if relation else ()), *_DENIES_ASKED.finditer(folded)]
    taken = "\n".join(match[0] for match in matches)
    idfs = {term.text: term.idf for term in found.terms if term.idf}
    most = max((term.idf for term in found.terms if term.kind is TermKind.WORD), default=1.0) or 1.0
    words = [word for word in query.terms.get(TermKind.WORD, ()) if word not in taken]
    longer = "\n".join(word for word in words if len(word) > 1)
    pairs = [pair for pair in query.terms.get(TermKind.BIGRAM, ()) if idfs.get(pair) and pair not in taken]
    weights: dict[str, float] = {}
    for word in words:
        if len(word) > 1 and (word in idfs or others(word)):
            weights[word] = idfs.get(word, most)
        elif len(word) == 1:
            # a name that was cut apart: its characters together say more than each
            pair = next((one for one in pairs if word in one and not any(char in longer for char in one)), None)
            if pair is not None:
                weights[pair] = idfs[pair]
            elif word in idfs:
                weights[word] = idfs[word] * _SINGLE
    unknown = sum(len(word) > 1 and word not in weights for word in words)
    return Asked(weights, unknown, relation, _DENIES_ASKED.search(folded) is not None, query.years)
