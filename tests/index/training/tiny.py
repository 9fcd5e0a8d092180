"""A base of a few pieces and one small layer, written in the form of the real file."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np

PIECES = (
    "<s>", "<pad>", "</s>", "<unk>", ",", ".", "▁", "。", "的", "面", "积", "公", "顷", "湿", "地", "白", "鹭", "洲",
    "多", "少",
    "湿地", "公顷", "面积", "地的", "的。", "3", "37", "85", "3785", "a", "▁the", "THE", "頃", "，。",
)  # fmt: skip
HIDDEN, LAYERS, HEADS, INNER, POSITIONS = 32, 2, 4, 64, 512


def write(path: Path, seed: int = 1) -> Path:
    """Write the file; everything in it is random but the vocabulary."""
    chance = np.random.default_rng(seed)
    text = [piece.encode() for piece in PIECES]
    offsets = np.cumsum([0, *map(len, text)]).astype("<u4")
    scores = (-5 - np.arange(len(PIECES)) / 10).astype("<f4")
    shapes = {"emb.word": len(PIECES) * HIDDEN, "emb.pos": POSITIONS * HIDDEN, "emb.type": 2 * HIDDEN}
    shapes |= {"emb.ln.w": HIDDEN, "emb.ln.b": HIDDEN}
    for layer in range(LAYERS):
        for name, size in (("q", HIDDEN * HIDDEN), ("k", HIDDEN * HIDDEN), ("v", HIDDEN * HIDDEN)):
            shapes |= {f"l{layer}.{name}.w": size, f"l{layer}.{name}.b": HIDDEN}
        shapes |= {f"l{layer}.ao.w": HIDDEN * HIDDEN, f"l{layer}.ao.b": HIDDEN}
        shapes |= {f"l{layer}.fi.w": HIDDEN * INNER, f"l{layer}.fi.b": INNER}
        shapes |= {f"l{layer}.fo.w": HIDDEN * INNER, f"l{layer}.fo.b": HIDDEN}
        shapes |= {f"l{layer}.{name}.{part}": HIDDEN for name in ("aln", "oln") for part in "wb"}
    tensors = {name: _tensor(name, size, chance) for name, size in shapes.items()}
    head = struct.pack(
        "<8s7ifi5iQ", b"E5S1\x01\0\0\0", HIDDEN, LAYERS, HEADS, INNER, len(PIECES), POSITIONS, 2, 1e-12, 32,
        len(PIECES), 0, 2, 1, 3, sum(map(len, text)),
    )  # fmt: skip
    body = head + offsets.tobytes() + scores.tobytes() + b"".join(text) + struct.pack("<iI", 0, 0)
    directory = struct.pack("<i", len(tensors))
    entry = sum(2 + len(name) + 21 for name in tensors)
    at = len(body) + 4 + entry
    for name, (kind, elements, data) in tensors.items():
        directory += struct.pack("<H", len(name)) + name.encode() + struct.pack("<BIQQ", kind, elements, at, len(data))
        at += len(data)
    path.write_bytes(body + directory + b"".join(data for _, _, data in tensors.values()))
    return path


def _tensor(name: str, size: int, chance: np.random.Generator) -> tuple[int, int, bytes]:
    if name.endswith("ln.w"):
        return 0, size, np.ones(size, dtype="<f4").tobytes()
    if not name.endswith(".w") and name != "emb.word":
        return 0, size, (0.02 * chance.standard_normal(size)).astype("<f4").tobytes()
    nibbles = chance.integers(0, 256, (size // 32, 16), dtype=np.uint8)
    blocks = np.zeros(size // 32, dtype=[("scale", "<f2"), ("nibbles", "u1", 16)])
    blocks["scale"], blocks["nibbles"] = 0.01, nibbles
    return 1, size, blocks.tobytes()
