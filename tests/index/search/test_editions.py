"""The documents of a snapshot that are editions of one."""

from index.model import DocumentInfo
from index.search.editions import MOST, Editions


def document(key: str, title: str) -> DocumentInfo:
    return DocumentInfo(key, f"{key}.txt", title, key)


OLD, NEW, OTHER = (
    document("1", "宿舍管理办法（2021年版）"),
    document("2", "宿舍管理办法（2024年修订）"),
    document("3", "食堂管理办法（2024年修订）"),
)


def test_the_editions_of_a_document_are_known() -> None:
    """Who asks one should hear of the other, and of nothing else."""
    editions = Editions(lambda: (OLD, NEW, OTHER))
    assert editions.of(OLD, None) == (OLD, NEW)
    assert editions.of(OTHER, None) == (OTHER,)


def test_of_an_edition_that_may_not_be_read_nothing_is_told() -> None:
    """Not even that there is a newer one: its title may tell what its readers alone should know."""
    assert Editions(lambda: (OLD, NEW)).of(OLD, frozenset({"1"})) == (OLD,)


def test_a_common_title_makes_no_editions() -> None:
    """Fifty papers called 会议纪要 are fifty papers."""
    many = [document(str(number), "会议纪要") for number in range(MOST + 1)]
    assert Editions(lambda: many).of(many[0], None) == (many[0],)
