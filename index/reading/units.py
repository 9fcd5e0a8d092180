"""Whether a text has a figure of the unit, or of the kind, that a question asks for; pure. All texts are folded."""

from __future__ import annotations

import re

_NUMBER = "[0-9〇零一二两三四五六七八九十百千万亿半]"
_GOES_ON = "[0-9.,万亿千百十余多来几个公约±+~-]*"
_FREE = "免费|免收|免交|免票|不收|[¥$]"
_SHARE = "分之|%|成|半数|全部|所有"
_PRICE = "元|块|角|万|亿"
_MONEY = f"{_PRICE}|倍|%|折"
_PEOPLE = "人|名|位|口|个"
_WEIGHT = "斤|[千公毫]?克|k?g|吨"
_VOLUME = "毫?升|m?l"
_LAND = "亩|公顷|平"
# A figure may be told in another unit of its kind: 几天 in 日, 多少钱 as a share.
_UNITS = {
    "钱": _MONEY,
    "元": _MONEY,
    "块": f"{_MONEY}|枚",
    "人": _PEOPLE,
    "名": _PEOPLE,
    "位": _PEOPLE,
    "天": "天|日|周|星期|月|年|小时",
    "日": "日|号|天",
    "号": "日|号|天",
    "点": "点|时|:|小时",
    "小时": "小时|天|日|分",
    "分钟": "分|小时",
    "个月": "月|年",
    "年": "年|月",
    "里": "里|米",
    "公里": "里|千米|米|km",
    "米": "[厘毫千]?米|[ckm]?m|里|公分",
    "平米": f"{_LAND}|㎡|m",
    "公斤": _WEIGHT,
    "千克": _WEIGHT,
    "斤": _WEIGHT,
    "克": _WEIGHT,
    "毫克": f"{_WEIGHT}|mg",
    "吨": f"{_WEIGHT}|t",
    "升": _VOLUME,
    "毫升": _VOLUME,
    "秒": "秒|s|分",
    "亩": _LAND,
    "公顷": _LAND,
    "楼": "楼|层|f",
    "层": "楼|层|f",
    "折": "折|%",
    "倍": "倍|%",
    "度": "度|℃|°|千瓦|kwh",
    "本": "本|册|种|部",
    "册": "册|本",
    "次": "次|回|趟|遍|晚|届|个",
    "门": "门|科|个",
    "科": "门|科|个",
    "席": f"席|{_PEOPLE}",
    "种": "种|类|项|条|款|个",
    "份": "份|项|件|篇|个",
    "张": "张|页|个",
    "辆": "辆|台|部",
    "项": "项|个|条|件|种",
    "家": "家|户|个|所|间",
    "件": "件|起|宗|个|项|份",
    "起": "起|件|宗|次|个",
    "所": "所|家|个",
}
_OTHERS = "岁 间 台 户 页 章 条 套 株 瓶 盒 批 期 届 颗 棵 头 只 班 桌 座 栋"
_COUNTED = frozenset("人名位次门科席间台户套辆株张份颗棵头只种班桌座栋项家件起所")
_NAMED = frozenset("人名位门科种份条项家所")  # told one by one, these are counted too
# 哪几, 好几, 这几 and the like ask for no figure; nor does 第几, which a place in an order answers
_HOW_MANY = "(?<![哪邊边好十这那這近上前后後头頭另第])(?<!只有)(?:几|多少)"
_ASKED = re.compile(
    f"{_HOW_MANY}({'|'.join(sorted({*_UNITS, *_OTHERS.split()}, key=len, reverse=True))})(?!几|前|后|来|以来|金|科)"
)
_ASKS_ELSE = re.compile("哪|谁|什么|怎么|怎样|如何|为何|是否|吗|是不是|能不能|有没有")
# how often something happens (多久查一次) is told without a length of time
_HOW_LONG = re.compile("(?:多久(?!以?[前后後])|多长时间|多少时间)(?!.*(?:一次|一回|一趟))")
_LASTS = re.compile(
    f"{_NUMBER}{_GOES_ON}\\s?(?:个)?(?:工作|自然)?(?:秒|分|小时|钟头|天|日(?!\\s?[0-9上下中])|周|星期|礼拜|月(?![0-9份])|年(?![0-9])|季|学期|课时|学时|节)|"
    "[至到~-]|长期|永久|终[身生]|当[天日场]|即[时日]|次日|随时|不限|无限|为止|以前|之前|前"
)
_BARE = f"{_NUMBER}(?=[,。;!?、)\\s]|:(?!{_NUMBER})|$)"
# what one of something costs is told as no share: 「多少钱一斤」, 「一张几块钱」
_UNIT_PRICE = re.compile("(?:多少|几块)钱[一每]|[一每](?![共起般定])[一-鿿]{1,2}(?:要|是|收)?(?:多少钱|几块|几元)")
# a price may stand without its unit, a number to call is none
_BARE_PRICE = (
    r"(?<![0-9a-z./-])(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,6})(?:\.[0-9]+)?(?=[,。;!?、)\s]|:(?![0-9])|$)"
    "|[〇零一二两三四五六七八九十百千万亿半](?=[,。;!?、)\\s]|$)"
)
_THINGS = re.compile(
    f"{_HOW_MANY}(?!公里|千米|平方|[厘毫]?米|公顷|亩|[公市千毫]?[斤克升]|吨|里|度)"
    "(?:个(?!月|小时|钟|点|百分)|名|位|家|所|处|项|起)?(?:(?<=[项起家所])(?=[一-鿿])|人|(?![个号点月年天日块元小岁时分倍])[一-鿿]{0,4}?"
    "(?:人员|员工|[工生](?![意活])|[师店厂村县户]|干部|党员|学校|班级|支部|组织|企业|公司|单位|机构|[座车床摊攤展]位|名额|案件|项目|"
    "岗位|车辆|设备))(?![一-鿿]*(?:[费金钱款价率额比成值资薪税息奖罚补]|时间|面积|收入))"
)
_MEASURED = re.compile(
    f"{_NUMBER}[0-9.,万亿千百十余多来±+~-]*\\s?(?:[万亿]?元|块|角|(?:平方|立方|千|厘|毫|公)?米|公里|公顷|亩|吨|[公市]?斤|"
    f"[千毫]?克|毫?升|℃|度|个?月|年|日|号|点|小?时|分|秒|周?岁|倍|折|章|条|:[0-9]+)|第{_NUMBER}+|(?<=[a-z-])[0-9]+"
)


