"""Which edition of what a document is, by its title and path."""

import pytest

from index.text.editions import edition_of, version_number


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("宿舍管理办法（2021年版）", "宿舍管理办法（2024年修订）"),
        ("宿舍管理办法", "宿舍管理办法（试行）"),
        ("宿舍管理暂行办法", "宿舍管理办法"),
        ("访客手册 v1.2", "访客手册V2.0"),
        ("2019版访客手册", "访客手册 第三版"),
        ("章程（2019年3月5日第二次修订）", "章程（征求意见稿）"),
        ("湿地二〇二三年度报告", "湿地2024年度报告"),
        ("作息时间表20240301", "作息时间表20250301"),
        ("操作规程【2020年1月1日起施行】", "操作规程(已废止)"),
    ],
)
def test_titles_that_differ_in_the_edition_alone_name_one_document(one: str, other: str) -> None:
    """Who is answered from two editions at once should know that they are editions of one."""
    assert edition_of(one).name == edition_of(other).name != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("东楼宿舍管理办法（2021年版）", "西楼宿舍管理办法（2024年修订）"),
        ("宿舍管理办法", "关于修订宿舍管理办法的通知"),
        ("2024年3月例会纪要", "2024年4月例会纪要"),
        ("安全月报（2024年3月）", "安全月报（2024年4月）"),
        ("员工手册", "员工手册（节选）"),
        ("QL-A3使用说明", "QL-A4使用说明"),
        ("第一版块说明", "说明"),
    ],
)
def test_other_titles_name_other_documents(one: str, other: str) -> None:
    """What is said of one thing must not be taken for an older word on another."""
    assert edition_of(one).name != edition_of(other).name


def test_what_the_title_leaves_open_is_told_by_the_path() -> None:
    """Offices put the year into the name of the file, or old papers into a folder of their own."""
    assert edition_of("收费标准", "收费标准_2022.docx").year == 2022
    assert edition_of("收费标准", "2024/收费标准.docx").year == 2024
    assert edition_of("收费标准", "旧版/收费标准.docx").old
    assert not edition_of("收费标准", "收费标准.docx").marked


def test_what_tells_of_a_year_or_of_something_that_happened_is_no_new_version() -> None:
    """This year's report does not put last year's out of force."""
    assert edition_of("湿地2023年度报告").period
    assert edition_of("董事会会议纪要（2023年版）").period
    assert not edition_of("宿舍管理办法（2023年版）").period


def test_numbers_of_versions_are_compared_as_numbers() -> None:
    """v1.10 is newer than v1.9."""
    assert version_number("v1.10") > version_number("v1.9")
    assert version_number("第三版") == (3,)
    assert version_number("一版块") == ()
