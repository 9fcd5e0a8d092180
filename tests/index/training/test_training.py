import json
from itertools import product
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("lightgbm", reason="the extra `training` is not installed")
pytest.importorskip("numba", reason="the extra `training` is not installed")

from index.reader.weights import ARRAYS, CARD, ReaderCard
from index.training.__main__ import main

PLACES = [
    "江州",
    "湖口",
    "石门",
    "青山",
    "白水",
    "东港",
    "西岭",
    "南屏",
    "北原",
    "云台",
    "松林",
    "竹溪",
    "梅园",
    "兰亭",
]
PEOPLE = ["王大山", "李小河", "张青松", "刘明月", "陈立秋", "杨春生", "赵冬梅", "黄海平"]
THINGS = ["水库"]


def articles(shift: int) -> list[dict[str, Any]]:
    """Reports on made-up buildings, with questions on who, when, how many and why."""
    made: list[dict[str, Any]] = []
    for number, (place, thing) in enumerate(product(PLACES, THINGS)):
        who = PEOPLE[(number + shift) % len(PEOPLE)]
        year, workers = 1950 + (number * 7 + shift) % 70, 100 + 13 * number + shift
        text = (
            f"{place}{thing}位于{place}县北部。该工程由{who}主持修建。{year}年动工，共有{workers}名工人参加。"
            f"由于水源不足，工程曾经停工。现在{place}{thing}每天开放。"
        )
        asked = (
            (f"谁主持修建{place}{thing}？", who),
            (f"{place}{thing}哪一年动工？", f"{year}年"),
            (f"有多少名工人参加修建{place}{thing}？", f"{workers}名"),
            (f"{place}{thing}为什么停工？", "由于水源不足"),
        )
        made.append(
            {
                "title": f"{place}{thing}",
                "paragraphs": [
                    {
                        "context": text,
                        "qas": [
                            {
                                "id": f"{shift}-{number}-{place}-{at}",
                                "question": question,
                                "answers": [{"text": answer, "answer_start": text.index(answer)}],
                            }
                            for at, (question, answer) in enumerate(asked)
                        ],
                    }
                ],
            }
        )
    return made


def test_training_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    """Anyone can make the shipped weights again and see that nothing else went into them."""
    data = tmp_path / "data"
    data.mkdir()
    for shift, name in enumerate(("cmrc2018.json", "drcd.json", "xquad-zh.json")):
        (data / name).write_text(json.dumps({"version": "1", "data": articles(shift)}), encoding="utf-8")
    made = []
    for name in ("one", "two"):
        out = tmp_path / name
        out.mkdir()
        main(["--data", str(data), "--out", str(out), "--made", "2026-01-01"])
        made.append({path.name: path.read_bytes() for path in sorted(out.iterdir())})
    assert made[0] == made[1]
    assert {ARRAYS, CARD, "reranker.json"} == set(made[0])
    card = ReaderCard.model_validate_json(made[0][CARD])
    assert card.licence.startswith("CC BY-SA 4.0")
    assert card.questions == 3 * 14 * 4
