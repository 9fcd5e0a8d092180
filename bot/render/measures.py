"""What ``yinju eval`` prints on a terminal: the measures as tables."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import BaseModel
from rich.console import Group
from rich.table import Table
from rich.text import Text

from bot.messages import Language
from bot.wording import say
from index.evaluation import EvalReport

NO_VALUE = "—"


def tables(report: EvalReport, language: Language) -> Group:
    """The measures in three tables, with the sizes and times behind them."""
    parts: list[Table | Text] = []
    for name, columns in groups(report):
        if parts:
            parts.append(Text())
        parts.append(_table(name, columns, language))
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


def _table(name: str, columns: list[tuple[str | None, BaseModel]], language: Language) -> Table:
    table = Table(box=None, pad_edge=False, show_header=True, header_style="head")
    table.add_column(Text(say(name, language)), overflow="fold")
    for head, _ in columns:
        table.add_column(Text(say(head, language) if head else ""), justify="right", overflow="fold")
    for key, values in rows([measures for _, measures in columns]):
        table.add_row(Text("  " + say(key, language)), *(Text(value) for value in values))
    return table
