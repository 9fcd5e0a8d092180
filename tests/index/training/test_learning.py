"""The encoder trained, stopped, gone on and exported; only where torch is installed."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from index.errors import WeightsError
from index.reading.inputs import row
from index.reading.session import Session
from index.reading.weights import ENCODER
from index.training import base
from index.training.batches import NEVER, Example, Portion, blocks, examples, steps
from index.training.data import Material, Question
from tests.index.training import tiny

torch = pytest.importorskip("torch", reason="the extra training is not installed")
pytest.importorskip("onnx", reason="the extra training is not installed")

from index.training import exporting, learning, shipped  # noqa: E402 - they need torch
from index.training.encoder import Encoder  # noqa: E402 - it needs torch

PORTIONS = {"made": Portion(1.0, 1.0)}
PLANNED = 4000


def numbers(*values: int) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    return np.array(values, dtype=np.int32)


def material() -> Material:
    """Questions whose answer is the piece behind the one they name: simple enough for a tiny encoder."""
    made = Material()
    chance = random.Random(3)  # noqa: S311 - a test
    for number in range(24):
        key = 4 + number % 12
        made.paragraphs.append(numbers(*(chance.randint(17, 27) for _ in range(6)), key, 16 + number % 11))
        made.contexts.append(numbers(28))
        made.paragraphs.append(numbers(*(chance.randint(17, 27) for _ in range(8))))
        made.contexts.append(numbers(28))
        made.questions.append(Question(numbers(key), "made", ((2 * number, 7, 7),), (2 * number + 1,)))
    return made


@pytest.fixture(autouse=True)
def _one_thread() -> None:
    torch.set_num_threads(1)


@pytest.fixture
def encoder(tmp_path: Path) -> Encoder:
    torch.manual_seed(1)
    return Encoder(base.load(tiny.write(tmp_path / "base.bin")), list(range(30)), dropout=0.0)


def test_an_answer_keeps_its_place_in_a_row() -> None:
    """A label one piece off would teach to quote one character too much."""
    made = material()
    for question in made.questions:
        right, wrong = examples(made, question, PORTIONS["made"], 0, random.Random(1))  # noqa: S311 - a test
        answer = made.paragraphs[question.right[0][0]][7]
        assert right.row.numbers[right.first] == right.row.numbers[right.last] == answer
        assert wrong.first == NEVER


def test_steps_are_the_same_for_the_same_seed() -> None:
    """Training that went on from a checkpoint takes up the questions where it stopped."""
    made = material()

    def taken(seed: int) -> list[list[int]]:
        return [[int(each.row.numbers[1]) for each in step] for step in steps([made], PORTIONS, 60, seed)]

    assert taken(4) == taken(4)
    assert [each for step in taken(4) for each in step] != [each for step in taken(5) for each in step]


def test_blocks_hold_every_row_once() -> None:
    """A row lost in padding would never be learned from."""
    made = material()
    rows = [each.row for step in steps([made], PORTIONS, 200, 1) for each in step]
    found = list(blocks(rows))
    assert sorted(place for block in found for place in block.places) == list(range(len(rows)))
    for block in found:
        for at, place in enumerate(block.places):
            assert int(block.mask[at].sum()) == len(rows[place])
            allowed = np.flatnonzero(block.allowed[at]).tolist()
            assert allowed == [NEVER, *range(rows[place].first, len(rows[place]) - 1)]


def test_training_lowers_every_loss(tmp_path: Path, encoder: Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program trains: span, paragraph and order are learned together."""
    # a small encoder that begins with random weights learns nothing at the rate that suits a trained one
    monkeypatch.setattr(learning, "RATE", 3e-3)
    monkeypatch.setattr(learning, "WARM_UP", 5)
    step: list[Example] = next(iter(steps([material()], PORTIONS, 300, 1)))
    before = [float(loss.detach()) for loss in learning.losses_of(encoder, step)]
    learner = learning.Learner(encoder, tmp_path, tmp_path / "shared", 0, PLANNED)
    while learner.state.step < 60:
        learner._step(step)  # noqa: SLF001 - a whole round takes minutes
    after = [float(loss.detach()) for loss in learning.losses_of(encoder, step)]
    assert all(later < earlier for earlier, later in zip(before, after, strict=True)), (before, after)
    assert after[0] < 0.8 * before[0]


