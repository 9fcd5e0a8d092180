"""The page of an evaluation."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from math import isfinite
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages import Language
from bot.render import report
from bot.render.report import page, plots
from index.evaluation.measures import reliability
from tests.bot.evaluations import evaluation

DAY = date(2025, 3, 1)
VOID = {"meta"}
LOADING = {"script", "img", "link", "iframe", "object", "embed", "image", "use"}


class Reader(HTMLParser):
    """Reads a page as a browser would: texts, and whether every element is closed in its turn."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that holds nothing."""
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)

    def handle_endtag(self, tag: str) -> None:
        """An element ends: it must be the innermost."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Text between elements."""
        self.texts.append(data)


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader


@pytest.mark.parametrize("language", Language)
def test_the_page_is_whole_and_needs_nothing_else(language: Language) -> None:
    """It is mailed around and opened on machines without a network."""
    html = page(evaluation(), ["a.json"], DAY, language)
    reader = read(html)
    assert not reader.tags & LOADING
    assert not reader.attributes & {"src", "href", "xlink:href", "onclick"}
    assert "url(" not in html
    assert "http" not in html
    assert html.count("<svg") == 4


def test_each_miss_shows_what_was_right_and_what_was_found() -> None:
    """Only side by side do people see where their documents fail."""
    html = page(evaluation(), ["a.json"], DAY, Language.HANS)
    sections = re.findall(r"<section><h2>(.*?)</h2>(.*?)</section>", html)[1:]
    assert [(name, re.findall("<h3>(.*?)</h3>", body)) for name, body in sections] == [
        ("没有找到段落", ["渡轮几点开?missed"]),
        ("找到了却读错", ["渡轮几点开?misread"]),
        ("不该答却答了", ["渡轮几点开?misread", "渡轮几点开?made up"]),
    ]
    missed = sections[0][1]
    assert "首班<mark>六点</mark>。末班十点。" in missed
    assert "前 10 位之外" in missed
    assert "风<mark>力七</mark>级停航。" in missed
    assert "把握 40%" in missed
    assert "文件标明无解" in sections[2][1]


@given(st.text(min_size=1, max_size=30), st.text(min_size=4, max_size=60), st.text(min_size=1, max_size=8))
def test_no_text_of_a_file_breaks_the_page(question: str, text: str, answer: str) -> None:
    """Data files hold markup, quotes and stray brackets; the page shows them as they are."""
    html = page(
        evaluation(question=question, title=question, text=text, answer=answer, other=text), [answer], DAY, Language.EN
    )
    shown = "".join(read(html).texts)
    # a parser turns carriage returns into line feeds and drops what no page may hold
    plain = "".join(c for c in question if c.isprintable())
    assert plain in "".join(c for c in shown if c.isprintable())


def test_markup_in_a_question_stays_text() -> None:
    """A question may be <script>."""
    html = page(evaluation(question="<script>alert('&amp;')</script>"), ["<b>.json"], DAY, Language.HANS)
    reader = read(html)
    assert "script" not in reader.tags
    assert any("<script>alert('&amp;')</script>missed" in text for text in reader.texts)


def test_a_run_of_retrieval_alone_has_one_plot_and_one_kind_of_miss() -> None:
    """What was not measured is left out, not drawn empty."""
    html = page(evaluation(read=False), ["a.json"], DAY, Language.HANS)
    assert html.count("<svg") == 1
    assert "没有找到段落" in html
    assert "找到了却读错" not in html


def test_the_file_is_utf8_and_replaced(tmp_path: Path) -> None:
    """The same command twice gives the later page."""
    target = tmp_path / "报告.html"
    target.write_text("old", encoding="utf-8")
    report.write(target, evaluation(), [tmp_path / "数据.json"], Language.HANT)
    html = target.read_text(encoding="utf-8")
    assert html.startswith("<!DOCTYPE html>")
    assert "數據" not in html
    assert "数据.json" in html


@given(st.lists(st.floats(0, 500), min_size=1), st.integers(1, 40))
def test_every_value_is_in_one_bar(values: list[float], bins: int) -> None:
    """The slowest answers are the ones people look for."""
    end = plots.ceiling(max(values) / 2)
    assert sum(plots.spread(values, bins, end)) == len(values)


@given(st.floats(1e-6, 1e9))
def test_the_top_of_an_axis_is_near_above_the_highest_value(value: float) -> None:
    """A bar that leaves its frame lies, and one that fills a tenth of it says nothing."""
    top = plots.ceiling(value)
    assert value * (1 - 1e-6) <= top <= value * 1.5


@given(st.integers(0, 10**7))
def test_questions_are_counted_in_whole_numbers(count: int) -> None:
    """An axis that says 12.5 questions is not believed in anything else."""
    top = plots.ceiling(count, whole=True)
    assert count <= top <= max(4, 2 * count)
    assert (top / 4).is_integer()


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans())))
def test_a_plot_draws_inside_its_frame(answers: list[tuple[float, bool]]) -> None:
    """Also with no answers at all, or with all in one bin."""
    bins = reliability([confidence for confidence, _ in answers], [right for _, right in answers])
    svg = plots.calibration(plots.Names("a<b", "c", "d"), bins)
    read(svg)
    numbers = [float(number) for number in re.findall(r' (?:x1|x2|cx|y1|y2|cy)="([^"]+)"', svg)]
    assert all(isfinite(number) and 0 <= number <= 440 for number in numbers)


def test_plots_of_nothing_are_empty_frames() -> None:
    """A file whose questions were all missed still gets its page."""
    names = plots.Names("", "", "")
    read(plots.bars(names, [], []))
    read(plots.histogram(names, [], 1.0))
    read(plots.distributions(names, [plots.Series("yes", "n", [0, 0])], 0.5))
