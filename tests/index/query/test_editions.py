"""Which edition of a document a question is for."""

import pytest

from index.model import EditionKind
from index.query.editions import edition_asked, names_edition


@pytest.mark.parametrize(
    ("question", "kind", "rest"),
    [
        ("2021版住宿费多少", EditionKind.YEAR, "住宿费多少"),
        ("2021年版里的住宿费多少", EditionKind.YEAR, "住宿费多少"),
        ("2022年的收费标准里押金多少", EditionKind.YEAR, "收费标准里押金多少"),
        ("2024年修订后住宿费多少", EditionKind.YEAR, "住宿费多少"),
        ("旧版的住宿费是多少", EditionKind.EARLIER, "住宿费是多少"),
        ("旧的住宿办法里要交多少", EditionKind.EARLIER, "住宿办法里要交多少"),
        ("修订前住宿费多少", EditionKind.EARLIER, "住宿费多少"),
        ("现行的住宿办法是什么", EditionKind.LATEST, "住宿办法是什么"),
        ("最新的住宿费是多少", EditionKind.LATEST, "住宿费是多少"),
        ("手册v1.2里车停在哪", EditionKind.NUMBER, "手册车停在哪"),
        ("试行的时候几点开放", EditionKind.TRIAL, "几点开放"),
        ("征求意见稿里罚多少", EditionKind.DRAFT, "罚多少"),
        ("去年的住宿办法里交多少", EditionKind.BACK, "住宿办法里交多少"),
    ],
)
def test_a_question_names_an_edition(question: str, kind: EditionKind, rest: str) -> None:
    """Who asks for last year's rules wants those, found by what is asked of them."""
    asked = edition_asked(question)
    assert asked is not None
    assert (asked.kind, asked.question) == (kind, rest)


@pytest.mark.parametrize(
    "question",
    [
        *("现在几点开放", "去年发展了多少会员", "2023年收入多少", "老人免票吗", "旧书怎么处理", "老师的手册在哪领"),
        *("旧城改造方案是谁定的", "10日以前要交什么", "第一版面登什么", "旧版呢", ""),
    ],
)
def test_other_words_of_time_name_none(question: str) -> None:
    """A question for a year, or for old books, must not be narrowed to an edition."""
    assert edition_asked(question) is None


def test_the_naming_of_an_edition_alone_asks_on() -> None:
    """「那旧版呢」 asks the same of another edition, not of another thing."""
    assert all(map(names_edition, ("旧版", "2021版的", "新版", "v1.2", "试行的时候")))
    assert not any(map(names_edition, ("学生", "2021年", "旧版手册的封面")))
