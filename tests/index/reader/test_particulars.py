from hypothesis import given
from hypothesis import strategies as st

from index.reader import particulars
from index.reader.columns import Columns
from index.reader.question import Question, parse
from index.reader.words import words
from index.text import Analyzer, fold

ANALYZER = Analyzer()


def question(text: str) -> Question:
    folded = fold(text).text
    return parse(folded, words(folded, ANALYZER))


def told(asked: str, *texts: str, title: str = "") -> dict[str, list[float]]:
    columns = Columns(len(texts))
    particulars.put(columns, question(asked), [fold(text).text for text in texts], title)
    return {name: columns[name].tolist() for name in columns.names}


def test_a_sentence_that_names_another_year_is_told_from_one_that_names_none() -> None:
    """An office held in 2013 is not the one held in 2017, however many words the sentence shares."""
    found = told("2017年4月他担任什么职务?", "2017年4月任副主任。", "2013年辞去职务。", "他担任职务。", "2017年卸任。")
    assert found["names_year"] == [2.0, 1.0, 0.0, 2.0]
    assert found["names_month"] == [2.0, 0.0, 0.0, 0.0]
    assert found["dates_plain"] == [1.0, 0.0, 0.0, 0.5]
    assert found["dates_to_best"][0] > found["dates_to_best"][3] > found["dates_to_best"][1]


def test_a_date_holds_until_another_is_named() -> None:
    """The second sentence of a paragraph about 2005 still tells of 2005."""
    found = told("2005年发生了什么?", "2005年建成。", "随后通车。", "2008年扩建。", "又过了很久。")
    assert found["under_year"] == [2.0, 2.0, 1.0, 1.0]


def test_a_number_inside_a_longer_one_is_another_number() -> None:
    """The 12th congress is not the 112th."""
    assert told("第12届在哪里举行?", "第112届在北京。", "第12届在上海。")["dates_plain"] == [0.0, 1.0]
    assert told("1984年6月在哪里?", "1998年6月在温州。", "1984年16月。")["names_month"] == [2.0, 1.0]


def test_questions_without_dates_say_so() -> None:
    """That nothing was asked for must not look like nothing was found."""
    found = told("谁建的?", "2005年建成。", "张三建的。")
    assert found["names_year"] == found["under_year"] == found["dates_plain"] == [-1.0, -1.0]


def test_a_sentence_that_begins_with_the_matter_is_told_from_one_that_mentions_it() -> None:
    """What a flower looks like stands where the sentence is about the flower."""
    found = told("黄蝉的花有什么特点?", "花为鲜黄色。", "黄蝉别称软枝花蝉。", "特点是五裂。", title="黄蝉")
    assert found["start"] == [1.0, 2.0, 2.0]
    assert found["first_untitled"] == [0.0, 6.0, 0.0]
    assert found["head_at"] == [-1.0, -1.0, 0.0]
    assert found["head_told"] == [0.0, 0.0, 1.0]


def test_a_sentence_that_counts_the_thing_is_told_from_one_with_some_number() -> None:
    """How many campuses there are is not how many pupils."""
    found = told("学校有几个校区?", "现有两个校区。", "校区有在校生2100人。", "3个新的校区。")
    assert found["counts_next"] == [1.0, 0.0, 0.0]
    assert found["counts_near"] == [1.0, 0.0, 1.0]


@given(st.text(max_size=40), st.lists(st.text(alphabet="年月1290年a花是 。个", max_size=30), min_size=1, max_size=6))
def test_any_text_has_the_same_features(asked: str, texts: list[str]) -> None:
    """Trained weights fit every question and every paragraph."""
    assert list(told(asked, *texts)) == list(told("谁?", "甲"))
