"""The time that is left is told from how fast it went lately."""

from bot.render.remaining import Remaining


class Clock:
    """Time that is told what it is."""

    now = 0.0

    def __call__(self) -> float:
        """That time."""
        return self.now


def told(*moments: tuple[float, int], total: int) -> list[int | None]:
    """What is said at these seconds with so much done."""
    clock = Clock()
    remaining, said = Remaining(clock), []
    for clock.now, done in moments:
        said.append(remaining.minutes(done, total))
    return said


def test_nothing_is_claimed_before_it_can_be_known() -> None:
    """The first second of a build says nothing of its last hour; nor does one that stands still."""
    assert told((0, 0), (1, 5), (4, 90), total=1000) == [None, None, None]
    assert told((0, 7), (30, 7), total=1000) == [None, None]


def test_the_time_left_follows_from_the_pace() -> None:
    """Whoever waits wants to know whether to fetch a coffee."""
    assert told((0, 0), (60, 100), total=1000) == [None, 9]
    assert told((0, 0), (60, 999), (61, 1000), total=1000) == [None, 1, None]


def test_what_an_earlier_build_left_does_not_make_the_rest_look_short() -> None:
    """The first half of a build that goes on is there at once; the other half takes its time."""
    moments = [(0.0, 0), (1.0, 5000), *((1.0 + 10 * at, 5000 + 10 * at) for at in range(1, 13))]
    assert told(*moments, total=10_000)[-1] == 81


def test_another_build_is_another_estimate() -> None:
    """A watch goes on for weeks; the pace of last week is nobody's concern."""
    assert told((0, 0), (60, 100), (61, 0), (121, 500), total=1000)[-1] == 1
