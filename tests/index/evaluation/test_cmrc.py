"""EM and F1 against cases counted by hand from the official definition of CMRC 2018."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.evaluation import cmrc

short = st.lists(st.sampled_from("甲乙丙"), max_size=7)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("广州塔", ["广", "州", "塔"]),
        ("2024年12月", ["2024", "年", "12", "月"]),
        # the marks of the list are dropped and glue what stood beside them
        ("39-NQ/TW号决议", ["39nqtw", "号", "决", "议"]),
        ("《三国演义》、“水浒”", ["三", "国", "演", "义", "水", "浒"]),
        # the half-width comma is not on the list: part of a number, or a word of its own
        ("1,240只", ["1,240", "只"]),
        ("红, 绿", ["红", ",", "绿"]),
        ("104.8%", ["104.8", "%"]),
        ("约３０人", ["约", "３０", "人"]),
        ("Barack Obama (总统)", ["barack", "obama", "(", "总", "统", ")"]),
        ("I don't.", ["i", "do", "n't", "."]),
        ("Abbey Road's End", ["abbey", "road", "'s", "end"]),
        ("", []),
        ("。！", []),
    ],
)
def test_segments_are_characters_and_words(text: str, expected: list[str]) -> None:
    """Another way of cutting gives another F1, and the figures compare with nobody's."""
    assert cmrc.segments(text) == expected


def test_traditional_answers_are_judged_in_simplified_characters() -> None:
    """A right answer is right in either script."""
    assert cmrc.segments("電腦與資料") == list("电脑与资料")
    assert cmrc.exact_match("1949年，廣州", ["1949年广州"]) == 1.0


def test_marks_and_case_do_not_spoil_an_exact_match() -> None:
    """The script drops them, so must we."""
    assert cmrc.exact_match("《Python》。", ["python"]) == 1.0
    assert cmrc.exact_match("6202名", ["6202"]) == 0.0
    assert cmrc.exact_match("乙", ["甲", "乙"]) == 1.0


@pytest.mark.parametrize(
    ("prediction", "answers", "expected"),
    [
        # common run 6202 名 = 2 of 2 and of 2
        ("6202名", ["6202名"], 1.0),
        # common run 6202 = 1; precision 1/2, recall 1/1
        ("6202名", ["6202"], 2 / 3),
        # one run only: 北京 (2), not 北京 + 上海; precision 2/5, recall 2/4
        ("北京和上海", ["北京上海"], 2 * 0.4 * 0.5 / 0.9),
        # 省委组织部 is 5 of 8 and 5 of 5, better than the other gold answer
        ("省委组织部副部长", ["部长", "省委组织部"], 2 * 0.625 / 1.625),
        ("上海", ["北京"], 0.0),
        ("", ["北京"], 0.0),
        ("。", ["。"], 0.0),
    ],
)
def test_f1_of_hand_counted_cases(prediction: str, answers: list[str], expected: float) -> None:
    """Each was counted with pencil and paper from the definition."""
    assert cmrc.f1(prediction, answers) == pytest.approx(expected)


@given(short, short)
def test_the_longest_common_run_is_what_trying_all_runs_finds(one: list[str], other: list[str]) -> None:
    """The quick way must not miss a run the plain way sees."""
    runs = {tuple(other[a:b]) for a, b in combinations(range(len(other) + 1), 2)}
    plain = max((b - a for a, b in combinations(range(len(one) + 1), 2) if tuple(one[a:b]) in runs), default=0)
    assert cmrc.longest_common_run(one, other) == plain


@given(st.text(alphabet="甲乙丙abc 12.,'\"()%$;!?…-/《》，。", max_size=20))
def test_no_text_breaks_the_cutting_and_each_equals_itself(text: str) -> None:
    """Predictions are whatever stands in documents."""
    assert cmrc.exact_match(text, [text]) == 1.0
    assert cmrc.f1(text, [text]) == (1.0 if cmrc.segments(text) else 0.0)
