"""A reply turned into what a channel shows."""
