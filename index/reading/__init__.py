"""The encoder reads paragraphs: windows, the best spans, what is shown, and how sure it is."""

from index.reading.reader import EncoderReader, Model

__all__ = ["EncoderReader", "Model"]
