"""SQuAD-style JSON: CMRC 2018, DRCD, XQuAD, DuReader, SQuAD 2.0 with its unanswerable questions."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from index.errors import DataError
from index.evaluation.dataset import DatasetBuilder, Question, text_of
from index.model import Paragraph


class _Part(BaseModel):
    # ids are numbers in some files
    model_config = ConfigDict(coerce_numbers_to_str=True)


class _Answer(_Part):
    text: str


class _Asked(_Part):
    id: str
    question: str
    answers: list[_Answer] = Field(default_factory=list)
    is_impossible: bool = False

    @field_validator("answers", mode="before")
    @classmethod
    def _none_is_empty(cls, value: object) -> object:
        return [] if value is None else value


class _Context(_Part):
    context: str
    qas: list[_Asked]


class _Article(_Part):
    title: str | None = None
    paragraphs: list[_Context]


class _File(_Part):
    data: list[_Article]


def read(path: Path, into: DatasetBuilder) -> None:
    """Add a SQuAD-style file.

    Each context is one paragraph, line ends included. The contexts of an article that has a title are one document;
    where there is no title the article is a mere list, and each context is a document of its own.

    Raises:
        DataError: the file is not JSON, or not of this form; the detail says where.
    """
    try:
        file = _File.model_validate_json(text_of(path))
    except ValidationError as error:
        raise DataError(path=str(path), detail=_first(error)) from error
    for number, article in enumerate(file.data, start=1):
        title = (article.title or "").strip()
        texts = [context.context for context in article.paragraphs]
        place = f"{path.name}/{number}"
        if title:
            paragraphs = into.document(place, title, texts)
        else:
            paragraphs = [into.document(f"{place}/{at}", "", [text])[0] for at, text in enumerate(texts, start=1)]
        for context, paragraph in zip(article.paragraphs, paragraphs, strict=True):
            for asked in context.qas:
                into.question(_question(asked, paragraph))


def _question(asked: _Asked, paragraph: Paragraph) -> Question:
    # some files write "no answer" as an empty string
    answers = tuple(dict.fromkeys(answer.text for answer in asked.answers if answer.text.strip()))
    gold = {} if asked.is_impossible else {paragraph.id: 1}
    return Question(
        asked.id,
        asked.question,
        gold,
        () if asked.is_impossible else answers,
        asked.is_impossible,
        paragraph.id,
    )


def _first(error: ValidationError) -> str:
    """The first thing wrong, with its place: ``data[3].paragraphs[0].context: Field required``."""
    first = error.errors(include_url=False, include_input=False)[0]
    place = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in first["loc"]).lstrip(".")
    return f"{place}: {first['msg']}" if place else first["msg"]
