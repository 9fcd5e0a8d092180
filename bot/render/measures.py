"""What ``yinju eval`` prints on a terminal: the measures as tables."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import BaseModel
from rich.console import Console, ConsoleOptions, Group, RenderResult
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from bot.messages import Language
from bot.wording import say
from index.evaluation import EvalReport

NO_VALUE = "—"

_UNBOUNDED = 1000


def tables(report: EvalReport, language: Language) -> Group:
    """The measures in three tables, with the sizes and times behind them."""
    parts: list[_Table | Text] = []
    for name, columns in groups(report):
        if parts:
            parts.append(Text())
        parts.append(_Table(name, columns, language))
    parts.extend([Text(), Text(summary(report, language))])
    return Group(*parts)


def summary(report: EvalReport, language: Language) -> str:
    """One sentence on sizes and the time of building, and one on the time of answering if anything was answered."""
    sizes = say(
        "eval_summary",
        language,
        questions=report.questions,
        paragraphs=report.paragraphs,
        seconds=f"{report.build_seconds:.1f}",
    )
    if report.latency_ms is None:
        return sizes
    latency = report.latency_ms
    return sizes + "\n" + say("eval_latency", language, p50=f"{latency.p50:.1f}", p95=f"{latency.p95:.1f}")


def groups(report: EvalReport) -> list[tuple[str, list[tuple[str | None, BaseModel]]]]:
    """The groups that apply: key of the name, then for each column the key of its heading and its measures."""
    chosen: list[tuple[str, list[tuple[str | None, BaseModel | None]]]] = [
        ("eval_retrieval", [(None, report.retrieval)]),
        (
            "eval_reading",
            [("eval_gold_paragraph", report.gold_paragraph), ("eval_end_to_end", report.end_to_end)],
        ),
        ("eval_abstention", [("eval_hidden", report.abstention), ("eval_marked", report.abstention_given)]),
    ]
    present = [(name, [(head, one) for head, one in columns if one is not None]) for name, columns in chosen]
    return [(name, columns) for name, columns in present if columns]


def rows(columns: Sequence[BaseModel]) -> list[tuple[str, list[str]]]:
    """For each measure the key of its name and its value in every column, as people read it."""
    values = [column.model_dump(by_alias=True) for column in columns]
    return [(f"eval_{name}", [_shown(name, each[name]) for each in values]) for name in values[0]]


def _shown(name: str, value: float | None) -> str:
    if value is None:
        return NO_VALUE
    if name == "evidence_chars":
        return f"{value:.0f}"
    # an area and an error are read as figures, everything else as a share of questions
    return f"{value:.3f}" if name in {"roc_auc", "calibration_error", "mrr@10", "ndcg@10"} else f"{value:.1%}"


class _Table:
    """A group as a table; where its columns do not fit beside each other, each is a table of its own."""

    def __init__(self, name: str, columns: list[tuple[str | None, BaseModel]], language: Language) -> None:
        self._name = name
        self._columns = columns
        self._language = language

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        whole = self._whole()
        if Measurement.get(console, options.update(max_width=_UNBOUNDED), whole).maximum <= options.max_width:
            yield whole
            return
        for head, measures in self._columns:
            names = [say(self._name, self._language), *([say(head, self._language)] if head else [])]
            yield Text(" · ".join(names), style="head")
            yield self._filled(Table.grid(padding=(0, 1)), [measures])

    def _whole(self) -> Table:
        table = Table(box=None, pad_edge=False, header_style="head")
        table.add_column(Text(say(self._name, self._language)))
        for head, _ in self._columns:
            table.add_column(Text(say(head, self._language) if head else ""), justify="right", no_wrap=True)
        return self._filled(table, [measures for _, measures in self._columns])

    def _filled(self, table: Table, columns: Sequence[BaseModel]) -> Table:
        if not table.columns:
            table.add_column(overflow="fold")
            table.add_column(justify="right", no_wrap=True)
        for key, values in rows(columns):
            table.add_row(Text("  " + say(key, self._language)), *(Text(value) for value in values))
        return table
