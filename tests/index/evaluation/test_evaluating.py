"""A whole evaluation over a small real index, and the counting of its outcomes."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from index.evaluation import Evaluation, Judged, Outcome, Question, RunWriter, Stage, evaluate, load, predictions
from index.evaluation.evaluating import summarise
from index.evaluation.runner import holds, sentence
from index.library import Components
from index.model import Found, ParagraphId, Query, Span
from index.reading import EncoderReader
from index.text import Analyzer
from tests.shipped import model

TEXTS = {
    "渡轮": ["老码头开往南岸的渡轮首班六点。\n末班二十二点三十分。", "风力达到七级时渡轮停航。"],
    "米糕": ["桂花米糕要大火蒸二十五分钟。关火以后再焖五分钟。"],
    "图书馆": ["每证一次最多借阅图书十册。借期为三十日。"],
}
ASKED: dict[tuple[str, int], list[tuple[str, str, str | None]]] = {
    ("渡轮", 0): [("f1", "南岸渡轮的首班是几点?", "六点"), ("f2", "渡轮末班是几点?", "二十二点三十分")],
    ("渡轮", 1): [("f3", "风力几级时渡轮停航?", "七级"), ("none", "渡轮上可以吸烟吗?", None)],
    ("米糕", 0): [("m1", "桂花米糕要蒸多久?", "二十五分钟"), ("m2", "zzz", "五分钟")],
    ("图书馆", 0): [("t1", "一次最多借阅几册图书?", "十册"), ("no", "借书证的押金是多少?", None)],
}


class _AsFound:
    """The least a reranker can do."""

    def rerank(self, query: Query, found: Found) -> Found:
        assert query.terms
        return found

    def gains(self, query: Query, found: Found) -> tuple[()]:
        assert query.terms
        assert found.terms
        return ()


@pytest.fixture(scope="module")
def components(tmp_path_factory: pytest.TempPathFactory) -> Components:
    analyzer = Analyzer(cache_folder=tmp_path_factory.mktemp("dictionary"))
    reader = EncoderReader(model(), analyzer)
    return Components(lambda: analyzer, lambda _: _AsFound(), lambda _: reader, model().card.threshold(0.05))


@pytest.fixture(scope="module")
def squad(tmp_path_factory: pytest.TempPathFactory) -> Path:
    articles = [
        {
            "title": title,
            "paragraphs": [
                {
                    "context": text,
                    "qas": [
                        {
                            "id": key,
                            "question": question,
                            "answers": [{"text": answer, "answer_start": text.find(answer)}] if answer else [],
                            "is_impossible": answer is None,
                        }
                        for key, question, answer in ASKED[title, at]
                    ],
                }
                for at, text in enumerate(texts)
            ],
        }
        for title, texts in TEXTS.items()
    ]
    path = tmp_path_factory.mktemp("data") / "small.json"
    path.write_text(json.dumps({"data": articles}, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def evaluation(components: Components, squad: Path) -> Evaluation:
    return evaluate(load([squad]), components)


def outcome_of(evaluation: Evaluation, key: str) -> Outcome:
    return next(outcome for outcome in evaluation.outcomes if outcome.question.id == key)


def test_every_group_is_measured_and_every_share_is_one(evaluation: Evaluation) -> None:
    """The JSON is what other programs read: its names are fixed and its figures are shares."""
    report = json.loads(evaluation.report.to_json())
    assert list(report) == [
        "questions", "paragraphs", "retrieval", "gold_paragraph", "end_to_end", "abstention", "abstention_given",
        "latency_ms", "build_seconds",
    ]  # fmt: skip
    assert report["questions"] == 8
    assert report["paragraphs"] == 4
    assert list(report["retrieval"]) == ["success@1", "success@5", "success@10", "mrr@10", "ndcg@10"]
    assert list(report["gold_paragraph"]) == list(report["end_to_end"]) == ["em", "f1", "evidence", "evidence_chars"]
    silence = ["roc_auc", "answered_at_5pct_false", "answered", "false_answers", "calibration_error"]
    assert list(report["abstention"]) == list(report["abstention_given"]) == silence
    assert list(report["latency_ms"]) == ["p50", "p95"]
    shares = [
        value
        for name in ("retrieval", "gold_paragraph", "end_to_end", "abstention", "abstention_given")
        for key, value in report[name].items()
        if key != "evidence_chars"
    ]
    assert all(0.0 <= share <= 1.0 for share in shares)


def test_a_question_without_a_known_word_counts_as_missed(evaluation: Evaluation) -> None:
    """Leaving it out would flatter the search; it is one of the six answerable ones."""
    outcome = outcome_of(evaluation, "m2")
    assert outcome.hits == ()
    assert outcome.found is None
    assert evaluation.report.retrieval is not None
    assert evaluation.report.retrieval.success_at_10 == pytest.approx(5 / 6)


def test_the_reader_is_given_the_right_paragraph_found_or_not(evaluation: Evaluation) -> None:
    """Reading is measured apart from finding, so a paragraph the search missed is read too."""
    places = {document.info.title: document.info.id for document, _ in evaluation.dataset.documents}
    for key, paragraph in {"f2": ("渡轮", 1), "f3": ("渡轮", 2), "m2": ("米糕", 1)}.items():
        given = outcome_of(evaluation, key).given
        assert given is not None
        assert given.paragraph == ParagraphId(places[paragraph[0]], paragraph[1])


def test_hiding_the_right_paragraph_leaves_the_others(evaluation: Evaluation) -> None:
    """Only that makes an answerable question unanswerable in an otherwise unchanged index."""
    outcome = outcome_of(evaluation, "f3")
    assert outcome.hidden is not None
    assert outcome.hidden.paragraph not in outcome.question.gold
    assert outcome_of(evaluation, "none").hidden is None


def test_the_evidence_is_one_sentence(evaluation: Evaluation) -> None:
    """A reader that shows half a paragraph would hold every answer."""
    outcome = outcome_of(evaluation, "f2")
    assert outcome.given is not None
    assert outcome.given.evidence.strip() == "末班二十二点三十分。"
    assert outcome.given.evidence[outcome.given.start :].startswith(outcome.given.span)
    assert outcome.given.holds


def test_only_retrieval_reads_nothing(components: Components, squad: Path) -> None:
    """Those who tune the search should not wait for the reader, nor take a measure of nothing for a bad one."""
    report = evaluate(load([squad]), components, only_retrieval=True).report
    assert report.retrieval is not None
    assert (report.gold_paragraph, report.end_to_end, report.abstention, report.abstention_given) == (None,) * 4
    assert report.latency_ms is None


def test_progress_tells_documents_then_questions(components: Components, squad: Path) -> None:
    """A bar needs to know how much there is before it begins."""
    told: list[tuple[Stage, int, int]] = []
    evaluate(load([squad]), components, only_retrieval=True, progress=lambda *step: told.append(step))
    assert told[0] == (Stage.BUILDING, 0, 3)
    assert (Stage.BUILDING, 3, 3) in told
    assert told[-1] == (Stage.ASKING, 8, 8)


def test_a_run_names_paragraphs_by_rank_with_falling_scores(components: Components, squad: Path) -> None:
    """trec_eval sorts by score: scores that rise with the rank would turn the run upside down."""
    dataset, stream = load([squad]), io.StringIO()
    evaluate(dataset, components, only_retrieval=True, on_found=RunWriter(stream, dataset.names))
    lines = [line.split() for line in stream.getvalue().splitlines() if line.startswith("f1 ")]
    assert lines[0][:4] == ["f1", "Q0", "small.json/1/1", "1"]
    assert [int(line[3]) for line in lines] == list(range(1, len(lines) + 1))
    scores = [float(line[4]) for line in lines]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)


def test_predictions_are_the_spans_in_the_right_paragraph(evaluation: Evaluation) -> None:
    """Official scorers want one text per question id."""
    spans = json.loads(predictions(evaluation.outcomes))
    assert set(spans) == {question.id for question in evaluation.dataset.questions}
    given = outcome_of(evaluation, "f3").given
    assert given is not None
    assert spans["f3"] == given.span


def test_a_beir_folder_has_retrieval_and_silence_but_no_reading(components: Components, tmp_path: Path) -> None:
    """There is no gold answer to read for; what does not apply must say so."""
    (tmp_path / "qrels").mkdir()
    corpus = [
        {"_id": f"p{n}", "title": "", "text": text} for n, text in enumerate(["甲船首班六点。", "乙船末班十点。"])
    ]
    (tmp_path / "corpus.jsonl").write_text("\n".join(map(json.dumps, corpus)), encoding="utf-8")
    (tmp_path / "queries.jsonl").write_text(json.dumps({"_id": "q", "text": "乙船末班"}), encoding="utf-8")
    (tmp_path / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq\tp1\t1\n", encoding="utf-8")
    report = evaluate(load([tmp_path]), components).report
    assert report.retrieval is not None
    assert report.retrieval.ndcg_at_10 == 1.0
    assert report.gold_paragraph is None
    assert report.end_to_end is None
    assert report.abstention is not None
    assert report.abstention.calibration_error is None
    assert report.abstention_given is None


def judged(confidence: float, *, holds: bool = False, f1: float = 0.0) -> Judged:
    return Judged(ParagraphId("d", 1), "甲", "甲乙。", 0, confidence, float(f1 == 1.0), f1, holds)


def test_the_counting_of_hand_made_outcomes() -> None:
    """Every figure below was counted by hand."""
    gold = {ParagraphId("d", 1): 1}
    right, other = ParagraphId("d", 1), ParagraphId("d", 2)
    outcomes = [
        Outcome(
            Question("a", "?", gold, ("甲",)), (right, other), given=judged(0.9, holds=True, f1=1.0),
            found=judged(0.95, holds=True, f1=1.0), answered=True, hidden=judged(0.05), milliseconds=2.0,
        ),
        Outcome(
            Question("b", "?", gold, ("甲",)), (other, right), given=judged(0.9, holds=True, f1=0.5),
            found=judged(0.35), answered=False, hidden=judged(0.65), hidden_answered=True, milliseconds=4.0,
        ),
        Outcome(Question("c", "?", {}, (), impossible=True), (other,), found=judged(0.55), milliseconds=6.0),
    ]  # fmt: skip
    report = summarise(outcomes, 2, 0.5, read=True)
    assert report.retrieval is not None
    assert (report.retrieval.success_at_1, report.retrieval.success_at_5) == (0.5, 1.0)
    assert report.retrieval.mrr_at_10 == pytest.approx(0.75)
    assert report.gold_paragraph is not None
    assert (report.gold_paragraph.em, report.gold_paragraph.f1, report.gold_paragraph.evidence) == (0.5, 0.75, 1.0)
    assert report.gold_paragraph.evidence_chars == 3.0
    assert report.end_to_end is not None
    assert report.end_to_end.f1 == 0.5
    assert report.abstention is not None
    # 0.95 and 0.35 against 0.05 and 0.65: three of four pairs
    assert report.abstention.roc_auc == 0.75
    assert report.abstention.answered_at_5pct_false == 0.5
    assert (report.abstention.answered, report.abstention.false_answers) == (0.5, 0.5)
    # |1 - .95|, |0 - .35|, |0 - .05|, |0 - .65|, a quarter each
    assert report.abstention.calibration_error == pytest.approx((0.05 + 0.35 + 0.05 + 0.65) / 4)
    assert report.abstention_given is not None
    assert report.abstention_given.roc_auc == 0.5
    assert report.abstention_given.false_answers == 0.0
    assert report.latency_ms is not None
    assert report.latency_ms.p50 == 4.0


@pytest.mark.parametrize(
    ("at", "expected"),
    [(0, "一二。"), (3, "“三四！”"), (8, "五\n"), (10, "六；"), (12, "七")],
)
def test_of_two_sentences_the_one_with_the_span_is_judged(at: int, expected: str) -> None:
    """Readers may show two sentences; only one of them counts as evidence."""
    text = "一二。“三四！”五\n六；七"
    assert sentence(text, 100, Span(100, 100 + len(text)), 100 + at).shifted(-100).of(text) == expected


def test_evidence_holds_an_answer_in_either_script() -> None:
    """A gold answer in simplified characters stands in a traditional sentence all the same."""
    assert holds("自來水公司停水八小時。", ["8小时", "八小时"])
    assert holds("ＡＢＣ１２３号", ["abc123"])
    assert not holds("晚上十时", ["八小时"])
    assert not holds("晚上十时", [])
