"""Documents in, cited answers out: a library that finds, reads and cites Chinese text."""

__version__ = "0.1.0"
