"""Names of persons by their looks."""

import pytest

from index.text.persons import is_name_like, names_person, of_record, others_like


@pytest.mark.parametrize("name", ["沈岚", "顾明远", "欧阳静", "诸葛青云"])
def test_a_surname_and_a_given_name_look_like_a_name(name: str) -> None:
    """Nobody keeps a list of all who are spoken of."""
    assert is_name_like(name)


@pytest.mark.parametrize(
    "other", ["王主任", "李老师", "王家村", "柳荫站", "图书馆", "沈岚的", "沈", "顾明远志", "欧阳"]
)
def test_posts_places_and_other_words_do_not(other: str) -> None:
    """「王主任的电话」 names a post; who holds it stands in the documents."""
    assert not is_name_like(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("沈岚,工号2203", True),
        ("由沈岚负责", True),
        ("沈岚说,明天开门", True),
        ("沈岚岚,药剂师", False),
        ("沈岚岚的窗口", False),
        ("药剂师是沈岚岚", False),
        ("沈澜,护士长", False),
    ],
)
def test_a_name_is_met_whole(text: str, *, expected: bool) -> None:
    """沈岚 and 沈岚岚 are two people."""
    assert names_person("沈岚", text) is expected


def test_an_entry_of_a_list_is_about_the_person_it_begins_with() -> None:
    """A telephone number behind a name is that person's."""
    assert of_record("顾铭远,工号3170,值班电话5550") == "顾铭远"
    assert of_record("3. 沈岚 | 5551-2207 | 周一") == "沈岚"
    assert of_record("顾客至上,服务第一") == ""
    assert of_record("会议由沈岚主持,三点开始") == ""


def test_names_with_one_other_character_are_found() -> None:
    """They are whom a mistyped name may mean."""
    assert others_like("顾鸣远", "顾明远和顾铭远都在,顾铭在家") == ["顾明远", "顾铭远"]
