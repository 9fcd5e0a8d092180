"""The measures on a terminal."""

from __future__ import annotations

import io

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.theme import Theme

from bot.messages import Language
from bot.render.measures import tables
from bot.render.terminal import STYLES
from index.evaluation import EvalReport
from tests.bot.evaluations import evaluation


def shown(report: EvalReport, language: Language = Language.HANS, width: int = 80) -> str:
    console = Console(file=io.StringIO(), width=width, theme=Theme(STYLES))
    console.print(tables(report, language))
    assert isinstance(console.file, io.StringIO)
    return "\n".join(line.rstrip() for line in console.file.getvalue().splitlines())


def test_the_tables_in_full() -> None:
    """What people compare from one day to the next must not move about."""
    assert shown(evaluation().report) == (
        """查找
  首段即对      50.0%
  前 5 段有对   50.0%
  前 10 段有对  50.0%
  MRR@10        0.500
  nDCG@10       0.500

阅读              给定段落  先查找
  EM                  0.0%    0.0%
  F1                 50.0%   25.0%
  证据句含答案        0.0%    0.0%
  证据句平均字数        10       8

拒答              藏起段落  文件标明
  ROC-AUC            0.750     0.750
  误答 5% 时答出     50.0%     50.0%
  现行门槛答出       50.0%     50.0%
  现行门槛误答       50.0%    100.0%
  把握的误差         0.525     0.567

3 个问题，2 段；建索引 0.2 秒
回答用时：中位 3.0 毫秒，95% 在 36.3 毫秒内"""
    )


def test_what_was_not_measured_is_not_shown() -> None:
    """A column of dashes would look like a failure."""
    text = shown(evaluation(read=False).report)
    assert "查找" in text
    assert "阅读" not in text
    assert "拒答" not in text
    assert "毫秒" not in text


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("width", [20, 40, 200])
def test_no_figure_is_lost_in_any_language_at_any_width(language: Language, width: int) -> None:
    """Half a figure is a wrong figure."""
    text = shown(evaluation().report, language, width)
    assert all(cell_len(line) <= width for line in text.splitlines())
    for figure in ("25.0%", "0.567", "0.525", "100.0%"):
        assert figure in text
