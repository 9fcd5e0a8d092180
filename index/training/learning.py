"""Fine-tunes the encoder: steps of rows, their losses, checkpoints from which it goes on."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import monotonic

import torch
from torch import Tensor
from torch.nn import functional

from index.training.batches import NEVER, Block, Example, Portion, blocks, steps
from index.training.data import Material
from index.training.encoder import Encoder
from index.training.records import LOG, SEED
from index.training.workers import Shared

RATE = 1e-4
WARM_UP = 60
BUDGET = 2048
"""Pieces of a step."""


CHECKPOINT = "checkpoint.pt"


_DECAY = 0.01
_AVERAGED_OVER = 250
_CLIP = 1.0
_NOT_ALLOWED = -1e4
_CHECKPOINT_EVERY = 300.0
_TOLD_EVERY = 12
_EXCHANGED_EVERY = 6


@dataclass(slots=True)
class State:
    """Where training stands.

    Attributes:
        step: Steps done.
        round: Rounds over the questions begun.
        place: Steps of the present round done.
    """

    step: int = 0
    round: int = 0
    place: int = 0


class Learner:
    """Trains an encoder, and can stop and go on.

    Args:
        encoder: What is trained; changed in place.
        folder: Where this worker keeps its checkpoint and its log.
        shared: The file of the weights all workers share.
        worker: Number of this worker: each takes the questions in another order.
        planned: Steps of the whole training, by whose end the learning rate has fallen to nothing.
    """

    def __init__(self, encoder: Encoder, folder: Path, shared: Path, worker: int, planned: int) -> None:
        self.encoder = encoder
        self._planned = planned
        self.state = State()
        self.losses: tuple[float, ...] = ()
        self._folder = folder
        self._seed = SEED + 1000 * worker
        learning = [each for each in encoder.parameters() if each.requires_grad]
        self._optimizer = torch.optim.AdamW(learning, RATE, weight_decay=_DECAY, fused=True)
        self.average = {name: value.detach().clone() for name, value in encoder.state_dict().items()}
        if (folder / CHECKPOINT).exists():
            self._restore()
        self._shared = Shared(list(encoder.parameters()), shared)

    def learn(
        self,
        materials: Sequence[Material],
        portions: Mapping[str, Portion],
        *,
        seconds: float,
        told: Callable[[str], None],
    ) -> None:
        """Train for about ``seconds``.

        Args:
            materials: What is learned from.
            portions: How the questions of each source are taken.
            seconds: Time to spend.
            told: Told the losses now and then.
        """
        began = saved = monotonic()
        recent: list[tuple[float, ...]] = []
        for step in self._steps(materials, portions):
            if monotonic() - began > seconds or self.state.step >= self._planned:
                break
            recent.append(self._step(step))
            if len(recent) == _TOLD_EVERY:
                self.losses = tuple(round(sum(values) / len(values), 4) for values in zip(*recent, strict=True))
                told(f"round {self.state.round} step {self.state.step} losses {self.losses}")
                with (self._folder / LOG).open("a", encoding="utf-8") as log:
                    log.write(json.dumps(asdict(self.state) | {"losses": self.losses}) + "\n")
                recent = []
            if monotonic() - saved > _CHECKPOINT_EVERY:
                self.save()
                saved = monotonic()
        self.save()

    def save(self) -> None:
        """Write a checkpoint; the one before stays until it is whole."""
        new = self._folder / f"{CHECKPOINT}.new"
        torch.save(
            {
                "encoder": self.encoder.state_dict(),
                "average": self.average,
                "optimizer": self._optimizer.state_dict(),
                "state": asdict(self.state),
                "losses": self.losses,
            },
            new,
        )
        new.replace(self._folder / CHECKPOINT)

    def _restore(self) -> None:
        kept = torch.load(self._folder / CHECKPOINT, weights_only=True)
        self.encoder.load_state_dict(kept["encoder"])
        self.average = kept["average"]
        self._optimizer.load_state_dict(kept["optimizer"])
        self.state = State(**kept["state"])
        self.losses = tuple(kept["losses"])

    def _steps(self, materials: Sequence[Material], portions: Mapping[str, Portion]) -> Iterator[list[Example]]:
        while True:
            done = self.state.place
            for number, step in enumerate(steps(materials, portions, BUDGET, self._seed + self.state.round)):
                if number >= done:
                    yield step
            self.state.round += 1
            self.state.place = 0

    def _step(self, step: Sequence[Example]) -> tuple[float, ...]:
        self.encoder.train()
        for group in self._optimizer.param_groups:
            group["lr"] = rate(self.state.step, self._planned)
        losses = losses_of(self.encoder, step)
        torch.stack(losses).sum().backward()
        torch.nn.utils.clip_grad_norm_(self.encoder.parameters(), _CLIP)
        self._optimizer.step()
        self._optimizer.zero_grad(set_to_none=True)
        self.state.step += 1
        self.state.place += 1
        if self.state.step % _EXCHANGED_EVERY == 0:
            self._shared.exchange()
        share = max(1 / self.state.step, 1 / _AVERAGED_OVER)
        with torch.no_grad():
            torch._foreach_lerp_(list(self.average.values()), list(self.encoder.state_dict().values()), share)
        return tuple(float(loss.detach()) for loss in losses)


def rate(step: int, planned: int) -> float:
    """The learning rate of a step: it rises while warming up, then falls evenly to nothing by the end of the plan."""
    return RATE * min((step + 1) / WARM_UP, max(0.0, 1 - step / planned))


def losses_of(encoder: Encoder, step: Sequence[Example]) -> list[Tensor]:
    """What the encoder gets wrong in a step, as three losses that add up.

    The span: cross entropy of first and last piece, "not here" among them. The paragraph: whether it holds an answer at
    all. The order: the paragraph that answers before the others of its question (softmax over its paragraphs, as in
    Clark and Gardner, "Simple and Effective Multi-Paragraph Reading Comprehension", ACL 2018).
    """
    spans: list[Tensor] = []
    scores: list[Tensor] = [torch.empty(0)] * len(step)
    for block in blocks([example.row for example in step]):
        starts, ends, answers = forward(encoder, block)
        first = torch.tensor([step[place].first for place in block.places])
        last = torch.tensor([step[place].last for place in block.places])
        spans.append(functional.cross_entropy(starts, first, reduction="sum"))
        spans.append(functional.cross_entropy(ends, last, reduction="sum"))
        for place, score in zip(block.places, margins(starts, ends) + answers, strict=True):
            scores[place] = score
    score = torch.stack(scores)
    right = torch.tensor([float(example.first != NEVER) for example in step])
    span = torch.stack(spans).sum() / (2 * len(step))
    here = functional.binary_cross_entropy_with_logits(score, right)
    order = _ordered(score, right, torch.tensor([example.group for example in step]))
    return [span, 0.5 * here, 0.5 * order]


def forward(encoder: Encoder, block: Block) -> tuple[Tensor, Tensor, Tensor]:
    """Scores of first and last pieces, very low where an answer cannot be, and of the paragraphs."""
    starts, ends, answers = encoder(
        torch.from_numpy(block.numbers), torch.from_numpy(block.segments), torch.from_numpy(block.mask)
    )
    banned = ~torch.from_numpy(block.allowed)
    return starts.masked_fill(banned, _NOT_ALLOWED), ends.masked_fill(banned, _NOT_ALLOWED), answers


def margins(starts: Tensor, ends: Tensor) -> Tensor:
    """How far an answer stands above "not here" in each row: log odds, the mean of first and last piece."""
    here = starts[:, 1:].logsumexp(1) + ends[:, 1:].logsumexp(1)
    return (here - starts[:, NEVER] - ends[:, NEVER]) / 2


def _ordered(score: Tensor, right: Tensor, group: Tensor) -> Tensor:
    """Minus the log of the share that right paragraphs have of their question's softmax; 0 without any pair."""
    losses = []
    for number in group.unique():
        mine = group == number
        if 0 < right[mine].sum() < mine.sum():
            scores = score[mine]
            losses.append(scores.logsumexp(0) - scores[right[mine] > 0].logsumexp(0))
    return torch.stack(losses).mean() if losses else score.sum() * 0.0
