"""What several editions of one document say of the same."""

from collections.abc import Sequence
from datetime import date

from index.answering.counterparts import Told, told
from index.answering.taking_force import Coming
from index.model import Document, DocumentInfo, Found, Hit, Paragraph, ParagraphId, Reading, Span, cut
from index.query import parse
from tests.analysis import ANALYZER

THRESHOLD = 0.4
OLD, NEW = (DocumentInfo(key, key, f"泳池规定（{key}年版）", key) for key in ("2021", "2024"))


def hit(document: DocumentInfo, text: str, gains: tuple[float, ...] = (1.0, 1.0)) -> Hit:
    return Hit(cut(Document(document, text), 1, Span(0, len(text))), 1, 1.0, gains)


def reading(of: Hit, answer: str, confidence: float) -> Reading:
    text = of.paragraph.text
    span = Span(text.index(answer), text.index(answer) + len(answer))
    return Reading(of, Span(0, len(text)), span, span, confidence)


class Reach:
    """More of a document: these hits, read so."""

    def __init__(self, hits: Sequence[Hit] = (), read: Reading | None = None) -> None:
        self._hits = hits
        self._read = read

    def hits(self, document: str) -> Sequence[Hit]:
        """Those of the document."""
        return [each for each in self._hits if each.paragraph.document.id == document]

    def read(self, hit: Hit) -> Reading | None:
        """The same of each hit there is."""
        return self._read if hit in self._hits else None


def of(question: str, readings: Sequence[Reading], reach: Reach, force: str = "") -> Told:
    """What is told in 2024, the new edition saying of its force this, if anything."""
    hits = tuple(each.hit for each in readings)

    def paragraphs(key: ParagraphId, _before: int, _after: int) -> tuple[Paragraph, ...]:
        text = force if key.document == NEW.id else ""
        return (cut(Document(NEW, text), 9, Span(0, len(text))),) if text else ()

    coming = Coming(paragraphs, lambda: date(2024, 6, 1))
    return told(parse(question, ANALYZER), Found((), hits), readings, (OLD, NEW), THRESHOLD, reach, coming)


def quotes(of: Told) -> list[tuple[str, str]]:
    return [(each.hit.paragraph.document.id, each.hit.paragraph.quote(each.shown)) for each in of.readings]


BEFORE = reading(hit(OLD, "泳池每天上午九点到晚上八点开放。"), "上午九点到晚上八点", 0.9)
NOW = hit(NEW, "泳池每天早上七点到晚上九点开放。")


def test_the_edition_in_force_answers_first_however_unsure() -> None:
    """The sentence stands in both; the old hours are no help to anybody."""
    now = reading(NOW, "早上七点到晚上九点", 0.3)
    assert quotes(of("泳池几点开放", [BEFORE, now], Reach())) == [
        ("2024", "早上七点到晚上九点"),
        ("2021", "上午九点到晚上八点"),
    ]


def test_what_was_not_read_is_read() -> None:
    """Reading ends where one answer is sure, and that may be before the edition in force."""
    reach = Reach((NOW,), reading(NOW, "早上七点到晚上九点", 0.8))
    assert quotes(of("泳池几点开放", [BEFORE], reach))[0] == ("2024", "早上七点到晚上九点")


def test_where_no_answer_is_seen_the_sentence_itself_is_shown() -> None:
    """「另行公告」 is what is in force, though it is no hour."""
    silent = hit(NEW, "泳池每天上午到晚上开放的时间另行公告。")
    reach = Reach((silent,), reading(silent, "每天", 0.01))
    assert quotes(of("泳池几点开放", [BEFORE], reach))[0] == ("2024", "泳池每天上午到晚上开放的时间另行公告。")


def test_the_same_said_in_other_words_counts_where_it_answers_as_surely() -> None:
    """A new edition is often written anew."""
    other = reading(hit(NEW, "早七点开门，晚九点关门，全年如此。"), "早七点开门，晚九点关门", 0.6)
    assert [document for document, _ in quotes(of("泳池几点开放", [BEFORE, other], Reach()))] == ["2024", "2021"]


def test_that_the_edition_in_force_says_nothing_is_told() -> None:
    """Whoever reads a rule that was struck out believes that it holds."""
    result = of("泳池几点开放", [BEFORE], Reach((hit(NEW, "入池前须出示健康证明。"),)))
    assert quotes(result) == [("2021", "上午九点到晚上八点")]
    assert result.superseded_by == NEW.title


def test_a_question_that_names_a_year_is_answered_as_it_was_read() -> None:
    """Who asks for 2021 gets 2021."""
    assert of("2021年泳池几点开放", [BEFORE, reading(NOW, "早上七点到晚上九点", 0.5)], Reach()) == Told()


def test_what_is_to_come_is_told_behind_what_is_with_its_day() -> None:
    """Whoever swims today needs today's hours, and is glad to know from when on others count."""
    now = reading(NOW, "早上七点到晚上九点", 0.9)
    result = of("泳池几点开放", [now, BEFORE], Reach(), "本规定自2024年9月1日起施行。")
    assert quotes(result) == [
        ("2021", "上午九点到晚上八点"),
        ("2024", "早上七点到晚上九点"),
        ("2024", "本规定自2024年9月1日起施行。"),
    ]
