"""Pictures made to fit what Telegram takes as a photo."""

from __future__ import annotations

import struct

import pytest

from bot.telegram_app.transport.attachments import fits_photo, fitted


def picture(width: int, height: int, size: int) -> bytes:
    """The head of a PNG file with as many bytes behind it as are wanted."""
    head = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height)
    return head.ljust(size, b"\0")


@pytest.mark.parametrize(
    ("width", "height", "size", "fits"),
    [
        (2000, 1400, 10_000_000, True),
        (2000, 1400, 10_000_001, False),
        (5000, 5000, 100, True),
        (5000, 5001, 100, False),
        (2000, 100, 100, True),
        (99, 2000, 100, False),
        (1, 0, 100, True),
    ],
)
def test_the_limits_of_a_photo(width: int, height: int, size: int, fits: bool) -> None:  # noqa: FBT001 - a table
    """10 MB, sides of 10,000 together, one at most twenty times the other."""
    assert fits_photo(picture(width, height, size)) is fits


@pytest.mark.parametrize(
    ("large", "small", "asked"),
    [
        (picture(2000, 1400, 10_000_000), b"", [2000]),
        (picture(2000, 1400, 10_000_001), picture(1200, 840, 4_000_000), [2000, 1200]),
        # what stays too narrow is sent as a file, and may be as large as it is
        (picture(2000, 50, 10_000_001), picture(1200, 30, 4_000_000), [2000, 1200]),
    ],
)
def test_a_picture_too_large_is_drawn_smaller(large: bytes, small: bytes, asked: list[int]) -> None:
    """A photograph of a page may be all noise, which no file format makes small."""
    drawn: list[int] = []

    def draw(longest: int) -> bytes:
        drawn.append(longest)
        return large if longest == 2000 else small

    chosen = fitted(draw, 2000)
    assert drawn == asked
    assert chosen is (small if len(asked) > 1 and fits_photo(small) else large)
