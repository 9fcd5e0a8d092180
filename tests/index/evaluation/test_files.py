"""Data files of both forms, good and bad."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from index.errors import DataError, SourceError
from index.evaluation import load


def write_squad(path: Path, *articles: dict[str, Any], bom: bool = False) -> Path:
    text = json.dumps({"version": "1", "data": list(articles)}, ensure_ascii=False)
    path.write_text(text, encoding="utf-8-sig" if bom else "utf-8")
    return path


def article(title: str | None, *contexts: tuple[str, list[dict[str, Any]]]) -> dict[str, Any]:
    return {"title": title, "paragraphs": [{"context": context, "qas": qas} for context, qas in contexts]}


def asked(key: str | int, text: str, *answers: str, **more: object) -> dict[str, Any]:
    return {"id": key, "question": text, "answers": [{"text": a, "answer_start": 0} for a in answers], **more}


def write_beir(folder: Path, corpus: str, queries: str, qrels: str, name: str = "test.tsv") -> Path:
    (folder / "qrels").mkdir(parents=True)
    (folder / "corpus.jsonl").write_text(corpus, encoding="utf-8")
    (folder / "queries.jsonl").write_text(queries, encoding="utf-8")
    (folder / "qrels" / name).write_text(qrels, encoding="utf-8")
    return folder


CORPUS = '{"_id": "p1", "title": "渡轮", "text": "首班六点。"}\n\n{"_id": "p2", "text": "末班\\n十点。"}\n'
QUERIES = '{"_id": "q1", "text": "首班几点?"}\n{"_id": "q2", "text": "别的部分的问题"}\n'
QRELS = "query-id\tcorpus-id\tscore\nq1\tp1\t2\nq1\tp2\t0\n"


def test_a_context_is_one_paragraph_with_its_line_ends(tmp_path: Path) -> None:
    """Cutting a context at its lines would change what all published figures count."""
    texts = ["第一行\n第二行\n\n第三行 ", " 第二段"]
    path = write_squad(tmp_path / "a.json", article("标题", *((text, []) for text in texts), ("尾", [asked(1, "?")])))
    ((document, paragraphs),) = load([path]).documents
    assert document.info.title == "标题"
    assert [paragraph.text for paragraph in paragraphs] == [*texts, "尾"]
    assert all(document.text[p.span.start : p.span.end] == p.text for p in paragraphs)
    assert [paragraph.ordinal for paragraph in paragraphs] == [1, 2, 3]


def test_an_article_without_title_is_a_list_of_documents(tmp_path: Path) -> None:
    """Texts that merely share a file are not each other's neighbours."""
    path = write_squad(
        tmp_path / "a.json", article("", ("一", [asked("x", "?")]), ("二", [])), article(None, ("三", []))
    )
    assert [len(paragraphs) for _, paragraphs in load([path]).documents] == [1, 1, 1]


def test_several_files_become_one_data_set_in_their_order(tmp_path: Path) -> None:
    """Ties between hits break by document, so the order of files must be the order of ids."""
    one = write_squad(
        tmp_path / "1.json", *(article(f"题{n}", (f"文{n}", [asked(f"a{n}", "?", "文")])) for n in range(12))
    )
    two = write_squad(tmp_path / "2.json", article("又", ("末", [asked("a0", "?", "末")])), bom=True)
    dataset = load([one, two])
    ids = [document.info.id for document, _ in dataset.documents]
    assert ids == sorted(ids)
    assert dataset.paragraphs == 13
    assert [question.id for question in dataset.questions][-1] == "a0#2"


def test_gold_answers_and_paragraph_of_a_question(tmp_path: Path) -> None:
    """Repeated gold answers are one answer, and ids may be numbers."""
    path = write_squad(
        tmp_path / "a.json", article("题", ("甲", []), ("乙丙", [asked(7, "谁?", "乙", "乙", "丙", " ")]))
    )
    (question,) = load([path]).questions
    assert question.id == "7"
    assert question.answers == ("乙", "丙")
    assert [(key.ordinal, gain) for key, gain in question.gold.items()] == [(2, 1)]
    assert question.answerable


def test_an_impossible_question_has_neither_gold_paragraph_nor_answers(tmp_path: Path) -> None:
    """SQuAD 2.0 keeps plausible wrong answers beside it; they are not right."""
    wrong = asked("i", "?", "甲", is_impossible=True, plausible_answers=[{"text": "甲", "answer_start": 0}])
    empty = {"id": "n", "question": "?", "is_impossible": True, "answers": None}
    first, second = load([write_squad(tmp_path / "a.json", article("题", ("甲", [wrong, empty])))]).questions
    for question in (first, second):
        assert question.impossible
        assert not question.answerable
        assert question.answers == ()
        assert question.gold == {}
        assert question.given is not None


def test_a_beir_folder_gives_graded_gold_and_its_own_names(tmp_path: Path) -> None:
    """A run file must name paragraphs as the judges did."""
    dataset = load([write_beir(tmp_path / "set", CORPUS, QUERIES, QRELS)])
    texts = [(document.info.title, document.text) for document, _ in dataset.documents]
    assert texts == [("渡轮", "首班六点。"), ("", "末班\n十点。")]
    (question,) = dataset.questions
    assert [(dataset.names[key], gain) for key, gain in question.gold.items()] == [("p1", 2)]
    assert question.answers == ()


