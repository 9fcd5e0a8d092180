"""Documents served to an assistant: the program as a process of its own, the SDK's own client at the other end."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("mcp", reason="needs the extra mcp: pip install '.[mcp]'")

import anyio
from mcp import Client, MCPError, StdioServerParameters

from bot import cli
from tests.e2e.console.conftest import GOLDEN, bare_environment

pytestmark = pytest.mark.e2e

ROOT = Path(__file__).parents[3]
ANSWERED = "每人最多可借图书多少册？"
UNANSWERED = "火星上有几座环形山？"


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """A folder of three documents that a test may change."""
    folder = tmp_path / "documents"
    shutil.copytree(GOLDEN, folder)
    return folder


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Folders of the test's own, no documents configured."""
    return {
        **bare_environment(),
        "PYTHONPATH": str(ROOT),
        "YINJU_DATA": str(tmp_path / "data"),
        "YINJU_CACHE": str(tmp_path / "cache"),
        "YINJU_MADE_UP_RATE": "0.5",
        "LANG": "zh_CN.UTF-8",
    }


def converse(
    environment: dict[str, str], documents: Path, talk: Callable[[Client], Awaitable[None]], mode: str = "auto"
) -> None:
    """Start the program with a client, and talk."""
    parameters = StdioServerParameters(
        command=sys.executable,
        args=["-m", "bot", "mcp", "--documents", str(documents)],
        env=environment,
        cwd=documents.parent,
    )

    async def run() -> None:
        async with Client(parameters, mode=mode) as client:
            await talk(client)

    anyio.run(run)


async def call(client: Client, tool: str, **arguments: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    """The structured result of a tool, which must be no error and say the same in its text."""
    while True:
        result = await client.call_tool(tool, arguments)
        (content,) = result.content
        assert content.type == "text"
        if not result.is_error:
            break
        assert "索引还在建立" in content.text  # a slow machine
    assert isinstance(result.structured_content, dict)
    assert json.loads(content.text) == result.structured_content
    return result.structured_content


async def trouble(client: Client, tool: str, **arguments: Any) -> str:  # noqa: ANN401 - JSON
    """What is wrong with a call, for the assistant to read."""
    result = await client.call_tool(tool, arguments)
    (content,) = result.content
    assert result.is_error
    assert content.type == "text"
    return content.text


def test_an_assistant_can_cite_from_the_folder(environment: dict[str, str], documents: Path) -> None:
    """The whole way: tools described, a question answered at its exact place, silence, paragraphs, the list, errors."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in documents.iterdir()}

    async def talk(client: Client) -> None:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert set(tools) == {"ask", "find", "read_paragraph", "list_documents"}
        assert all(tool.annotations and tool.annotations.read_only_hint for tool in tools.values())
        assert "不要编造" in (tools["ask"].description or "")

        asked = await call(client, "ask", question=ANSWERED)
        first = asked["citations"][0]
        assert asked["status"] == "answered"
        assert texts[first["document"]][first["start"] : first["end"]] == first["quote"] == asked["answer"]
        asked = await call(client, "ask", question=UNANSWERED)
        assert (asked["status"], asked["answer"], asked["citations"]) == ("no_answer", None, [])

        place = {"document": first["document"], "paragraph": first["paragraph"]}
        (read,) = (await call(client, "read_paragraph", **place))["paragraphs"]
        assert read["paragraph_text"] == first["paragraph_text"]
        found = await call(client, "find", question=ANSWERED, top=2)
        assert len(found["paragraphs"]) == 2
        listed = await call(client, "list_documents")
        assert {one["path"] for one in listed["documents"]} == set(texts)

        assert "没有文档 没有.txt" in await trouble(client, "read_paragraph", document="没有.txt", paragraph=1)
        assert "参数 top 不能用" in await trouble(client, "find", question="问", top=1000)
        assert "没有参数 答案" in await trouble(client, "ask", question="问", 答案="有")
        with pytest.raises(MCPError, match="没有工具 delete"):
            await client.call_tool("delete", {})

    converse(environment, documents, talk)


def test_calls_at_the_same_time_are_all_answered_and_new_files_are_taken_up(
    environment: dict[str, str], documents: Path
) -> None:
    """An assistant asks several things at once, for hours, while people go on working in the folder."""

    async def talk(client: Client) -> None:
        answers: list[str] = []

        async def ask() -> None:
            answers.append((await call(client, "ask", question=ANSWERED))["answer"])

        async with anyio.create_task_group() as group:
            for _ in range(8):
                group.start_soon(ask)
        assert len(answers) == 8
        assert len(set(answers)) == 1

        (documents / "新规.txt").write_text("停车新规\n停车场夜间收费六元。\n", encoding="utf-8")
        with anyio.fail_after(120):
            while not (await call(client, "list_documents", words="停车新规"))["total"]:  # noqa: ASYNC110 - another process
                await anyio.sleep(0.2)

    converse(environment, documents, talk, "legacy")


def test_nothing_but_the_protocol_is_put_out_and_the_end_of_input_ends_it(
    environment: dict[str, str], documents: Path
) -> None:
    """One line that is no message would end the connection; a server nobody listens to would stay for ever."""
    environment["YINJU_DOCUMENT"] = "拼错的设置"
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "bot", "mcp", "--documents", str(documents)],
        input='这不是协议\n{"jsonrpc": "2.0", "id": 1, "method": "ping"}\n'.encode(),
        capture_output=True,
        env=environment,
        cwd=documents.parent,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0
    for line in done.stdout.decode().splitlines():
        assert json.loads(line)["jsonrpc"] == "2.0"
    assert "YINJU_DOCUMENTS" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def message(**fields: Any) -> bytes:  # noqa: ANN401 - JSON
    return (json.dumps({"jsonrpc": "2.0", **fields}) + "\n").encode()


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and signals of POSIX")
@pytest.mark.parametrize("leaving", ["it crashes", "Ctrl-C"])
def test_who_leaves_in_the_midst_leaves_nothing_running(
    environment: dict[str, str], documents: Path, leaving: str
) -> None:
    """An assistant that crashed must not leave programs behind, nor one that was tried by hand."""
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "bot", "mcp", "--documents", str(documents)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        cwd=documents.parent,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        hello = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
        process.stdin.write(message(id=1, method="initialize", params=hello))
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["result"]["serverInfo"]["name"] == "yinju"
        if leaving == "Ctrl-C":
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=60) == -signal.SIGINT
        else:
            process.stdout.close()
            process.stdin.write(message(id=2, method="ping"))
            process.stdin.close()
            assert process.wait(timeout=60) == 0
        assert b"Traceback" not in process.stderr.read()


def test_a_folder_that_is_not_there_is_said_before_anything_is_served(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It stands in the assistant's configuration, and is found there first."""
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.setenv("YINJU_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("YINJU_CACHE", str(tmp_path / "cache"))
    assert cli.run(["mcp", "--documents", str(tmp_path / "没有")]) == 2
    said = capsys.readouterr()
    assert (said.out, "没有这个文件或文件夹" in said.err) == ("", True)
