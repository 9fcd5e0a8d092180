"""The page: one file that needs no other, in light and dark, on screens and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from bot.messages import Language
from bot.render.measures import groups, rows, summary
from bot.render.report import misses, plots
from bot.wording import say
from index.evaluation import Evaluation, Judged
from index.evaluation.evaluating import reliability
from index.evaluation.measures import percentile
from index.evaluation.runner import KEPT

_PARTS = 20
"""Bars of a histogram of confidences."""

_TIMES = 30
"""Bars of the histogram of times."""

_STYLE = """
:root { color-scheme: light dark; --ink: #1c1f23; --soft: #656d78; --line: #d9dde3; --ground: #fff; --panel: #f6f7f9;
  --one: #2f6fb5; --yes: #2a8f5b; --no: #8e5bb5; --mark: #ffe58a; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e8eb; --soft: #9aa3ae; --line: #3a4048; --ground: #16181c;
  --panel: #1f2227; --one: #6aa5e6; --yes: #4fbf87; --no: #b98be0; --mark: #6b5a12; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 2rem 1.2rem 4rem; background: var(--ground); color: var(--ink);
  font: 16px/1.65 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
h1 { font-size: 1.7rem; margin: 0 0 .2rem; }
h2 { font-size: 1.25rem; margin: 2.6rem 0 .3rem; border-bottom: 1px solid var(--line); padding-bottom: .3rem; }
h3 { font-size: 1rem; margin: 0 0 .4rem; overflow-wrap: anywhere; }
.note, .place { color: var(--soft); font-size: .88rem; margin: .2rem 0 .8rem; white-space: pre-line; }
.place { display: block; margin: 0; }
.grid { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 1.2rem;
  margin-top: 1.2rem; }
.grid.narrow { grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)); }
figure, article, .panel { background: var(--panel); border-radius: 8px; margin: 0; padding: .8rem 1rem; }
figure { display: flex; flex-direction: column; } figcaption b { display: block; }
table { border-spacing: 0; width: 100%; }
caption { text-align: left; font-weight: 600; padding: .2rem 0; }
td, th { padding: .15rem 0 .15rem .8rem; text-align: right; font-variant-numeric: tabular-nums; font-weight: normal; }
th:first-child { text-align: left; padding-left: 0; } thead th { color: var(--soft); font-size: .85rem; }
article { margin: 0 0 .8rem; break-inside: avoid; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem .9rem; margin: 0; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; white-space: pre-line; }
mark { background: var(--mark); color: inherit; border-radius: 3px; }
svg { width: 100%; height: auto; display: block; margin-top: auto; }
svg text { fill: var(--soft); font-size: 12px; text-anchor: middle; } svg .end { text-anchor: end; }
svg .legend { text-anchor: start; } svg .count { fill: var(--ink); font-size: 11px; }
svg .grid { stroke: var(--line); stroke-width: 1; } svg .one { fill: var(--one); }
svg .yes { fill: var(--yes); fill-opacity: .6; } svg .no { fill: var(--no); fill-opacity: .6; }
svg .ideal { stroke: var(--soft); stroke-dasharray: 4 4; } svg .path { stroke: var(--one); stroke-opacity: .5; }
svg .mark { stroke: var(--ink); stroke-dasharray: 5 4; stroke-width: 1.5; }
@media (max-width: 34rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .4rem; } }
"""


def page(evaluation: Evaluation, files: Sequence[str], day: date, language: Language) -> str:
    """The whole page.

    Args:
        evaluation: What was measured.
        files: Names of the data files, for the heading.
        day: The day it was measured.
        language: What the page is worded in.
    """
    title = escape(say("eval_report_title", language))
    made = escape(say("eval_report_made", language, date=day.isoformat(), files="、".join(files)))
    body = [
        f"<h1>{title}</h1><p class='note'>{made}\n{escape(summary(evaluation.report, language))}</p>",
        _measures(evaluation, language),
        f"<section class='grid'>{''.join(_plots(evaluation, language))}</section>",
        *misses.sections(evaluation, language),
    ]
    content = "\n".join(body)
    code = {Language.HANS: "zh-Hans", Language.HANT: "zh-Hant", Language.EN: "en"}[language]
    return (
        f'<!DOCTYPE html>\n<html lang="{code}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{_STYLE}</style></head>\n<body>\n{content}\n</body></html>\n"
    )


def _measures(evaluation: Evaluation, language: Language) -> str:
    out: list[str] = []
    for name, columns in groups(evaluation.report):
        heads = "".join(f"<th>{escape(say(head, language)) if head else ''}</th>" for head, _ in columns)
        lines = "".join(
            f"<tr><th>{escape(say(key, language))}</th>{''.join(f'<td>{value}</td>' for value in values)}</tr>"
            for key, values in rows([measures for _, measures in columns])
        )
        caption = escape(say(name, language))
        out.append(
            f"<div class='panel'><table><caption>{caption}</caption><thead><tr><th></th>{heads}</tr></thead>"
            f"<tbody>{lines}</tbody></table></div>"
        )
    note = escape(say("eval_measures_note", language))
    head = f"<h2>{escape(say('eval_measures', language))}</h2><p class='note'>{note}</p>"
    return f"<section>{head}<div class='grid narrow'>{''.join(out)}</div></section>"


def _plots(evaluation: Evaluation, language: Language) -> list[str]:
    report, outcomes = evaluation.report, evaluation.outcomes
    answerable = [outcome for outcome in outcomes if outcome.question.answerable]
    out: list[str] = []
    if report.retrieval is not None:
        ranks = [misses.rank(outcome) for outcome in answerable]
        labels = [*map(str, range(1, KEPT + 1)), say("eval_none", language)]
        heights = [ranks.count(place) for place in (*range(1, KEPT + 1), None)]
        names = _names("eval_plot_rank", "eval_axis_rank", "eval_axis_questions", language)
        out.append(_figure("eval_plot_rank", plots.bars(names, labels, heights), language))
    if report.abstention is not None or report.abstention_given is not None:
        hidden = [outcome.hidden for outcome in answerable]
        silent = hidden + [outcome.found for outcome in outcomes if outcome.question.impossible]
        spoken = [outcome.found for outcome in answerable]
        if any(group and group.calibration_error is not None for group in (report.abstention, report.abstention_given)):
            names = _names("eval_plot_calibration", "eval_axis_confidence", "eval_axis_right", language)
            dots = plots.calibration(names, reliability([*spoken, *silent]))
            out.append(_figure("eval_plot_calibration", dots, language))
        names = _names("eval_plot_silence", "eval_axis_confidence", "eval_axis_questions", language)
        series = [
            plots.Series("yes", say("eval_answerable", language), _spread(spoken)),
            plots.Series("no", say("eval_unanswerable", language), _spread(silent)),
        ]
        out.append(_figure("eval_plot_silence", plots.distributions(names, series, evaluation.threshold), language))
    times = [outcome.milliseconds for outcome in outcomes if outcome.milliseconds is not None]
    slow = percentile(times, 0.99)
    if slow is not None:
        end = plots.ceiling(slow)
        names = _names("eval_plot_latency", "eval_axis_milliseconds", "eval_axis_questions", language)
        histogram = plots.histogram(names, plots.spread(times, _TIMES, end), end)
        out.append(_figure("eval_plot_latency", histogram, language))
    return out


def _spread(reads: Sequence[Judged | None]) -> list[int]:
    return plots.spread([read.confidence if read is not None else 0.0 for read in reads], _PARTS, 1.0)


def _names(key: str, across: str, up: str, language: Language) -> plots.Names:
    return plots.Names(say(key, language), say(across, language), say(up, language))


def _figure(key: str, svg: str, language: Language) -> str:
    head, note = escape(say(key, language)), escape(say(f"{key}_note", language))
    return f"<figure><figcaption><b>{head}</b><span class='note'>{note}</span></figcaption>{svg}</figure>"
