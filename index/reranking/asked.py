"""What kind of answer a question asks for, and whether a text looks as if it held one."""

from __future__ import annotations

import re

# kind of answer -> how questions ask for it, how texts give it
_SIGNS: dict[str, tuple[str, str]] = {
    "number": (
        "多少|几[^乎何]|多大|多高|多长|多远|多重|多深|多宽|多快|百分之几|数量|人数|面积|价格|高度|长度|[^于]多久",
        "[0-9]|[一二三四五六七八九十百千万亿两半]+(?:个|名|人|次|年|天|月|岁|元|米|公里|种|%)|百分之",
    ),
    "date": (
        "何时|哪一?[年天月日]|什么时[候间]|几[年月号点日]|哪个?(?:年|时期|世纪|朝代)|时间|日期|多久|when",
        "[0-9]{2,4}年|[0-9]{1,2}[月日]|世纪|[一二三四五六七八九十〇]+[年月日]|公元|时期|年代|[春夏秋冬]季|[上下]午|[0-9]点",
    ),
    "person": (
        "谁|哪[一几]?[位名]|何人|什么人|的(?:作者|导演|主演|校长|主席|总统|创始人)|扮演者|who",
        (
            "·|先生|教授|博士|主席|总统|国王|皇帝|作家|导演|演员|书记|部长|[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许阮黎]"
            "[\u4e00-\u9fff]{1,2}(?=[,。;、是为在说于和与任的 ])"
        ),
    ),
    "place": (
        "哪里|哪儿|何处|何地|什么地方|哪[一个座]*(?:国|省|市|县|地|城|州|区|岛|洲)|在哪|位于|where",
        "位于|坐落|地处|[省市县区州镇乡村国岛洲路街](?=[,。;、的境内])|[东西南北][部面边方侧]|境内|附近",
    ),
    "reason": (
        "为什么|为何|为啥|原因|怎么回事|何以|怎么会|因为什么|导致|引起|why",
        "因为|由于|因此|原因|导致|引起|造成|所以|为了|缘故|引发|以致|使得",
    ),
    "method": (
        "怎么办|怎样|如何|怎么|方法|办法|步骤|流程|做法|咋|how",
        "首先|然后|方法|步骤|可以|应该|应当|建议|通过|需要|即可|第一|1[、.)]|点击|使用|采用|进行|打开",
    ),
    "meaning": (
        "是什么(?!时|地|原|人)|什么是|什么意思|含义|定义|意思|何谓|指的?是?什么|是啥",
        "是一|是指|指的是|即|意思是|意为|称为|又称|简称|定义|是[^,。]{1,30}的|表示|所谓|比喻|形容",
    ),
    "list": (
        "哪些|哪几|哪两|哪三|有什么|分别|包括什么|几种|几类|种类|分类|成分|症状",
        "、|包括|分为|分别|以及|等|主要有|一是|[;；]|2[、.)]|第二",
    ),
    "whether": (
        "吗|是否|是不是|能不能|会不会|可不可以|可以.{0,12}$|有没有|好不好|行不行|能.{0,10}么|对不对|要不要",
        "可以|不可以|不能|不会|会|能够|不宜|不建议|建议|没有|是的|不是|无需|必须|应该|不要|正常|影响",
    ),
    "amount": ("多少钱|价格|费用|收费|票价|工资|价位", "[0-9万千百](?:多|余)?(?:元|块|美元|万|亿|欧元)|免费|[¥$]|价格"),
}
KINDS = tuple(_SIGNS)
_ASKED = {kind: re.compile(question) for kind, (question, _) in _SIGNS.items()}
_GIVEN = {kind: re.compile(text) for kind, (_, text) in _SIGNS.items()}


def asked(folded_question: str) -> tuple[str, ...]:
    """The kinds of answer the question may want, in a fixed order; none for one that cannot be told."""
    return tuple(kind for kind in KINDS if _ASKED[kind].search(folded_question))


def given(kind: str, folded_text: str) -> bool:
    """Whether a text looks as if it held an answer of the kind."""
    return _GIVEN[kind].search(folded_text) is not None


_DEFINING = re.compile('(?:\\([^)]{0,60}\\))?["」』》]?[,:]?(?:是|指|即|为|,?(?:又称|简称|俗称|也叫|意思|比喻|形容))')


def defines(name: str, folded_text: str) -> bool:
    """Whether a sentence of the text begins to say what ``name`` is."""
    at = folded_text.find(name)
    while at >= 0:
        if _DEFINING.match(folded_text, at + len(name)):
            return True
        at = folded_text.find(name, at + 1)
    return False
