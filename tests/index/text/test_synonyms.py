"""Everyday words that mean the same: people say 漏水 where a notice says 渗漏."""

from __future__ import annotations

from importlib.resources import files

import pytest

from index.text import fold
from index.text.synonyms import others


@pytest.mark.parametrize(
    ("said", "written"), [("漏水", "渗漏"), ("晚饭", "晚餐"), ("辞职", "离职"), ("邮费", "运费"), ("打折", "优惠")]
)
def test_everyday_words_lead_to_those_of_documents(said: str, written: str) -> None:
    """Who asks does not know the words the document was written in."""
    assert written in others(said)
    assert said in others(written)


def test_a_word_is_no_synonym_of_itself_and_unknown_ones_have_none() -> None:
    """What stands for itself would count twice."""
    assert "辞职" not in others("辞职")
    assert others("白鹭洲") == ()


def test_every_word_is_written_as_texts_are_searched() -> None:
    """A traditional or full-width word in the list would meet nothing: texts are folded before they are searched."""
    for line in files("index.text").joinpath("synonyms.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            words = line.split()
            assert len(words) > 1
            assert [fold(word).text for word in words] == words
