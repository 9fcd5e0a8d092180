"""The result of an evaluation, as ``yinju eval --json`` prints it."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class _Measures(BaseModel):
    model_config = ConfigDict(frozen=True)


class RetrievalMeasures(_Measures):
    """How well paragraphs are found, over the answerable questions, after reranking and before reading."""

    success_at_1: float = Field(serialization_alias="success@1")
    success_at_5: float = Field(serialization_alias="success@5")
    success_at_10: float = Field(serialization_alias="success@10")
    mrr_at_10: float = Field(serialization_alias="mrr@10")
    ndcg_at_10: float = Field(serialization_alias="ndcg@10")


class ReadingMeasures(_Measures):
    """How well paragraphs are read, over the answerable questions that have a gold answer, threshold not applied.

    Attributes:
        em: Exact match of the best span; see :mod:`index.evaluation.cmrc`.
        f1: Its overlap with the best fitting gold answer.
        evidence: Share of questions whose one evidence sentence holds a gold answer.
        evidence_chars: Mean length of that sentence, in characters.
    """

    em: float
    f1: float
    evidence: float
    evidence_chars: float


class AbstentionMeasures(_Measures):
    """How well answerable and unanswerable questions are told apart; a measure that does not apply is ``None``.

    Attributes:
        roc_auc: Chance that an answerable question has the higher confidence of the two.
        answered_at_5pct_false: Share of the answerable ones answered when 5 % of the others get through.
        answered: Share of the answerable ones answered at the threshold in use.
        false_answers: Share of the unanswerable ones answered at the threshold in use.
        calibration_error: Expected calibration error over both; an answer is right if its evidence holds a gold answer.
    """

    roc_auc: float | None
    answered_at_5pct_false: float | None
    answered: float | None
    false_answers: float | None
    calibration_error: float | None


class Latency(_Measures):
    """Milliseconds from question to answer: finding, reranking, reading and deciding."""

    p50: float
    p95: float


class EvalReport(_Measures):
    """All measures; groups that do not apply are ``None``.

    Attributes:
        questions: All questions of the files, unanswerable ones included.
        paragraphs: Paragraphs searched.
        retrieval: Finding.
        gold_paragraph: Reading the right paragraph.
        end_to_end: Finding, then reading.
        abstention: Answerable questions against the same ones with their paragraphs hidden from the search.
        abstention_given: Answerable questions against those the files mark as impossible.
        latency_ms: Time of the full way from question to answer.
        build_seconds: Time the index took to build.
    """

    questions: int
    paragraphs: int
    retrieval: RetrievalMeasures | None
    gold_paragraph: ReadingMeasures | None
    end_to_end: ReadingMeasures | None
    abstention: AbstentionMeasures | None
    abstention_given: AbstentionMeasures | None
    latency_ms: Latency | None
    build_seconds: float

    def to_json(self) -> str:
        """One line of JSON with the measures under their usual names."""
        return self.model_dump_json(by_alias=True)
