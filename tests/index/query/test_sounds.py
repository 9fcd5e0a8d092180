"""Typing by sound: the syllables of characters and the characters of syllables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.query.sounds import characters, sounding_like, spelt, syllable


@pytest.mark.parametrize(
    ("character", "name"), [("登", "deng"), ("绿", "lv"), ("略", "lve"), ("啊", "a"), ("座", "zuo")]
)
def test_a_common_character_has_its_syllable(character: str, name: str) -> None:
    """The order of GB 2312 is the order of sounds."""
    assert syllable(character) == name
    assert character in characters(name)


def test_rare_characters_and_letters_have_none() -> None:
    """Whoever types them types no slip of sound."""
    assert [syllable(each) for each in ("龘", "A", "")] == ["", "", ""]
    assert sounding_like("龘") == ()


def test_sounds_taken_for_each_other_are_near() -> None:
    """Half the country does not part z from zh, n from l, in from ing."""
    assert "资" in sounding_like("知")
    assert "刘" in sounding_like("牛")
    assert "银" in sounding_like("英")
    assert "八" not in sounding_like("大")


@pytest.mark.parametrize(
    ("run", "ways"),
    [
        ("dengji", (("deng", "ji"),)),
        ("xian", (("xian",), ("xi", "an"))),
        ("lüxing", (("lv", "xing"),)),
        ("windows", ()),
        ("", ((),)),
    ],
)
def test_letters_are_parted_into_syllables(run: str, ways: tuple[tuple[str, ...], ...]) -> None:
    """The fewest syllables first; English words are none."""
    assert spelt(run) == ways


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzü", max_size=40))
def test_any_letters_can_be_tried(run: str) -> None:
    """Every way spells what was typed."""
    for way in spelt(run):
        assert "".join(way) == run.replace("ü", "v").replace("  ", "")
