from pathlib import Path

from index.reading.pieces import UNKNOWN, Tokenizer
from index.text import fold
from index.training import base, vocabulary
from tests.index.training import tiny

WORDS = {"湿地", "公顷", "面积"}


def pruned(tmp_path: Path) -> vocabulary.Vocabulary:
    found = base.load(tiny.write(tmp_path / "base.bin"))
    return vocabulary.prune(found, lambda text: fold(text).text, WORDS.__contains__)


def test_what_folding_changes_and_what_is_glued_is_left_out(tmp_path: Path) -> None:
    """Traditional and capital letters never come; 地的 would keep 地 from being quoted."""
    kept = pruned(tmp_path)
    assert set(tiny.PIECES) - set(kept.pieces) == {"地的", "的。", "THE", "頃", "，。"}
    assert [tiny.PIECES[number] for number in kept.kept] == list(kept.pieces)


def test_the_model_cuts_texts_into_those_pieces(tmp_path: Path) -> None:
    """Training and reading have to see the same pieces."""
    kept = pruned(tmp_path)
    tokenizer = Tokenizer(kept.model())
    pieces = tokenizer.cut("湿地面积3785公顷。z")
    texts = [kept.pieces[number] for number in pieces.numbers.tolist()]
    assert texts == ["湿地", "面积", "3785", "公顷", "。", "<unk>"]
    assert pieces.numbers[-1] == UNKNOWN
    assert pieces.ends.tolist() == [2, 4, 8, 10, 11, 12]
