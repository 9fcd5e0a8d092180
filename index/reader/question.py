"""What a question asks for: its kind, the words around the interrogative, the words that carry content; pure.

The kind steers which sentence and which words look like an answer; it comes from the wording alone, by rules, for the
interrogatives of Chinese are few and closed. How much each of them is worth is left to the trained weights.
"""

from __future__ import annotations

from dataclasses import dataclass

from index.model import AnswerType
from index.query.interrogatives import asks_for_several, interrogative, measured
from index.reader.words import HAN, MARK, Words

Kind = AnswerType

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
    found = interrogative(text)
    kind, (span, measure) = found.answer_type, measured(text, found)
    start, end = span.start, span.end
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
        lists=asks_for_several(text),
    )


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
