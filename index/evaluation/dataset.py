"""What every form of data file is turned into: documents with their paragraphs, and questions on them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from index.errors import DataError
from index.model import Document, DocumentInfo, Paragraph, ParagraphId, Span, cut

_BETWEEN = "\n"


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a data file with what would be right.

    Attributes:
        id: As in the file; a repeated one gets ``#2``, ``#3`` behind it.
        text: The question.
        gold: The paragraphs that answer it, with their relevance (1 where the file does not grade).
        answers: The gold answers; empty where the file has none (BEIR).
        impossible: The file itself says that nothing answers it.
        given: The paragraph it stands under in its file; ``None`` where it stands under none (BEIR).
    """

    id: str
    text: str
    gold: Mapping[ParagraphId, int]
    answers: tuple[str, ...] = ()
    impossible: bool = False
    given: ParagraphId | None = None

    @property
    def answerable(self) -> bool:
        """Whether some paragraph answers it."""
        return bool(self.gold) and not self.impossible


@dataclass(frozen=True, slots=True)
class Dataset:
    """What is indexed and what is asked of it.

    Attributes:
        documents: Documents with their paragraphs, in the order of the files; their ids sort in that order.
        questions: In the order of the files.
        names: What a run file calls each paragraph.
    """

    documents: tuple[tuple[Document, tuple[Paragraph, ...]], ...]
    questions: tuple[Question, ...]
    names: Mapping[ParagraphId, str]

    @property
    def paragraphs(self) -> int:
        """How many paragraphs are indexed."""
        return sum(len(paragraphs) for _, paragraphs in self.documents)


class DatasetBuilder:
    """Collects documents and questions from several files into one data set."""

    def __init__(self) -> None:
        self._documents: list[tuple[Document, tuple[Paragraph, ...]]] = []
        self._questions: list[Question] = []
        self._names: dict[ParagraphId, str] = {}
        self._seen: Counter[str] = Counter()
        self._numbers = count(1)

    def document(
        self, path: str, title: str, texts: Sequence[str], names: Sequence[str] | None = None
    ) -> list[Paragraph]:
        """Add a document whose paragraphs are exactly ``texts``, white space and line ends included.

        Args:
            path: Where it comes from, for people.
            title: Its title; may be empty.
            texts: One per paragraph.
            names: What a run file calls the paragraphs; without them, the path and the number.
        """
        whole = _BETWEEN.join(texts)
        # 8 digits: ids sort as text, and ties between hits must break in the order of the file
        info = DocumentInfo(f"{next(self._numbers):08d}", path, title, hashlib.blake2b(whole.encode()).hexdigest())
        document = Document(info, whole)
        paragraphs: list[Paragraph] = []
        start = 0
        for ordinal, text in enumerate(texts, start=1):
            paragraphs.append(cut(document, ordinal, Span(start, start + len(text))))
            start += len(text) + len(_BETWEEN)
        self._documents.append((document, tuple(paragraphs)))
        for paragraph, name in zip(paragraphs, names or _counted(path), strict=False):
            self._names[paragraph.id] = "_".join(name.split()) or paragraph.id.document
        return paragraphs

    def question(self, question: Question) -> None:
        """Add a question; one whose id was there before is told apart by a number behind it."""
        self._seen[question.id] += 1
        times = self._seen[question.id]
        self._questions.append(question if times == 1 else replace(question, id=f"{question.id}#{times}"))

    def finish(self) -> Dataset:
        """Everything added so far."""
        return Dataset(tuple(self._documents), tuple(self._questions), self._names)


def text_of(path: Path) -> str:
    """A data file as text; a byte order mark is dropped.

    Raises:
        DataError: the file cannot be read or is not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise DataError(path=str(path), detail=error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise DataError(
            path=str(path), detail=f"not UTF-8: byte {error.start} is {error.object[error.start]:#04x}"
        ) from error


def _counted(path: str) -> Iterator[str]:
    return (f"{path}/{number}" for number in count(1))
