"""A document told in its own sentences."""

from index.answering.summarizing import MOST, summary
from index.model import Found
from index.query import parse
from tests.analysis import ANALYZER
from tests.index.answering.made import hit, paragraphs
from tests.index.answering.test_listing import Neighbours

LINES = paragraphs(
    "渡口安全月总结",
    "渡口管理处六月开展了渡口安全月活动，检查渡船十二艘。",
    "检查发现渡船救生衣不足，管理处已为渡船补齐救生衣。",
    "活动期间，渡口管理处组织船员安全培训两次。",
    "材料如下：",
    "下一步，管理处将继续检查渡船，加强船员安全培训。",
    "天气晴。",
    "渡口食堂本月添了一台冰柜，大家都很高兴。",
    "渡口管理处 七月一日",
)


def test_a_summary_is_whole_sentences_in_their_order() -> None:
    """Every sentence is a quote that can be opened where it stands."""
    found = Found((), (hit(LINES[2]),), 1.0)
    chance, told = summary(parse("渡口安全月总结主要讲了什么", ANALYZER), found, Neighbours(LINES))
    assert chance == 1.0
    assert 0 < len(told) <= MOST
    assert [each.paragraph.ordinal for each in told] == sorted(each.paragraph.ordinal for each in told)
    assert "渡口管理处六月开展了渡口安全月活动，检查渡船十二艘。" in [each.quote for each in told]
    assert all(each.quote.endswith("。") for each in told)


def test_the_likeliest_document_is_told() -> None:
    """A question names one document; sentences of others would be wrong."""
    other = paragraphs("食堂通知写明食堂周日不开门，请自备午饭。", document="乙")
    found = Found((), (hit(LINES[1], 1, 0.4), hit(other[0], 2, 0.3), hit(LINES[2], 3, 0.3)), 1.0)
    chance, told = summary(parse("总结讲了什么", ANALYZER), found, Neighbours(LINES))
    assert chance == 0.7
    assert {each.paragraph.document.id for each in told} == {"甲"}


def test_a_document_without_sentences_has_no_summary() -> None:
    """A table of figures cannot be told in sentences; it is answered otherwise."""
    bare = paragraphs("目录", "一", "二")
    assert summary(parse("主要讲了什么", ANALYZER), Found((), (hit(bare[0]),), 1.0), Neighbours(bare))[1] == ()


def test_a_line_that_only_dates_the_document_is_no_part_of_its_summary() -> None:
    """Whoever asks what it says is not helped by the day it was made."""
    dated = paragraphs(
        "桥梁巡查周报", "填报日期：2025年4月1日 第3版。", "本周巡查桥梁九座，其中一座的护栏松动，已经加固。"
    )
    told = summary(parse("周报讲了什么", ANALYZER), Found((), (hit(dated[1]),), 1.0), Neighbours(dated))[1]
    assert [each.paragraph.ordinal for each in told] == [3]


def test_the_kind_of_paper_that_is_pointed_at_chooses_the_document() -> None:
    """「这份通知」 is the only one there is, whatever words other documents share with the question."""
    notice = paragraphs("食堂停业通知", "食堂因检修停业三天，职工凭饭票到职工之家用餐。", document="停业通知")
    found = Found((), (hit(LINES[1], 1, 0.9), hit(notice[1], 2, 0.1)), 1.0)
    chance, told = summary(parse("这份通知讲了什么", ANALYZER), found, Neighbours(notice))
    assert chance == 1.0
    assert {each.paragraph.document.id for each in told} == {"停业通知"}


def test_a_kind_of_paper_that_is_not_there_chooses_nothing() -> None:
    """Then the words of the question decide, as for any other."""
    found = Found((), (hit(LINES[1], 1, 0.6), hit(LINES[2], 2, 0.1)), 1.0)
    chance, _ = summary(parse("这份合同讲了什么", ANALYZER), found, Neighbours(LINES))
    assert chance < 1.0


def test_what_stands_first_is_told_and_alone_where_one_sentence_is_wanted() -> None:
    """A report of news says first what happened; later sentences may share more words and matter less."""
    news = paragraphs(
        "新码头通航",
        "本报讯 五月三日，停用多年的芦花渡恢复摆渡。",
        "码头管理处说，码头的栈桥由管理处修好，码头的灯由管理处换新。",
        "码头管理处说，管理处在码头的栈桥上加了灯。",
    )
    found = Found((), (hit(news[2]),), 1.0)
    several = summary(parse("新码头通航讲了什么", ANALYZER), found, Neighbours(news))[1]
    assert several[0].paragraph.ordinal == 2
    assert len(several) > 1
    one = summary(parse("用一句话概括新码头通航讲了什么", ANALYZER), found, Neighbours(news))[1]
    assert [each.paragraph.ordinal for each in one] == [2]
