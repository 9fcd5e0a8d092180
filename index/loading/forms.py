"""Forms: tables in which each value stands beside its own label, ``姓名 | 罗敏 | 性别 | 女``. Pure.

Nothing heads the columns of a form; read as an ordinary table, its first row would, and 罗敏 be the name of a column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.loading.tables import Row

_LABEL = re.compile(
    r"姓名|.{0,4}名称|名字|品名|性别|年龄|民族|籍贯|国籍|户籍|学历|学位|(?:所学|申报)?专业|(?:毕业)?(?:学校|院校)|政治面貌|婚姻状况|健康状况|"
    r".{0,4}(?:职务|职称|职级|岗位|职业|工种)|.{0,5}(?:年月|日期|时间|期限|工龄|时长)|(?:工|学|租|任|账|周|保修|质保|有效|试用)期|"
    r".{0,4}(?:电话|手机号?|邮箱|邮编|传真|微信)|.{0,4}(?:地址|住址|地点|位置|产地)|.{0,4}(?:单位|部门|厂家|厂商|品牌)|科室|班[组级]|公司|"
    r".{0,4}(?:型号|规格|编号|序列号|号码|证号|账号|帐号|开户行|税号|代码|文号)|"
    r".{0,4}(?:金额|价格|单价|总价|总额|费用?|投资|预算|租金|押金|工资|数量|人数|台数|面积|重量|尺寸|长度|宽度|高度|厚度|直径)|"
    r".{0,4}(?:容量|容积|体积|功率|电压|电流|频率|扬程|流量|转速|温度|湿度|压力|材质|材料|颜色|比例)|"
    r".{0,4}(?:类别|类型|种类|等级|级别|性质|用途|来源|状态|方式|范围)|"
    r".{0,4}(?:备注|说明|描述|原因|事由|内容|目的|意见|结论|结果|措施|要求|情况|经历|业绩|特长|主题|标题|题目|概况|规模|依据)|"
    r".{1,4}人员?|.{1,2}负责人|.{0,4}(?:经理|代表|主管)|.{0,4}(?:签字|签名|盖章)"
)
"""What forms call their fields, with what may stand before it: 报修日期, 建设单位, 经办人."""

_SUBJECT = re.compile(r"姓名|.{0,4}名称|品名|名字|.{0,4}型号|.{0,4}编号|题目|主题")
_ASIDE = re.compile(r"[（(][^（()）]*[)）]|[\s:：*]+")
_LONGEST = 12  # characters of a label
_FEWEST = 2  # rows
_SHARE = 0.6  # of the cells at the places of labels that have to be known as some
_OTHERS = 0.25  # of the cells at the places of values that may look like labels: 「项目经理」 is a post, too
_MOST_COLUMNS = 24  # empty ones among them; a sheet may have 16,384
_WIDEST = 3  # pairs of label and value in a row


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a form.

    Attributes:
        columns: Label of each cell that is a value, by column.
        subject: What the form is about: the value of its first row, where that is a name.
        context: Label and value that name it.
    """

    columns: tuple[str, ...]
    subject: str = ""
    context: str = ""


class Form:
    """Reads the rows of a form one after the other.

    Args:
        labels: The columns in which labels stand.
    """

    def __init__(self, labels: frozenset[int]) -> None:
        self._labels = labels
        self._subject = self._named = ""
        self._heads: tuple[str, ...] = ()  # of a list inside the form

    def entry(self, row: Row) -> Entry:
        """What the cells of the next row are."""
        shown = row.shown()
        texts = [row.cells[at] for at in shown]
        is_head = len(texts) > 2 and all(map(is_label, texts))  # noqa: PLR2004 - more than label and value
        if self._heads and not is_head and not is_label(texts[0]):
            return Entry(self._heads, self._subject, f"{self._named} {' '.join(filter(None, self._heads))}".strip())
        columns = [""] * len(row.cells)
        if is_head:
            self._heads = tuple(row.cells)
            return Entry(tuple(columns), self._subject, self._named)
        self._heads = ()
        label = ""
        for at in shown:
            if at in self._labels:
                label = row.cells[at].rstrip(":： ") if len(row.cells[at]) <= _LONGEST else ""
            else:
                columns[at] = label
        entry = Entry(tuple(columns), self._subject, self._named)
        if not self._named and len(shown) > 1 and _SUBJECT.fullmatch(_plain(texts[0])) and shown[1] not in self._labels:
            self._subject, self._named = texts[1], f"{texts[0]} {texts[1]}"
            entry = Entry(tuple(columns), self._subject)
        return entry


def form_of(rows: Sequence[Row]) -> Form | None:
    """The form whose first rows these are; ``None`` where they are those of an ordinary table."""
    # Markdown knows no table whose first row is no header
    if len(rows) < _FEWEST or any(row.is_header for row in rows[1:]):
        return None
    if any(rows[1].cells[at] for at in rows[1].above):
        # a cell over the first two rows heads a column
        return None
    places = _label_columns(rows)
    if not places:
        return None
    pairs = [_pairs(row, places) for row in rows]
    values = [value for row in pairs for _, value in row]
    labels = [label for row in pairs for label, _ in row]
    fits = sum(len(row) <= _WIDEST and all(value is not None for _, value in row) for row in pairs)
    strange = sum(value is not None and is_label(value) for value in values)
    begins = is_label(rows[0].cells[rows[0].shown()[0]]) and not all(map(is_label, _texts(rows[0])))
    known = sum(is_label(label) for label in labels)
    if not begins or fits < len(rows) * _SHARE or known < len(labels) * _SHARE or strange > len(values) * _OTHERS:
        return None
    return Form(places)


def is_label(text: str) -> bool:
    """Whether ``text`` is what forms call a field."""
    plain = _plain(text)
    is_named = text.rstrip().endswith((":", "：")) and bool(plain)
    return len(plain) <= _LONGEST and (is_named or _LABEL.fullmatch(plain) is not None)


def _label_columns(rows: Sequence[Row]) -> frozenset[int]:
    """The columns most cells of which are labels; none where the first column is not one of them."""
    width = max(len(row.cells) for row in rows)
    if width > _MOST_COLUMNS:
        return frozenset()
    found: set[int] = set()
    for at in range(width):
        cells = [row.cells[at] for row in rows if at in row.shown()]
        marked = sum(at in row.labels for row in rows)
        if cells and (sum(map(is_label, cells)) >= len(cells) * _SHARE or marked == len(rows)):
            found.add(at)
    first = min(at for row in rows for at in row.shown())
    beside = any(at + 1 in found for at in found)
    return frozenset(found) if first in found and not beside else frozenset()


def _pairs(row: Row, places: Iterable[int]) -> list[tuple[str, str | None]]:
    """The labels of a row, each with its value: ``None`` where it has several, empty where it has none."""
    found: list[tuple[str, str | None]] = []
    for at in row.shown():
        if at in places:
            found.append((row.cells[at], ""))
        elif found:
            label, value = found[-1]
            found[-1] = (label, row.cells[at] if value == "" else None)
    return found


def _texts(row: Row) -> Iterator[str]:
    return (row.cells[at] for at in row.shown())


def _plain(text: str) -> str:
    return _ASIDE.sub("", text)
