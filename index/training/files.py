"""Data files as documents and questions with the places of their answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import BaseModel, Field, ValidationError

from index.errors import DataError
from index.evaluation import load as load_dataset
from index.evaluation.dataset import text_of
from index.loading import load
from index.model import Document, Paragraph, ParagraphId, Span
from index.paragraphs import split

Documents = Sequence[tuple[Document, Sequence[Paragraph]]]

NONE = "none"
"""The kind of a question that the documents do not answer."""

_FACT = "fact"


class _Answer(BaseModel):
    text: str
    answer_start: int


class _Asked(BaseModel):
    question: str
    answers: list[_Answer] = Field(default_factory=list)
    is_impossible: bool = False
    kind: str = _FACT
    full: str | None = None
    lines: list[int] = Field(default_factory=list)
    spans: list[tuple[int, str]] = Field(default_factory=list)


class _Part(BaseModel):
    context: str
    line: int = 0
    qas: list[_Asked]


class _Article(BaseModel):
    title: str | None = None
    paragraphs: list[_Part]


class _File(BaseModel):
    data: list[_Article]


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer stands.

    Attributes:
        paragraph: In which paragraph.
        span: Counted in the paragraph.
    """

    paragraph: ParagraphId
    span: Span


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a data file.

    Attributes:
        text: The question; a follow-up made complete.
        kind: What kind it is, as its file says.
        places: Where its answers stand, for several things all of them; empty for one that is not answered.
        accepted: Wordings that answer it.
        near: The paragraphs it stands under in its file.
    """

    text: str
    kind: str
    places: tuple[Place, ...]
    accepted: tuple[str, ...]
    near: tuple[ParagraphId, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A data file read.

    Attributes:
        documents: Its documents with their paragraphs.
        asked: The questions, in the order of the file.
        bare: Its paragraphs were taken one by one from somewhere: what stands before one says nothing of it.
    """

    documents: Documents
    asked: tuple[Asked, ...]
    bare: bool


def read(path: Path) -> Written:
    """A data file: questions on documents of a line a paragraph, or SQuAD-style ones on paragraphs.

    Raises:
        DataError: the file is not of this form.
    """
    try:
        articles = _File.model_validate_json(text_of(path)).data
    except ValidationError as error:
        raise DataError(path=str(path), detail=str(error).splitlines()[0]) from error
    if articles and all(part.line for article in articles for part in article.paragraphs):
        return _lined(articles)
    documents = load_dataset([path]).documents
    paragraphs = [paragraph for _, parts in documents for paragraph in parts]
    parts = [part for article in articles for part in article.paragraphs]
    asked = tuple(
        _asked(each, [(paragraph, answer) for answer in each.answers[:1]], [paragraph])
        for paragraph, part in zip(paragraphs, parts, strict=True)
        for each in part.qas
    )
    return Written(documents, asked, bare=True)


def _lined(articles: Sequence[_Article]) -> Written:
    documents: list[tuple[Document, Sequence[Paragraph]]] = []
    asked: list[Asked] = []
    with TemporaryDirectory(prefix="yinju-training-") as folder:
        for number, article in enumerate(articles):
            lines = _lines(article)
            document = _loaded(Path(folder), number, article.title or "", lines)
            paragraphs = split(document)
            documents.append((document, paragraphs))
            begins = list(accumulate((len(line) + 1 for line in lines), initial=0))
            asked += _of_article(article, _at_lines(paragraphs, begins), begins)
    return Written(documents, tuple(asked), bare=False)


def _lines(article: _Article) -> list[str]:
    lines = [""] * max(part.line for part in article.paragraphs)
    for part in article.paragraphs:
        lines[part.line - 1] = part.context
    return lines


def _loaded(folder: Path, number: int, title: str, lines: Sequence[str]) -> Document:
    """The document as the program loads it: with headings and tables as Markdown where it has any."""
    suffix = ".md" if any(line.startswith(("|", "#")) for line in lines) else ".txt"
    file = folder / f"{title}{suffix}"
    file.write_text("\n".join(lines), encoding="utf-8")
    return load(file, id=f"{number:08d}", relative=file.name)


def _at_lines(paragraphs: Sequence[Paragraph], begins: Sequence[int]) -> dict[int, Paragraph]:
    """The paragraph each line is in, by the number of the line from 1."""
    found: dict[int, Paragraph] = {}
    for line in range(1, len(begins)):
        start, end = begins[line - 1], begins[line] - 1
        for paragraph in paragraphs:
            if paragraph.span.start < end and start < paragraph.span.end:
                found[line] = paragraph
                break
    return found


def _of_article(article: _Article, at: dict[int, Paragraph], begins: Sequence[int]) -> Iterator[Asked]:
    texts = {part.line: part.context for part in article.paragraphs}
    for part in article.paragraphs:
        for each in part.qas:
            found = [(part.line, answer.text, answer.answer_start) for answer in each.answers[:1]]
            if each.spans:
                found = [(line, text, texts[line].find(text)) for line, text in each.spans]
            answers = [
                (at[line], _Answer(text=text, answer_start=begins[line - 1] + start - at[line].span.start))
                for line, text, start in found
                if line in at and start >= 0
            ]
            yield _asked(each, answers, [at[line] for line in each.lines if line in at])


def _asked(each: _Asked, answers: Sequence[tuple[Paragraph, _Answer]], near: Sequence[Paragraph]) -> Asked:
    places = []
    for paragraph, answer in answers:
        start = answer.answer_start
        if paragraph.text[start : start + len(answer.text)] != answer.text:
            start = paragraph.text.find(answer.text)
        if not each.is_impossible and answer.text and start >= 0:
            places.append(Place(paragraph.id, Span(start, start + len(answer.text))))
    accepted = [text for _, text in each.spans] or [answer.text for answer in each.answers]
    return Asked(
        each.full or each.question,
        NONE if each.is_impossible else each.kind,
        tuple(places),
        () if each.is_impossible else tuple(accepted),
        tuple(paragraph.id for paragraph in near),
    )
