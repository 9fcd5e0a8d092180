import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import dialogue_state
from index.dialogue_state import Turn, with_subject
from index.model import Span
from tests.analysis import ANALYZER

STUDENTS = Turn("学生党员有多少名?", "1580名", "发展党员")
CHAIR = Turn("会议由谁主持?", "简宁", "总结会议")
DAY = Turn("总结会议是哪一天举行的?", "12月10日上午", "总结会议")
WHO = Turn("阮德忠是谁?", "省委书记")
OFFICE = Turn("省委检查委员会副主任是谁?", "黎文甲")
PARTY = Turn("省直机关党委成立初期有几个基层党支部?", "26个")


def words(folded: str) -> list[Span]:
    return [Span(at, at + len(word)) for word, at, _ in ANALYZER.bare_tokens(folded)]


def complete(question: str, previous: Turn) -> str | None:
    return dialogue_state.complete(question, previous, words)


@pytest.mark.parametrize(
    ("question", "previous", "meant"),
    [
        ("那企业党员呢?", STUDENTS, "企业党员有多少名?"),
        ("企业党员呢", STUDENTS, "企业党员有多少名?"),
        ("那2023年呢?", Turn("2024年全省发展了多少名党员?"), "2023年全省发展了多少名党员?"),
        ("去年呢?", Turn("全省发展了多少名党员?"), "去年全省发展了多少名党员?"),
        ("义安呢?", Turn("河内有多少人口?", "800万"), "义安有多少人口?"),
        ("上海怎么样?", Turn("北京的天气好吗?"), "上海的天气好吗?"),
    ],
)
def test_another_thing_takes_the_place_of_the_first(question: str, previous: Turn, meant: str) -> None:
    """Nobody types the whole question again to compare two things."""
    assert complete(question, previous) == meant


@pytest.mark.parametrize(
    ("question", "previous", "meant"),
    [
        ("他是谁?", CHAIR, "简宁是谁?"),
        ("他哪年出生?", WHO, "阮德忠哪年出生?"),
        ("他是什么时候上任的?", OFFICE, "黎文甲是什么时候上任的?"),
        ("它有多少党员?", PARTY, "省直机关党委有多少党员?"),
        ("它的主题是什么?", Turn("哪个座谈会最重要?", "专家座谈会"), "专家座谈会的主题是什么?"),
    ],
)
def test_a_pronoun_becomes_what_it_means(question: str, previous: Turn, meant: str) -> None:
    """The one just named in the answer can be asked about at once."""
    assert complete(question, previous) == meant


@pytest.mark.parametrize(
    ("question", "previous", "meant"),
    [
        ("它的容量呢？", Turn("海豚三号有多长？", "9米"), "海豚三号的容量?"),
        ("那容量呢", Turn("海豚三号有多长？", "9米"), "海豚三号的容量?"),
        ("容量呢？", Turn("海豚三号的长度是多少？", "9米"), "海豚三号的容量是多少?"),
        ("那票价呢？", Turn("押金是多少？", "20元"), "票价是多少?"),
    ],
)
def test_another_property_is_asked_of_the_same_thing(question: str, previous: Turn, meant: str) -> None:
    """What is asked next is what the boat holds, not how long its hold is."""
    assert complete(question, previous) == meant


def test_a_paper_that_says_what_it_is_is_not_the_one_before() -> None:
    """「那份值班表」 is another paper than the minutes that were spoken of."""
    assert complete("那份值班表是谁排的?", CHAIR) is None


def test_a_paper_pointed_at_is_named() -> None:
    """这份文件 is the one the answer came from."""
    assert complete("这份文件是谁签发的?", CHAIR) == "《总结会议》是谁签发的?"
    assert complete("这份文件是谁签发的?", OFFICE) is None


@pytest.mark.parametrize(
    ("question", "previous", "meant"),
    [
        ("哪一年?", CHAIR, "会议哪一年主持?"),
        ("什么时候呢?", CHAIR, "会议什么时候主持?"),
        ("在哪里?", DAY, "总结会议在哪里举行的?"),
        ("为什么?", CHAIR, "为什么会议由简宁主持?"),
    ],
)
def test_a_bare_interrogative_asks_the_same_matter_otherwise(question: str, previous: Turn, meant: str) -> None:
    """Asking on takes two words, as between people."""
    assert complete(question, previous) == meant


