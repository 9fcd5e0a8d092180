import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.reading import weights
from index.reading.pieces import UNKNOWN, Pieces, Tokenizer
from index.text import fold

TOKENIZER = Tokenizer((weights.folder() / weights.PIECES).read_bytes())


def texts(pieces: Pieces, text: str) -> list[str]:
    return [text[start:end] for start, end in zip(pieces.starts.tolist(), pieces.ends.tolist(), strict=True)]


@given(st.text(max_size=80))
def test_the_pieces_cover_any_text(text: str) -> None:
    """An offset that is one off shifts every citation behind it."""
    folded = fold(text).text
    assert "".join(texts(TOKENIZER.cut(folded), folded)) == folded


@pytest.mark.parametrize(
    ("text", "border"),
    [
        ("全年4620元的补贴", "4620|元|的"),
        ("他是中国队队长", "是|中国队"),
        ("截至1963年起", "年|起"),
        ("（一)、“好”", "一|)"),
    ],
)
def test_pieces_end_where_answers_do(text: str, border: str) -> None:
    """A piece that glues 的 to a word could not be quoted without it."""
    folded = fold(text).text
    pieces = TOKENIZER.cut(folded)
    borders = {0, *pieces.ends.tolist()}
    at = folded.index(border.replace("|", ""))
    for part in border.split("|"):
        assert at in borders, texts(pieces, folded)
        at += len(part)


def test_a_character_nobody_knows_is_a_piece_of_its_own_place() -> None:
    """Rare characters stand in names; what is around them keeps its place."""
    pieces = TOKENIZER.cut("姓名\U0002b740某")
    assert UNKNOWN in pieces.numbers.tolist()
    assert pieces.ends[-1] == 4


def test_a_long_text_is_cut_in_one_go() -> None:
    """A pasted book must not stop the program."""
    assert TOKENIZER.cut("的" * 100_000).ends[-1] == 100_000
