"""BEIR folders: ``corpus.jsonl``, ``queries.jsonl`` and ``qrels/test.tsv``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from index.errors import DataError
from index.evaluation.dataset import DatasetBuilder, Question, text_of
from index.model import ParagraphId

_Key = Annotated[str, Field(alias="_id", min_length=1)]
_COLUMNS = 3


class _Text(BaseModel):
    # ids are numbers in some files
    model_config = ConfigDict(coerce_numbers_to_str=True)

    key: _Key
    title: str | None = None
    text: str


class _Query(BaseModel):
    model_config = ConfigDict(coerce_numbers_to_str=True)

    key: _Key
    text: str


_Line = TypeVar("_Line", _Text, _Query)


def read(folder: Path, into: DatasetBuilder) -> None:
    """Add a BEIR folder: each text is a document of one paragraph.

    Only the queries judged in the qrels file belong to the set, as ``queries.jsonl`` often holds those of other splits.
    A judgement of 0 or less says that a paragraph does not answer.

    Raises:
        DataError: a file is missing or a line of it is wrong; the detail gives the line's number.
    """
    corpus: dict[str, ParagraphId] = {}
    path = folder / "corpus.jsonl"
    for number, text in _lines(path, _Text):
        if text.key in corpus:
            raise DataError(path=str(path), detail=f"line {number}: _id {text.key!r} stands on an earlier line too")
        title = (text.title or "").strip()
        # a paragraph nobody could find or read helps nobody: some sets keep the text in the title
        (paragraph,) = into.document(f"{folder.name}/{text.key}", title, [text.text or title], [text.key])
        corpus[text.key] = paragraph.id
    queries = {query.key: query.text for _, query in _lines(folder / "queries.jsonl", _Query)}
    qrels = _qrels_file(folder)
    gold: dict[str, dict[ParagraphId, int]] = {}
    for number, (query, text_key, relevance) in _judgements(qrels):
        if query not in queries:
            raise DataError(path=str(qrels), detail=f"line {number}: query {query!r} is not in queries.jsonl")
        if text_key not in corpus:
            raise DataError(path=str(qrels), detail=f"line {number}: text {text_key!r} is not in corpus.jsonl")
        judged = gold.setdefault(query, {})
        if relevance > 0:
            judged[corpus[text_key]] = relevance
    for query, judged in gold.items():
        into.question(Question(query, queries[query], judged))


def _lines(path: Path, model: type[_Line]) -> Iterator[tuple[int, _Line]]:
    # split at line feeds alone: str.splitlines would cut at characters JSON allows inside a string
    for number, line in enumerate(_existing(path).split("\n"), start=1):
        if line.strip():
            try:
                yield number, model.model_validate_json(line)
            except ValidationError as error:
                first = error.errors(include_url=False, include_input=False)[0]
                field = ".".join(map(str, first["loc"]))
                detail = f"line {number}: {field}: {first['msg']}" if field else f"line {number}: {first['msg']}"
                raise DataError(path=str(path), detail=detail) from error


def _qrels_file(folder: Path) -> Path:
    """``qrels/test.tsv``, or the only other file there.

    Raises:
        DataError: there is none, or there are several to choose from.
    """
    test = folder / "qrels" / "test.tsv"
    if test.is_file():
        return test
    others = sorted((folder / "qrels").glob("*.tsv"))
    if len(others) == 1:
        return others[0]
    detail = f"choose one as test.tsv: {', '.join(other.name for other in others)}" if others else "no such file"
    raise DataError(path=str(test), detail=detail)


def _judgements(path: Path) -> Iterator[tuple[int, tuple[str, str, int]]]:
    for number, line in enumerate(_existing(path).split("\n"), start=1):
        if not line.strip():
            continue
        columns = [column.strip() for column in line.split("\t")]
        if len(columns) != _COLUMNS:
            raise DataError(path=str(path), detail=f"line {number}: {len(columns)} columns by tab, not {_COLUMNS}")
        query, text, score = columns
        try:
            relevance = int(score)
        except ValueError:
            if number == 1:
                continue  # the header
            raise DataError(path=str(path), detail=f"line {number}: score {score!r} is not a whole number") from None
        yield number, (query, text, relevance)


def _existing(path: Path) -> str:
    if not path.is_file():
        raise DataError(path=str(path), detail="no such file")
    return text_of(path)
