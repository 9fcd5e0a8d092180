"""Figures with their units: 218人, 3.5万元, 百分之八, 1 小时 35 分; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from index.model import Span
from index.text.numbers import parse_han_number

_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
# one name for each unit that has several
_SAME_UNIT = {
    **dict.fromkeys(("名", "位"), "人"),
    **dict.fromkeys(("块钱", "块", "圆", "元整"), "元"),
    **dict.fromkeys(("千米", "km"), "公里"),
    **dict.fromkeys(("千克", "kg"), "公斤"),
    **dict.fromkeys(("日", "d"), "天"),
    **dict.fromkeys(("个小时", "钟头", "个钟头", "h"), "小时"),
    **dict.fromkeys(("百分点", "个点"), "个百分点"),
    **dict.fromkeys(("m2", "㎡", "平米", "平方公尺"), "平方米"),
    **dict.fromkeys(("千瓦时", "kwh"), "度"),
}
_UNITS = """
个百分点 百分点 个点 % ‰ 人次 辆次 平方公里 平方千米 平方公尺 平方米 平米 立方米 公顷 公里 千米
公尺 厘米 毫米 公分 米 千克 公斤 毫克 克 吨 斤 元整 美元 欧元 港元 日元 块钱 元 圆 块 角 人 名 位
户 家 所 条 项 件 份 本 册 台 辆 艘 架 场 次 届 期 个月 个小时 个钟头 个 小时 钟头 分钟 分 秒钟 秒 天
日 周 岁 周岁 度 千瓦时 千瓦 亩 层 间 座 张 盒 箱 袋 瓶 套 门 篇 页 字 题 倍 折 成 节 级 号 例 起 宗
笔 口 头 只 株 棵 床 桶 幅 枚 颗 首 种 类 批 组 班 支 队 片 粒 坪 栋 幢 里 海里 毫升 升 票 步 站 楼 年
"""
_UNIT = "|".join(sorted(map(re.escape, _UNITS.split()), key=len, reverse=True)) + r"|[a-z°℃Ω]{1,5}(?:/[a-z]{1,4})?"
_HAN = "零〇一二三四五六七八九十百千万亿两"
_NUMBER = re.compile(
    rf"(?P<share>百分之)?(?:(?P<digits>(?<![\d.,])\d+(?:,\d{{3}})*(?:\.\d+)?)\s?(?P<scale>[十百千]?[万亿]|[百千](?![瓦克米]))?"
    rf"|(?P<han>(?<![第{_HAN}])[{_HAN}]+))(?P<more>多|余|来)?\s?(?P<unit>{_UNIT})?",
    re.IGNORECASE,
)
_PLACE_IN_ORDER = re.compile(r"月|点|时(?!间)|:|[-/]\d|届|章|款|楼|层|期|版|号(?!线)")
_MONTH_DAY = re.compile(r"(?:月|月\d{1,2}日?[至到—~-])$")
_YEARS = range(1000, 2200)
_LONGEST = 20


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with its unit.

    Attributes:
        value: Its value, the scale (万, 亿) multiplied out.
        scale: That scale; 1 for none.
        unit: Its unit, one name for those that mean the same; empty for a bare number.
        written: The unit as it is written.
        span: Where it stands in the text.
    """

    value: Decimal
    scale: int
    unit: str
    written: str
    span: Span


def quantities(folded: str) -> list[Quantity]:
    """The figures of a folded text that count or measure something; days, years, numbers of articles are left out."""
    found = []
    for match in _NUMBER.finditer(folded):
        if match.end() - match.start() > _LONGEST:
            continue
        quantity = _quantity(folded, match)
        if quantity is not None:
            found.append(quantity)
    return found


def _quantity(text: str, match: re.Match[str]) -> Quantity | None:
    before, end = text[max(0, match.start() - 1) : match.start()], match.end()
    written = (match["unit"] or "").lower()
    if before == "第" or before in {"-", "/", ":"} or (before.isascii() and before.isalpha()):
        return None
    scale = 1
    if match["digits"]:
        value = Decimal(match["digits"].replace(",", ""))
        for character in match["scale"] or "":
            scale *= _SCALES[character]
        value *= scale
        plain = not match["scale"] and "." not in match["digits"] and "," not in match["digits"]
        is_year = plain and value in _YEARS and len(match["digits"]) == 4  # noqa: PLR2004 - digits of a year
    else:
        han = parse_han_number(match["han"])
        # a single numeral without a unit is seldom a figure: 一 in 一般
        if han is None or (not written and not match["share"]):
            return None
        value, is_year = Decimal(han), False
    if match["share"]:
        written = "%"
    behind = text[end - len(match["unit"] or "") : end + 2]
    if (is_year and behind.startswith("年")) or _PLACE_IN_ORDER.match(behind):
        return None
    if written == "日" and _MONTH_DAY.search(text[max(0, match.start() - 6) : match.start()]):
        return None
    return Quantity(value, scale, _SAME_UNIT.get(written, written), written, Span(match.start(), end))