def test_a_stopped_training_goes_on(tmp_path: Path, encoder: Encoder) -> None:
    """Hours of work must not begin anew with every evening."""
    first = learning.Learner(encoder, tmp_path, tmp_path / "shared", 0, PLANNED)
    told: list[str] = []
    first.learn([material()], PORTIONS, seconds=1.5, told=told.append)
    steps_done = first.state.step
    assert steps_done > 0
    again = learning.Learner(encoder, tmp_path, tmp_path / "shared", 0, PLANNED)
    assert again.state.step == steps_done
    for name, value in first.average.items():
        assert torch.equal(value, again.average[name])


def test_two_workers_share_what_they_learn(tmp_path: Path) -> None:
    """Each takes along what the other added."""
    found = base.load(tiny.write(tmp_path / "base.bin"))
    torch.manual_seed(1)
    one, other = (Encoder(found, list(range(30)), dropout=0.0) for _ in range(2))
    folders = [tmp_path / "0", tmp_path / "1"]
    for folder in folders:
        folder.mkdir()
    first = learning.Learner(one, folders[0], tmp_path / "shared", 0, PLANNED)
    second = learning.Learner(other, folders[1], tmp_path / "shared", 1, PLANNED)
    step = next(iter(steps([material()], PORTIONS, 60, 1)))
    while first.state.step < 6:
        first._step(step)  # noqa: SLF001 - the exchange happens every sixth step
    while second.state.step < 6:
        second._step(step)  # noqa: SLF001 - the same
    assert not torch.equal(one.edges.weight, other.edges.weight)
    for _ in range(6):
        first._step(step)  # noqa: SLF001 - the same
    shared = np.fromfile(tmp_path / "shared", dtype=np.float32)
    taken = torch.nn.utils.parameters_to_vector(list(one.parameters())).detach().numpy()
    assert np.array_equal(shared, taken)


def test_the_exported_encoder_says_what_the_trained_one_says(tmp_path: Path, encoder: Encoder) -> None:
    """What is measured in training has to be what people get."""
    encoder.eval()
    given = row(numbers(5, 6), numbers(28), numbers(17, 18, 19, 20))
    with torch.no_grad():
        starts, ends, answers = encoder(
            torch.from_numpy(given.numbers[None].astype(np.int64)),
            torch.from_numpy(given.segments[None].astype(np.int64)),
            None,
        )
    first, last = given.first, len(given) - 1
    exporting.export(encoder, tmp_path / "float.onnx", quantised=False)
    scores = Session(tmp_path / "float.onnx").run(given)
    assert np.allclose(scores.starts, starts[0, first:last].numpy(), atol=1e-4)
    assert np.allclose(scores.ends, ends[0, first:last].numpy(), atol=1e-4)
    here = torch.logsumexp(starts[0, first:last], 0) + torch.logsumexp(ends[0, first:last], 0)
    assert scores.margin == pytest.approx(float((here - starts[0, 0] - ends[0, 0]) / 2 + answers[0]), abs=1e-3)
    exporting.export(encoder, tmp_path / "int8.onnx")
    rounded = Session(tmp_path / "int8.onnx").run(given)
    assert np.abs(rounded.starts - scores.starts).max() < 0.3


def test_training_can_begin_from_what_was_shipped(tmp_path: Path, encoder: Encoder) -> None:
    """Who has a day more to train need not repeat the days before."""
    with torch.no_grad():
        for value in encoder.parameters():  # the exporter writes equal values once: trained ones never are
            value.add_(torch.randn_like(value), alpha=0.01)
    exporting.export(encoder, tmp_path / ENCODER)
    torch.manual_seed(2)
    again = Encoder(base.load(tiny.write(tmp_path / "other.bin", seed=2)), list(range(30)), dropout=0.0)
    shipped.take_over(again, tmp_path)
    read = again.state_dict()
    for name, value in encoder.state_dict().items():
        # 7 bits for each column, or for the whole table of an embedding: half a step is at most 1/120 of the range
        assert (value - read[name]).abs().max() <= value.abs().max() / 60, name


def test_what_is_no_encoder_is_named(tmp_path: Path, encoder: Encoder) -> None:
    """A folder mistyped on the command line costs one sentence, not a night."""
    with pytest.raises(WeightsError, match=ENCODER):
        shipped.take_over(encoder, tmp_path)
