"""What is plainly asked for and not there: 「请提前打电话」 is no number, and May is not June."""

from __future__ import annotations

import pytest

from index.reading.lacking import lacks_contact, of_another_month


@pytest.mark.parametrize(
    ("question", "sentence", "lacks"),
    [
        ("订船票打哪个电话?", "请于开船前电话预订,每票12元。", True),
        ("订船票打哪个电话?", "订票电话:0571-3344。", False),
        ("渡口的电话是多少?", "渡口电话见入口牌。", True),
        ("渡口的电话是多少?", "有事打12345。", False),
        ("渡口的电话是多少?", "渡口每年运送120000人,收入35000元。", True),
        ("渡口的电话是多少?", "有事打6620-118转2。", False),
        ("渡口装电话了吗?", "渡口装了电话。", False),
        ("投诉发到哪个邮箱?", "投诉可发邮件。", True),
        ("投诉发到哪个邮箱?", "投诉请发 a@b.cn。", False),
    ],
)
def test_how_to_reach_somebody_is_told_or_it_is_not(question: str, sentence: str, lacks: bool) -> None:  # noqa: FBT001 - a case
    """Whoever wants to call needs the number."""
    assert lacks_contact(question, sentence) is lacks


@pytest.mark.parametrize(
    ("question", "sentence", "above", "another"),
    [
        ("6月运了多少人?", "5月运送旅客两万人。", "", True),
        ("六月运了多少人?", "6月运送旅客两万人。", "", False),
        ("6月运了多少人?", "4月至9月运送旅客十万人。", "", False),
        ("11月运了多少人?", "4月至9月运送旅客十万人。", "", True),
        ("9月运了多少人?", "去年10月至今年3月运送旅客十万人。", "", True),
        ("2月运了多少人?", "去年10月至今年3月运送旅客十万人。", "", False),
        ("11月运了多少人?", "4月至9月运送旅客十万人,10月后停航。", "", False),
        ("6月运了多少人?", "运送旅客两万人,比5月多。", "6月简报", False),
        ("6月运了多少人?", "运送旅客两万人。", "", False),
        ("6月3日运了多少人?", "5月运送旅客两万人。", "", False),
        ("运了多少人?", "5月运送旅客两万人。", "", False),
    ],
)
def test_another_month_is_no_answer(question: str, sentence: str, above: str, another: bool) -> None:  # noqa: FBT001 - a case
    """Figures of months look alike."""
    assert of_another_month(question, sentence, above) is another
