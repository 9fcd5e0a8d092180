from index.evaluation.dataset import Question
from index.training.variations import another_year


def test_a_question_about_a_year_no_text_names_has_no_answer() -> None:
    """What happened in 2013 is no answer to what happened in 1990, however much else is alike."""
    question = Question("q", "2017年他任什么职务？", {}, ("主任",))
    other = another_year(question, ["2017年任主任。2020年退休。"])
    assert other is not None
    assert other.text == "2024年他任什么职务？"
    assert other.answers == ()


def test_a_question_without_a_year_is_left_alone() -> None:
    """Only what is certainly without an answer may teach silence."""
    assert another_year(Question("q", "12月10日谁主持会议？", {}, ("甲",)), []) is None
    assert another_year(Question("q", "2017年？", {}), ["2020 2024 2028 2033"]) is None
