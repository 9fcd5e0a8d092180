"""Settings into parts."""

from pathlib import Path

from bot.bootstrap import lexicon
from bot.settings import Settings


def test_words_that_mean_the_same_stand_in_the_list_of_words(tmp_path: Path) -> None:
    """One file for the house's own words is enough: 办公自动化系统 = OA."""
    words = tmp_path / "词表.txt"
    words.write_text("轮渡处\n航务通 ＝ HWT # 办公系统\n", encoding="utf-8")
    found = lexicon(Settings(words=words, data=tmp_path, cache=tmp_path))
    assert found.words == ("轮渡处",)
    assert found.groups == (("航务通", "HWT"),)
    assert found.canonical("hwt怎么登录") == "航务通怎么登录"
