"""Names of persons: what looks like one, where it stands whole in a text, what is taken for another's; pure.

Nothing here knows who there is. A name is told by its surname and its length; whether it is one, the texts decide.
"""

from __future__ import annotations

import re

SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢陆姜崔钟谭汪范"
    "金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵严覃武戴莫孔汤柳申庄俞鲁葛聂齐牛樊殷施温洪颜倪"
    "伍季芦康欧柯祝焦包翁邢翟骆辛管舒柴岑苗裴桂阮霍米童卓凌穆岳涂尤甘梅纪褚闵祁屈席麦项鲍湛楼晏窦幸卞"
)
COMPOUND = frozenset(
    ("欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "南宫", "夏侯", "端木")
)

_HAN = "一-鿿"
_SURNAME = f"(?:{'|'.join(sorted(COMPOUND))}|[{''.join(sorted(SURNAMES))}])"
_POST = (
    "主任|老师|医生|大夫|经理|书记|主席|部长|局长|处长|科长|所长|院长|校长|馆长|站长|队长|班长|总监|老板|师傅"
    "|先生|女士|小姐|同志|同学|阿姨|叔叔|教授|律师|法官|总"
)
_NO_NAME = re.compile(
    f"{_SURNAME}(?:{_POST}|某+|.?(?:家|氏|姓|队|村|庄|镇|县|市|省|区|路|街|桥|山|河|湖|江|站|店|园|馆|厅|楼|班|茶|酒))$"
)
# what stands behind a name and is no part of it
AFTER = frozenset(
    "的是在有和与跟及同或给被把对向由为从到于将已曾也都就还又才会能要说称讲问答来去住教管当做任担负叫姓等这那哪什几多谁怎吗呢吧啊了着过"
)
_RECORD = re.compile(
    rf"(?:\s*(?:[0-9]{{1,3}}[.、)]?|[-*·•])?\s*)(?:姓名\s*[:：]\s*)?(?P<name>{_SURNAME}[{_HAN}]{{1,2}})\s*(?=[,:;|\t(/]|\s\S)"
)


def is_name_like(text: str) -> bool:
    """Whether a text is a surname and a given name of one or two characters, and no post or place."""
    size = 2 if text[:2] in COMPOUND else 1
    if size == 1 and text[:1] not in SURNAMES:
        return False
    given = text[size:]
    if not 1 <= len(given) <= 2 or _NO_NAME.fullmatch(text):  # noqa: PLR2004 - characters of a given name
        return False
    return all(_is_han(character) and character not in AFTER for character in given)


def is_post(text: str) -> bool:
    """Whether a text is a surname with a post (王主任), or a place called after a family (王家村)."""
    return _NO_NAME.fullmatch(text) is not None


def names_person(name: str, folded: str) -> bool:
    """Whether a folded text names the person: 沈岚 is not in 「沈岚岚,药剂师」."""
    at = folded.find(name)
    while at >= 0:
        if not _goes_on(folded, at, at + len(name)):
            return True
        at = folded.find(name, at + 1)
    return False


def of_record(folded: str) -> str:
    """The person an entry of a list is about, by the name it begins with; empty where it is no such entry."""
    match = _RECORD.match(folded)
    return match["name"] if match is not None and is_name_like(match["name"]) else ""


def others_like(name: str, folded: str) -> list[str]:
    """What stands in a folded text in place of the name, one character of it another: 沈澜 for 沈岚."""
    size = len(name)
    found: list[str] = []
    for at in range(len(folded) - size + 1):
        other = folded[at : at + size]
        if sum(one != its for one, its in zip(name, other, strict=True)) == 1 and is_name_like(other):
            found.append(other)
    return list(dict.fromkeys(found))


def _goes_on(folded: str, start: int, end: int) -> bool:
    """Whether a name at that place is the beginning of a longer one."""
    following = folded[end : end + 1]
    if not _is_han(following) or following in AFTER:
        return False
    behind = folded[end + 1 : end + 2]
    ends = not _is_han(behind) or behind in AFTER
    # 「药剂师是沈岚岚」
    begins = start == 0 or not _is_han(folded[start - 1]) or folded[start - 1] in AFTER
    return ends and begins and end + 1 - start <= len("诸葛某某")


def _is_han(character: str) -> bool:
    return "一" <= character <= "鿿"