@pytest.mark.parametrize(
    ("question", "previous", "meant"),
    [
        ("什么时候成立的?", PARTY, "省直机关党委什么时候成立的?"),
        ("哪一年出生的?", OFFICE, "黎文甲哪一年出生的?"),
        ("谁主持的?", DAY, "总结会议谁主持的?"),
        ("要提前订吗", Turn("钢琴房在几楼?"), "钢琴房 要提前订吗?"),
        ("那罚款多少", Turn("图书逾期怎么算?"), "图书逾期 罚款多少?"),
        ("钢琴房几点关", Turn("钢琴房在几楼?"), None),
        ("什么是逾期", Turn("图书逾期怎么算?"), None),
        ("十七岁能参加吗", Turn("我在考试周能参加吗?"), None),
        ("学费多少", Turn("一班比二班多几人?"), None),
    ],
)
def test_a_question_that_may_lack_its_subject_gets_the_one_before(question: str, previous: Turn, meant: str) -> None:
    """Whether it stands by itself is told by the surer answer; this is the other way to take it."""
    assert complete(question, previous) is None
    assert with_subject(question, previous) == meant


@pytest.mark.parametrize(
    ("question", "before", "meant"),
    [
        ("那2号馆呢？", "体育中心1号馆几点关门?", "体育中心2号馆几点关门?"),
        ("第二回呢", "迟到第一回扣几分?", "迟到第二回扣几分?"),
        ("B票呢", "A票多少钱一张?", "B票多少钱一张?"),
        ("周日呢？", "游泳馆周六几点开门?", "游泳馆周日几点开门?"),
        ("节假日呢？", "游泳馆几点开门?", "节假日游泳馆几点开门?"),
        ("那国庆节呢", "游泳馆平时几点关门?", "游泳馆国庆节几点关门?"),
        ("那汛期呢", "渡口平时几点收班?", "渡口汛期几点收班?"),
        ("那今年头两个月呢？", "去年卖了多少张票?", "今年头两个月卖了多少张票?"),
        ("那实名票呢", "不记名票几张起售?", "实名票几张起售?"),
        ("副组长呢", "筹备组组长是谁?", "筹备组副组长是谁?"),
        ("那全年门票收入呢", "年末常住人口是多少?", "全年门票收入是多少?"),
        ("那晚上呢", "停车场白天怎么收费?", "停车场晚上怎么收费?"),
        ("8月的呢", "7月电费多少?", "8月电费多少?"),
        ("那旧版呢", "伙食补贴每天多少?", "旧版伙食补贴每天多少?"),
        ("新版呢", "旧版伙食补贴每天多少?", "新版伙食补贴每天多少?"),
        ("那中班呢", "小班学费多少?", "中班学费多少?"),
        ("那午饭呢", "食堂几点吃早饭?", "食堂几点吃午饭?"),
        ("那校车呢", "学生怎么坐公交?", "校车怎么坐公交?"),
        ("女子的呢？", "男子跳远纪录是多少?", "女子跳远纪录是多少?"),
        ("水泥呢", "钢材合同价是多少?", "水泥合同价是多少?"),
        ("那病假呢？", "2024年版的事假扣多少工资?", "2024年版的病假扣多少工资?"),
        ("逾期呢", "遗失图书怎么赔?", "逾期图书怎么赔?"),
        ("要是不去了呢？", "报名费什么时候交?", "不去了 报名费什么时候交?"),
    ],
)
def test_as_little_as_can_be_gives_way_to_the_other_thing(question: str, before: str, meant: str) -> None:
    """What is asked of the thing, and where, must not go with it."""
    assert complete(question, Turn(before)) == meant


@pytest.mark.parametrize("question", ["还有呢?", "還有嗎？", "其他的呢?", "然后呢?", "继续"])
def test_asking_for_more_asks_the_same_again(question: str) -> None:
    """More means more of the same."""
    assert complete(question, STUDENTS) == "学生党员有多少名?"


def test_traditional_follow_ups_keep_their_script() -> None:
    """The reply shows how it was understood in the writing of the one who asked."""
    assert complete("那企業黨員呢？", Turn("學生黨員有多少名？")) == "企業黨員有多少名?"
    assert complete("為什麼呢？", Turn("會議在哪裡舉行？", "河內")) == "為什麼會議在河內舉行?"


@pytest.mark.parametrize(
    "question",
    [
        "学生党员有多少名?",
        "会议由谁主持?",
        "什么是治本之策?",
        "要提高哪些指数?",
        "北京今天的天气怎么样?",
        "如何用Python连接数据库?",
        "920-TB/TU",
        "党员",
        "省委组织部的办公电话是多少?",
        "",
        "？？",
    ],
)
def test_a_question_that_stands_on_its_own_is_left_alone(question: str) -> None:
    """A new matter must not be bent into the old one."""
    assert complete(question, OFFICE) is None


@given(
    st.text(alphabet="那还他它哪年呢?谁多少为什么的是有A1，黨㎏ \n", max_size=20),
    st.text(max_size=20),
    st.text(max_size=10),
)
def test_any_text_is_borne(question: str, before: str, answer: str) -> None:
    """Whatever is typed, the conversation goes on; what was on its own stays so or becomes a question."""
    meant = complete(question, Turn(before, answer))
    assert meant is None or meant.endswith("?")
