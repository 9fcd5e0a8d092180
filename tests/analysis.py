"""One analyzer for all tests of a process: its dictionary takes a second to load."""

from __future__ import annotations

from index.text import Analyzer

ANALYZER = Analyzer()
