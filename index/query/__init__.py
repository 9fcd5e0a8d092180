"""What was typed to a :class:`~index.model.Query`: read once, and carried through every stage; pure."""

from index.query.parsing import parse
from index.query.spelling import mended

__all__ = ["mended", "parse"]
