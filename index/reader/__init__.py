"""Hits to readings: the sentence that answers, the answer in it, and how sure that is; pure."""

from index.reader.reader import TrainedReader

__all__ = ["TrainedReader"]