def lacks_unit(question: str, sentence: str, above: str) -> bool:
    """Whether a question asks for a figure of a unit (几度, 多少钱, 多久) that no figure of a sentence has.

    Args:
        question: What was asked.
        sentence: The sentence, or sentences, of the answer.
        above: What stands above it; a figure without a unit may have it there.
    """
    if _ASKS_ELSE.search(question):
        return False
    if _HOW_LONG.search(question):
        return _LASTS.search(sentence) is None
    asked = _ASKED.search(question)
    if asked is None:
        return False
    unit = asked[1]
    units = _UNITS.get(unit, unit)
    if units == _MONEY and _UNIT_PRICE.search(question):
        units = _PRICE
    free = f"|{_FREE}|{_BARE_PRICE}" if units in {_MONEY, _PRICE} else ""
    share = f"|{_SHARE}" if unit in _COUNTED else ""
    named = "|、" if unit in _NAMED else ""
    figure = f"{_NUMBER}{_GOES_ON}\\s?(?:工作|自然|周|平方|立方)?(?:{units})"
    if re.search(f"{figure}{free}{share}{named}", sentence):
        return False
    return not (re.search(_BARE, sentence) and re.search(units, above))


def lacks_count(question: str, span: str) -> bool:
    """Whether a question asks how many people or things there are, and every figure of the answer measures something.

    An answer without any figure says nothing of that: 「全部」 and names told one by one are answers too.
    """
    if _THINGS.search(question) is None or _ASKS_ELSE.search(question):
        return False
    if "、" in span or re.search(_NUMBER, span) is None:
        return False
    return re.search(f"{_NUMBER}|{_SHARE}", _MEASURED.sub("", span)) is None
