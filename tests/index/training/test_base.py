from pathlib import Path

import numpy as np
import pytest

from index.errors import WeightsError
from index.training import base
from tests.index.training import tiny


def test_the_base_is_read_as_it_was_written(tmp_path: Path) -> None:
    """One byte off, and every weight is another."""
    found = base.load(tiny.write(tmp_path / "base.bin"))
    assert (found.hidden, found.layers, found.heads) == (tiny.HIDDEN, tiny.LAYERS, tiny.HEADS)
    assert found.pieces == tiny.PIECES
    assert found.scores.tolist() == pytest.approx([-5 - place / 10 for place in range(len(tiny.PIECES))])
    assert found.matrix("l1.fi.w", tiny.INNER).shape == (tiny.INNER, tiny.HIDDEN)
    assert np.abs(found.tensors["l0.q.w"]).max() == pytest.approx(0.08, abs=1e-3)
    assert np.all(found.tensors["l0.aln.w"] == 1)


def test_low_nibbles_are_the_first_half_of_a_block(tmp_path: Path) -> None:
    """The order of values inside a block is the format's own."""
    found = base.load(tiny.write(tmp_path / "base.bin", seed=7)).tensors["emb.word"][:32]
    # the first thing the file's maker draws
    nibbles = np.random.default_rng(7).integers(0, 256, (len(tiny.PIECES) * tiny.HIDDEN // 32, 16), dtype=np.uint8)[0]
    expected = (np.concatenate((nibbles & 15, nibbles >> 4)).astype(np.float32) - 8) * np.float32(np.float16(0.01))
    assert found.tolist() == expected.tolist()


def test_layers_can_be_left_out(tmp_path: Path) -> None:
    """Half the layers are half the time to read."""
    whole = base.load(tiny.write(tmp_path / "base.bin"))
    half = whole.only([1])
    assert half.layers == 1
    assert np.array_equal(half.tensors["l0.q.w"], whole.tensors["l1.q.w"])
    assert "l1.q.w" not in half.tensors


@pytest.mark.parametrize("kept", [0, 40, 3000])
def test_a_file_that_is_none_is_told(tmp_path: Path, kept: int) -> None:
    """Training for hours on rubbish would be worse."""
    path = tiny.write(tmp_path / "base.bin")
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(WeightsError):
        base.load(path)