def test_queries_of_other_splits_are_left_out(tmp_path: Path) -> None:
    """queries.jsonl of many sets holds training queries too; unjudged ones cannot be measured."""
    dataset = load([write_beir(tmp_path / "set", CORPUS, QUERIES, QRELS)])
    assert [question.id for question in dataset.questions] == ["q1"]


def test_the_only_qrels_file_is_taken_whatever_its_name(tmp_path: Path) -> None:
    """Small sets often ship dev.tsv alone."""
    assert load([write_beir(tmp_path / "set", CORPUS, QUERIES, QRELS, "dev.tsv")]).questions


def test_a_text_that_stands_in_the_title_can_be_found(tmp_path: Path) -> None:
    """An empty paragraph would be in nobody's reach."""
    corpus = '{"_id": "p1", "title": "只有标题", "text": ""}\n{"_id": "p2", "text": "乙"}\n'
    dataset = load([write_beir(tmp_path / "set", corpus, QUERIES, QRELS)])
    assert dataset.documents[0][1][0].text == "只有标题"


def test_both_forms_in_one_data_set(tmp_path: Path) -> None:
    """Whoever has both asks both at once."""
    squad = write_squad(tmp_path / "a.json", article("题", ("甲", [asked("s", "?", "甲")])))
    dataset = load([squad, write_beir(tmp_path / "set", CORPUS, QUERIES, QRELS)])
    assert [question.id for question in dataset.questions] == ["s", "q1"]


@pytest.mark.parametrize(
    ("content", "detail"),
    [
        (b"{", "EOF while parsing"),
        (b"[]", "object"),
        (b'{"data": [{"paragraphs": [{"qas": []}]}]}', "data[0].paragraphs[0].context: Field required"),
        (b'{"data": []}', "holds no question"),
        (b"\xff\xfe\x00", "not UTF-8: byte 0"),
        (b'{"data":\n [}', "line 2 column 3"),
    ],
)
def test_a_wrong_json_file_is_refused_with_the_place(tmp_path: Path, content: bytes, detail: str) -> None:
    """Whoever made the file must be told where to look."""
    path = tmp_path / "bad.json"
    path.write_bytes(content)
    with pytest.raises(DataError) as caught:
        load([path])
    assert caught.value.facts["path"] == str(path)
    assert detail in caught.value.facts["detail"]


@pytest.mark.parametrize(
    ("corpus", "queries", "qrels", "file", "detail"),
    [
        ('{"_id": "p1"}', QUERIES, QRELS, "corpus.jsonl", "line 1: text: Field required"),
        (CORPUS + "nonsense", QUERIES, QRELS, "corpus.jsonl", "line 4: Invalid JSON"),
        (CORPUS + '{"_id": "p1", "text": "再"}', QUERIES, QRELS, "corpus.jsonl", "line 4: _id 'p1' stands"),
        (CORPUS, '\n{"_id": "q1"}', QRELS, "queries.jsonl", "line 2: text: Field required"),
        (CORPUS, QUERIES, "q1\tp1", "test.tsv", "line 1: 2 columns"),
        (CORPUS, QUERIES, "q1\tp1\t1\nq1\tp2\tyes", "test.tsv", "line 2: score 'yes'"),
        (CORPUS, QUERIES, "q9\tp1\t1", "test.tsv", "line 1: query 'q9' is not in queries.jsonl"),
        (CORPUS, QUERIES, "q1\tp9\t1", "test.tsv", "line 1: text 'p9' is not in corpus.jsonl"),
    ],
)
def test_a_wrong_line_of_a_beir_folder_is_named(  # noqa: PLR0913, PLR0917 - three files and what is said of them
    tmp_path: Path, corpus: str, queries: str, qrels: str, file: str, detail: str
) -> None:
    """A corpus has a hundred thousand lines: the number is what helps."""
    with pytest.raises(DataError) as caught:
        load([write_beir(tmp_path / "set", corpus, queries, qrels)])
    assert caught.value.facts["path"].endswith(file)
    assert caught.value.facts["detail"].startswith(detail)


def test_a_folder_that_is_no_beir_folder_is_refused(tmp_path: Path) -> None:
    """A folder of documents given by mistake gets a plain word."""
    with pytest.raises(DataError) as caught:
        load([tmp_path])
    assert caught.value.facts == {"path": str(tmp_path / "corpus.jsonl"), "detail": "no such file"}


def test_several_qrels_files_without_test_are_not_guessed_among(tmp_path: Path) -> None:
    """Measuring on the wrong split is worse than asking."""
    folder = write_beir(tmp_path / "set", CORPUS, QUERIES, QRELS, "dev.tsv")
    (folder / "qrels" / "train.tsv").write_text(QRELS, encoding="utf-8")
    with pytest.raises(DataError, match=r"dev\.tsv, train\.tsv"):
        load([folder])


def test_a_missing_path_is_named(tmp_path: Path) -> None:
    """A slip of the keyboard is the commonest fault of all."""
    with pytest.raises(SourceError) as caught:
        load([tmp_path / "none.json"])
    assert caught.value.facts["path"].endswith("none.json")
