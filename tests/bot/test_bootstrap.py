"""Settings into parts."""

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pydantic import HttpUrl

from bot.bootstrap import lexicon, open_library, searches_samples
from bot.settings import Settings
from index.errors import ClusterLost, ClusterMismatch, ClusterReadOnly, NoClusterIndex
from index.library import Library
from index.model import Answer, NoAnswer
from index.search.cluster.layout import LAYOUT
from index.stored import FileState
from tests.index.search.cluster.cluster_server import ClusterServer, Index

QUESTION = "每张借书证一次可借多少册？"
RULES = "青禾图书馆开放规定\n本馆周二至周日开放，周一闭馆。\n每张借书证一次可借10册，借期30天。\n"


@pytest.fixture
def server() -> Iterator[ClusterServer]:
    with ClusterServer() as server:
        yield server


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "documents").mkdir()
    file = tmp_path / "documents" / "图书馆.txt"
    file.write_text(RULES, encoding="utf-8")
    # what was written a moment before it is read may have changed since without a trace
    os.utime(file, (1_700_000_000, 1_700_000_000))
    return tmp_path / "documents"


class Opener:
    """Opens libraries over one cluster, each as on a machine of its own, and closes them in the end."""

    def __init__(self, server: ClusterServer, folder: Path, cache: Path) -> None:
        self._server = server
        self._folder = folder
        self._cache = cache
        self._opened: list[Library] = []

    def library(self, machine: str, *documents: Path) -> Library:
        """The library of that machine; where documents are named, one that publishes them."""
        settings = asking(self._server, self._folder / machine, self._cache)
        self._opened.append(open_library(settings, documents or None, publishes=bool(documents)))
        return self._opened[-1]

    def close(self) -> None:
        """Give all connections back."""
        for library in self._opened:
            library.close()


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The parsed dictionary of all machines: parsing takes a second."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def opener(server: ClusterServer, tmp_path: Path, cache: Path) -> Iterator[Opener]:
    with closing(Opener(server, tmp_path, cache)) as opener:
        yield opener


def asking(server: ClusterServer, place: Path, cache: Path | None = None) -> Settings:
    """The settings of a machine that has no documents."""
    return Settings(
        search="opensearch",
        opensearch_url=(HttpUrl(server.url),),
        opensearch_timeout=120,
        data=place / "data",
        cache=place.parent / "cache" if cache is None else cache,
    )


def ask(library: Library) -> str:
    answer = library.ask(QUESTION)
    assert isinstance(answer, Answer | NoAnswer)
    return answer.text if isinstance(answer, Answer) else answer.reason


def test_words_that_mean_the_same_stand_in_the_list_of_words(tmp_path: Path) -> None:
    """One file for the house's own words is enough: 办公自动化系统 = OA."""
    words = tmp_path / "词表.txt"
    words.write_text("轮渡处\n航务通 ＝ HWT # 办公系统\n", encoding="utf-8")
    found = lexicon(Settings(words=words, data=tmp_path, cache=tmp_path))
    assert found.words == ("轮渡处",)
    assert found.groups == (("航务通", "HWT"),)
    assert found.canonical("hwt怎么登录") == "航务通怎么登录"


def test_what_one_machine_publishes_another_without_documents_answers_from(
    opener: Opener, server: ClusterServer, folder: Path, tmp_path: Path
) -> None:
    """Several bots and consoles share one cluster; each notices what is published, and only the publisher publishes."""
    publisher, reader = opener.library("one", folder), opener.library("two")
    assert publisher.refresh().added == ["图书馆.txt"]
    assert not searches_samples(asking(server, tmp_path))
    assert "10册" in ask(reader) == ask(publisher)
    assert [(one.info.path, one.paragraphs, one.state) for one in reader.documents()] == [
        ("图书馆.txt", 3, FileState.CURRENT)
    ]
    assert publisher.is_current()
    assert reader.is_current()
    assert not reader.catch_up()
    (folder / "图书馆.txt").write_text(RULES.replace("10册", "12册"), encoding="utf-8")
    assert not publisher.is_current()
    publisher.refresh()
    assert reader.catch_up()
    assert "12册" in ask(reader) == ask(publisher)
    with pytest.raises(ClusterReadOnly):
        reader.refresh()


def test_who_only_asks_says_what_is_missing(opener: Opener, server: ClusterServer) -> None:
    """Nothing published, or with other words: neither an empty index nor wrong answers."""
    reader = opener.library("two")
    with pytest.raises(NoClusterIndex):
        ask(reader)
    server.indices["made"] = Index({"_meta": {"layout": LAYOUT, "manifest": {"analysis": "other words"}}}, {})
    server.aliases["yinju"] = "made"
    with pytest.raises(ClusterMismatch):
        ask(reader)


def test_a_lost_cluster_is_an_error_and_the_next_question_after_it_is_answered(
    opener: Opener, server: ClusterServer, folder: Path
) -> None:
    """The program need not be started again."""
    library = opener.library("one", folder)
    library.refresh()
    expected = ask(library)
    server.stop()
    with pytest.raises(ClusterLost):
        ask(library)
    server.start()
    assert ask(library) == expected


def test_who_has_no_documents_cannot_publish_that_there_are_none(server: ClusterServer, tmp_path: Path) -> None:
    """``yinju index`` on the wrong machine must not empty everybody's index."""
    with pytest.raises(ClusterReadOnly):
        open_library(asking(server, tmp_path), publishes=True).refresh()
    assert not server.indices
