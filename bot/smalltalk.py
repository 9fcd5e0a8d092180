"""Small talk told from questions: greetings, thanks, farewells, questions about the program itself.

Recognised only where nothing else was said: the whole line, punctuation and emoji aside, must be small talk. What
begins with a greeting and goes on is a question, and the greeting is taken off before it is searched.
"""

from __future__ import annotations

import re
import unicodedata

_GREETING = (
    r"(?:你们好|你們好|大家好|[你您妳]好(?:吗|嗎)?|哈[喽囉啰罗羅]|嗨+|早上好|上午好|中午好|下午好|晚上好|早安|午安|晚安|"
    r"在吗|在嗎|有人吗|有人嗎|hi|hello|hey|good ?(?:morning|afternoon|evening)|greetings)"
)
_SUFFIX = r"(?:[呀啊哦喔哇哈呢]| ?there| ?yinju|引据|引據|机器人|機器人)*"
_THANKS = (
    r"(?:(?:好的?|ok|嗯|行|明白了?|知道了)?(?:非常|十分|太|多|很|真是)?(?:感谢|感謝|谢谢|謝謝|多谢|多謝|谢了|謝了|感恩|"
    r"辛苦)(?:[你您妳]的?|大家|了|啦|啊|哦|呀|帮助|幫助|你的帮助|你的幫助)*|thanks?|thank ?you|thx|thanks a lot|"
    r"many thanks|cheers|thank you (?:so|very) much)"
)
_BYE = r"(?:再见|再見|拜拜|回头见|回頭見|bye(?: ?bye)?|goodbye|see (?:you|ya))[啦了呀哦]?"
_YOU = r"(?:[你您妳]|引据|引據|这个机器人|這個機器人|这个程序|這個程式)"
_WHO = (
    rf"(?:请问|請問)?(?:{_YOU}(?:到底)?是(?:谁|誰|什么|什麼|甚麼|啥|哪位|机器人吗|機器人嗎|人吗|人嗎|什么人|什麼人|ai吗|ai嗎)"
    rf"|{_YOU}(?:叫|的名字(?:是|叫))(?:什么|什麼|甚麼|啥)(?:名字)?|介绍一下(?:你|您)?自己|介紹一下(?:你|妳|您)?自己|自我介绍|自我介紹"
    r"|who are you|what are you|what is your name|whats your name|are you (?:a )?(?:bot|robot|human|ai))[呀啊呢]?"
)
_ABLE = (
    rf"(?:请问|請問)?(?:{_YOU}(?:都|还|還)?(?:能|会|會|可以|能够|能夠)(?:帮我|幫我|帮忙|幫忙|为我|為我)?(?:做|干|幹|回答)?"
    r"(?:些|点|點)?(?:什么|什麼|甚麼|啥|哪些)(?:事情?|忙|问题|問題)?"
    rf"|{_YOU}有(?:什么|什麼|甚麼|哪些|啥)(?:功能|用|用处|用處|用途|本事|能力)|(?:怎么|怎麼|如何|怎样|怎樣)(?:使用|用){_YOU}"
    rf"|{_YOU}(?:怎么|怎麼|如何)(?:使用|用)|what can (?:you|i) (?:do|ask)(?: you)?|what do you do|"
    r"how do i use you|how do you work)[呀啊呢]?"
)
# Patterns this large take a while to compile: re does it when the first question comes, not while the program starts.
_KINDS = {
    "chat_greeting": rf"(?:{_GREETING}{_SUFFIX})+|早[呀啊]?",
    "chat_thanks": rf"(?:{_THANKS})+",
    "chat_bye": _BYE,
    "chat_who": rf"(?:{_GREETING}{_SUFFIX})?{_WHO}",
    "chat_able": rf"(?:{_GREETING}{_SUFFIX})?{_ABLE}",
}
_LEADING = rf"(?i)\s*(?:(?:{_GREETING})(?:[呀啊哦喔]|\s*there)?\s*[，,。.！!～~、\s]+)+(?=\S)"
_LONGEST = 40
"""Characters; what is longer is no small talk, and is not worth matching."""


def recognise(text: str) -> str | None:
    """The key of the reply in :mod:`bot.wording` if the whole of ``text`` is small talk, else ``None``."""
    if len(text) > _LONGEST:
        return None
    bare = _bare(text)
    for key, pattern in _KINDS.items():
        if re.fullmatch(pattern, bare):
            return key
    return None


def without_greeting(text: str) -> str:
    """``text`` without the greeting it begins with; as it is where there is none, or nothing else."""
    rest = re.sub(_LEADING, "", text, count=1)
    return rest if any(c.isalnum() for c in rest) else text


def _bare(text: str) -> str:
    """Folded for comparison: width and case undone, everything but letters, digits and single spaces dropped."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("'", "").replace("’", "")
    kept = "".join(c if c.isalnum() else " " for c in folded)
    words = kept.split()
    # Spaces matter between Latin words only; Chinese small talk is punctuated at will (「谢谢！谢谢你」).
    return re.sub(r"(?<![a-z]) | (?![a-z])", "", " ".join(words))
