"""Which optional packages are installed, told without importing them."""

from __future__ import annotations

from importlib.util import find_spec


def has_ocr() -> bool:
    """Whether the extra ``ocr`` is installed: text on pictures can be read."""
    return all(find_spec(name) is not None for name in ("rapidocr", "onnxruntime", "PIL"))
