"""How much one person may ask."""

from __future__ import annotations

from bot.telegram_app.state.flood_limit import FloodLimit
from tests.bot.telegram_app.stage import FRIEND, Stage


def test_the_limit_counts_each_person_and_comes_back() -> None:
    """One flooding person does not silence another."""
    limit = FloodLimit(most=2, seconds=10.0)
    assert [limit.take(1, 100.0) for _ in range(4)] == [0, 0, 10, None]
    assert limit.take(2, 100.0) == 0
    assert limit.take(1, 110.5) == 0


def test_questions_that_waited_are_no_flood(stage: Stage) -> None:
    """The bot was away for an hour; what people asked meanwhile comes at once."""
    bodies = []
    for _ in range(20):
        bodies.append(stage.message("每张借书证一次可借多少册？", FRIEND))
        stage.clock.now += 60
    answers = [call for body in bodies for call in stage.deliver("message", body)]
    assert len(answers) == 20
    assert all("10册" in call.text for call in answers)


def test_what_is_dropped_is_told_with_where_it_begins(stage: Stage) -> None:
    """The first that is not answered is quoted, with how long that lasts; after that time all is well."""
    written = [stage.write("几点开放？", FRIEND) for _ in range(15)]
    assert [len(calls) for calls in written] == [1] * 13 + [0, 0]
    (told,) = written[12]
    assert "这一条和接下来 30 秒内的都没有回答" in told.text
    assert told.sent["reply_parameters"]["message_id"] == stage.last_written - 2
    stage.clock.now += 31
    assert "接下来" not in stage.write("几点开放？", FRIEND)[0].text
