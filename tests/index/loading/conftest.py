from __future__ import annotations

import pytest


@pytest.fixture
def without_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the extra ``ocr`` were not installed, for tests that have to come out alike wherever they run."""
    for module in ("index.loading.loaders", "index.loading", "index.loading.pictures"):
        monkeypatch.setattr(f"{module}.has_ocr", lambda: False)
