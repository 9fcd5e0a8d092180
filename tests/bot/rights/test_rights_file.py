"""The rights file: what it may say, and what is told of what it may not."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from bot.messages import Language
from bot.render.rights import wrong_rights
from bot.rights.errors import RightsError
from bot.rights.folders import Rule
from bot.rights.rights_file import read

_NONE = "里没有一个文件夹，要像 [folders.'人事'] 这样写；如果全部公开，请去掉 YINJU_RIGHTS。"
_NOT_THERE = "不在要查找的文档里；请写文档文件夹下的路径，或完整路径。"


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    for name in ("人事/工资", "财务"):
        (folder / name).mkdir(parents=True)
    with zipfile.ZipFile(folder / "往年.zip", "w") as archive:
        archive.writestr("人事/名单.txt", "名单")
    return folder


def written(folder: Path, text: str | bytes) -> Path:
    file = folder / "rights.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def told(folder: Path, text: str | bytes) -> list[str]:
    """What is told of a file that cannot be used; the file's own name left out."""
    file = written(folder.parent, text)
    with pytest.raises(RightsError) as caught:
        read(file, (folder,))
    sentences = wrong_rights(caught.value, Language.HANS)
    assert all(str(file) in one for one in sentences)
    return [one.replace(str(file), "F") for one in sentences]


def test_a_folder_is_for_people_groups_or_administrators(documents: Path) -> None:
    """The three kinds there are."""
    text = "[folders.'人事']\npeople = [5, 7]\ngroups = [-100]\n[folders.'人事/工资']\n"
    first, second = read(written(documents.parent, text), (documents,))
    assert first == Rule("人事", (documents / "人事",), frozenset({5, 7}), frozenset({-100}))
    assert second == Rule("人事/工资", (documents / "人事/工资",))


@pytest.mark.parametrize(
    "name",
    [
        "人事/工资", "./人事/../人事/工资/", r"人事\工资", "财务/../人事//工资", "{documents}/人事/工资",
        "往年.zip/人事", "往年.zip",
    ],
)  # fmt: skip
def test_a_folder_may_be_written_in_many_ways(documents: Path, name: str) -> None:
    """Also as Windows writes it, also one inside an archive."""
    text = f"[folders.'{name.format(documents=documents)}']\n"
    (rule,) = read(written(documents.parent, text), (documents,))
    assert rule.places


def test_a_name_holds_below_every_folder_of_documents(documents: Path, tmp_path: Path) -> None:
    """Two archives of the same shape are both closed."""
    other = tmp_path / "other"
    (other / "人事").mkdir(parents=True)
    (rule,) = read(written(tmp_path, "[folders.'人事']\n"), (documents, other))
    assert rule.places == (documents / "人事", other / "人事")


def test_a_file_from_windows_is_read(documents: Path) -> None:
    """Its editors put a mark in front."""
    assert read(written(documents.parent, "\ufeff[folders.'人事']\r\n"), (documents,))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", f"权限文件 F {_NONE}"),
        ("folders = 3", f"权限文件 F {_NONE}"),
        ("[folder.'人事']", "权限文件 F：不认识 folder，可以写的是 folders。"),
        ("[folders.'人事']\npeopel = [5]", '权限文件 F：不认识 folders."人事".peopel，可以写的是 people。'),
        ("[folders.'人事']\nx = [5]", '权限文件 F：不认识 folders."人事".x，可以写的是 people, groups。'),
        ("folders.'人事' = 5", '权限文件 F：folders."人事" 应是一个表，里面写 people 和 groups。'),
        ("[folders.'认事']", f'权限文件 F：folders."认事" {_NOT_THERE}'),
        ("[folders.'../..']", None),
        ("[folders.'/etc']", f'权限文件 F：folders."/etc" {_NOT_THERE}'),
        ("[folders.'往年.zip/财务']", f'权限文件 F：folders."往年.zip/财务" {_NOT_THERE}'),
        (
            "[folders.'人事']\n[folders.'./人事']",
            '权限文件 F：folders."./人事" 和 folders."人事" 是同一个文件夹，请合成一个。',
        ),
        ("[folders.人事]", "权限文件 F 第 1 行不是 TOML 的写法：文件夹名要加单引号，例如 [folders.'人事']。"),
        ('x = """', "权限文件 F 不是完整的 TOML。"),
        ("[folders.'人事']".encode("gbk"), "权限文件 F 不是 UTF-8 文本，请另存为 UTF-8。"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(documents: Path, text: str | bytes, expected: str | None) -> None:
    """With the file and the key, in one sentence; a misspelt folder above all, for it would stay open."""
    if expected is None:  # what holds all documents is among them
        assert read(written(documents.parent, text), (documents,))
    else:
        assert told(documents, text) == [expected]


@pytest.mark.parametrize("people", ["5", '["@ming"]', "[-5]", "[0]", "[true]", "[5.0]", "[9007199254740993]"])
def test_people_are_positive_numbers(documents: Path, people: str) -> None:
    """A name or a group in their place would let in nobody, or somebody else."""
    (sentence,) = told(documents, f"[folders.'人事']\npeople = {people}")
    assert sentence.startswith('权限文件 F：folders."人事".people')
    assert "正整数" in sentence


@pytest.mark.parametrize("groups", ["-5", '["读书会"]', "[5]", "[0]", "[-5, 5]"])
def test_groups_are_negative_numbers(documents: Path, groups: str) -> None:
    """As Telegram gives them."""
    (sentence,) = told(documents, f"[folders.'人事']\ngroups = {groups}")
    assert sentence.startswith('权限文件 F：folders."人事".groups')
    assert "负整数" in sentence


def test_every_problem_is_told_at_once(documents: Path) -> None:
    """Not one at each start."""
    assert len(told(documents, "x = 1\n[folders.'人事']\npeople = [-1]\ngroups = [1]\n")) == 3
    assert len(told(documents, "[folders.'一']\n[folders.'二']\n")) == 2


def test_a_file_that_is_not_there_is_no_open_door(tmp_path: Path) -> None:
    """Nor one that is a folder."""
    for file in (tmp_path / "none.toml", tmp_path):
        with pytest.raises(RightsError) as caught:
            read(file, (tmp_path,))
        assert "读不了权限文件" in wrong_rights(caught.value, Language.HANS)[0]
