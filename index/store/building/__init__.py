"""The heavy part of a build: texts cut into terms and terms merged, on as many cores as there are.

Units are gathered in batches; each becomes a segment, in this process or in another one. Segments lie beside the
snapshots under the checksum of their texts, so a build that was interrupted goes on with those that are whole.
"""

from __future__ import annotations

from index.store.building.batches import Batches
from index.store.building.workers import Workers, cores

__all__ = ["Batches", "Workers", "cores"]
