"""Weights that are missing, cut short, damaged or of another version."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from index.errors import WeightsError
from index.reading import Model, weights


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A copy of the shipped weights."""
    for name in (weights.CARD, weights.ENCODER, weights.PIECES):
        shutil.copy(weights.folder() / name, tmp_path / name)
    return tmp_path


def test_the_shipped_weights_are_whole() -> None:
    """A wheel that lost a byte on the way says so instead of answering wrongly."""
    card = weights.check(weights.folder())
    assert set(card.files) == {weights.ENCODER, weights.PIECES}
    assert sum(file.size for file in card.files.values()) <= 40_000_000


@pytest.mark.parametrize("name", [weights.CARD, weights.ENCODER, weights.PIECES])
def test_a_missing_file_is_named(place: Path, name: str) -> None:
    """Whoever reads the message knows what to bring back."""
    (place / name).unlink()
    with pytest.raises(WeightsError) as missing:
        Model(place)
    assert missing.value.facts["file"] == name


def test_a_file_cut_short_is_named(place: Path) -> None:
    """A download that broke off."""
    file = place / weights.ENCODER
    file.write_bytes(file.read_bytes()[:-1000])
    with pytest.raises(WeightsError) as short:
        weights.card(place)
    assert short.value.facts["file"] == weights.ENCODER


def test_a_changed_byte_is_found(place: Path) -> None:
    """Damage that leaves the size alone is what a checksum is for."""
    file = place / weights.ENCODER
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    with pytest.raises(WeightsError) as damaged:
        weights.check(place)
    assert damaged.value.facts["file"] == weights.ENCODER


def test_an_encoder_that_is_none_is_told_when_it_is_asked_for(place: Path) -> None:
    """It is loaded in the background; its trouble must not stay there."""
    file = place / weights.ENCODER
    file.write_bytes(b"\0" * file.stat().st_size)
    with pytest.raises(WeightsError) as broken:
        Model(place).get()
    assert broken.value.facts["file"] == weights.ENCODER


def test_weights_of_other_inputs_are_refused(place: Path) -> None:
    """An encoder given rows it never saw would answer at random."""
    card = weights.card(place)
    other = card.model_copy(update={"inputs": weights.INPUTS + 1})
    (place / weights.CARD).write_text(other.model_dump_json(), encoding="utf-8")
    with pytest.raises(WeightsError):
        weights.card(place)


def test_a_smaller_rate_asks_for_more_confidence() -> None:
    """YINJU_MADE_UP_RATE means what it says, between the measured rates as well."""
    card = weights.card(weights.folder())
    limits = [card.threshold(rate) for rate in (0.001, 0.01, 0.04, 0.05, 0.08, 0.3, 0.99)]
    assert limits == sorted(limits, reverse=True)
    assert 0.0 <= limits[-1] < limits[0] <= 1.0
