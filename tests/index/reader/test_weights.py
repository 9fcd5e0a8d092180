import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from index.errors import WeightsError
from index.model import Found, Hit
from index.reader import choice, confidence, evidence, overlap, weights
from index.reader.passage import prepare, worded
from index.reader.question import parse
from index.reader.reading import first_choice, judge, promising, read
from index.reader.spans import question_codes, spans
from index.reader.words import words
from index.text import Analyzer, fold
from tests.index.reader.test_reader import found


def test_shipped_weights_are_of_the_features_the_code_computes() -> None:
    """Weights trained on other features would be read as nonsense, silently."""
    shipped = weights.shipped()
    analyzer = Analyzer()
    hits: Found = found("学生党员1580名。会议结束。")
    hit: Hit = hits.hits[0]
    passage = prepare(hit.paragraph.text, "题")
    text = fold("学生党员有多少名?").text
    question = parse(text, words(text, analyzer))
    columns = overlap.features(question, passage)
    names = {"sentences": columns.names}
    scores = judge(question, passage, columns, shipped.judges)
    chosen = promising(scores)
    passage = worded(passage, chosen.tolist(), analyzer)
    among = spans(question, passage, chosen)
    likely = first_choice(among, question_codes(question), scores, shipped.judges.words, passage)
    names["spans"] = choice.features(question, passage, likely, scores).names
    names["evidence"] = evidence.features(columns, scores, likely, likely.score).names
    seen = read(question, passage, shipped.judges, analyzer)
    names["confidence"] = confidence.features(question, hits, [(hit, seen)]).names
    assert shipped.card.columns == names


def test_shipped_files_are_small_and_name_their_licence() -> None:
    """A package of text tools is not the place for megabytes, nor for data without a source."""
    folder = files("index.weights")
    size = sum(len(folder.joinpath(name).read_bytes()) for name in (weights.ARRAYS, weights.CARD))
    assert size < 1_000_000
    card = weights.shipped().card
    assert card.licence == "CC BY-SA 4.0"
    assert all("CC BY-SA" in source for source in card.data)


def test_writing_gives_the_same_bytes_again(tmp_path: Path) -> None:
    """Training twice must give the same file, or nobody can check it."""
    shipped = weights.shipped()
    one, two = tmp_path / "one", tmp_path / "two"
    for folder in (one, two):
        folder.mkdir()
        shipped.write(folder)
    for name in (weights.ARRAYS, weights.CARD):
        assert (one / name).read_bytes() == (two / name).read_bytes()


@pytest.mark.parametrize("name", [weights.ARRAYS, weights.CARD])
@pytest.mark.parametrize("content", [b"", b"{}", b"PK\x03\x04 damaged"])
def test_damaged_weights_are_named(name: str, content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has a damaged installation is told to reinstall, not shown a stack of arrays."""
    for each in (weights.ARRAYS, weights.CARD):
        with Path(str(files("index.weights").joinpath(each))).open("rb") as source, (tmp_path / each).open("wb") as to:
            shutil.copyfileobj(source, to)
    (tmp_path / name).write_bytes(content)
    monkeypatch.setattr(weights, "files", lambda _: tmp_path)
    with pytest.raises(WeightsError):
        weights.shipped()
