"""Whether a text has a figure of the unit that a question asks for; pure. All texts are folded."""

from __future__ import annotations

import re

_NUMBER = "[0-9〇零一二两三四五六七八九十百千万亿半]"
_FREE = "免费|免收|免交|免票|不收|[¥$]"
# A figure may be told in another unit of its kind: 几天 in 日, 多少钱 as a share.
_UNITS = {
    "钱": "元|块|角|万|倍|%|折",
    "元": "元|块|角|万",
    "块": "元|块|角|万",
    "人": "人|名|位",
    "名": "人|名|位",
    "位": "人|名|位",
    "天": "天|日|周|月|年|小时",
    "日": "日|号|天",
    "号": "日|号|天",
    "点": "点|时|:",
    "小时": "小时|天|日",
    "分钟": "分|小时",
    "个月": "月|年",
    "年": "年|月",
    "里": "里|米",
    "公里": "里|千米|米|km",
    "米": "米|m|里",
    "平米": "平|㎡|m",
    "公斤": "公斤|千克|kg|斤|克",
    "千克": "公斤|千克|kg|斤|克",
    "斤": "斤|千克|kg|克",
    "楼": "楼|层|f",
    "层": "楼|层|f",
    "折": "折|%",
    "度": "度|℃|°",
    "本": "本|册",
    "册": "册|本",
}
_OTHERS = (
    "岁 秒 毫克 克 吨 升 毫升 亩 公顷 间 台 次 户 页 章 条 倍 套 辆 株 瓶 盒 批 期 届 张 份 颗 棵 头 "
    "只 种 门 科 班 桌 席 座 栋"
)
_ASKED = re.compile(f"(?:几|多少)({'|'.join(sorted({*_UNITS, *_OTHERS.split()}, key=len, reverse=True))})")


def lacks_unit(question: str, text: str) -> bool:
    """Whether a question asks for a figure of a unit (几度, 多少钱) that no figure of ``text`` has."""
    asked = _ASKED.search(question)
    if asked is None:
        return False
    units = _UNITS.get(asked[1], asked[1])
    free = f"|{_FREE}" if "元" in units else ""
    return re.search(f"{_NUMBER}[0-9.,万亿千百十余多来个公]*(?:工作|自然)?(?:{units}){free}", text) is None
