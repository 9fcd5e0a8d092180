"""What an assistant sees of the documents, as a picture: ``python -m tests.e2e.mcp_app.pictures OUT``.

It starts ``yinju mcp`` over the sample documents and talks to it with the SDK's client.
"""

from __future__ import annotations

import html
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import anyio
from mcp import Client, StdioServerParameters

from tests.e2e.console.conftest import bare_environment
from tests.e2e.telegram.pictures import Shown, write

_ROOT = Path(__file__).parents[3]
_CALLS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("ask", {"question": "白鹭洲湿地的面积是多少公顷？"}),
    ("ask", {"question": "火星上有几座环形山？"}),
)
_KEPT = ("status", "answer", "evidence", "confidence", "citations", "note")
_CITED = ("document", "title", "paragraph", "start", "end", "quote")


def _short(result: dict[str, Any]) -> dict[str, Any]:
    """What matters of a result: without what is null, and with its first citation only."""
    cited = [{key: one[key] for key in _CITED} for one in result["citations"][:1]]
    whole = {**result, "citations": cited}
    return {key: whole[key] for key in _KEPT if whole[key]}


async def _asked(folder: Path) -> list[Shown]:
    environment = {**bare_environment(), "PYTHONPATH": str(_ROOT), "LANG": "zh_CN.UTF-8"}
    environment |= {"YINJU_DATA": str(folder / "data"), "YINJU_CACHE": str(folder / "cache")}
    parameters = StdioServerParameters(command=sys.executable, args=["-m", "bot", "mcp"], env=environment, cwd=folder)
    shown: list[Shown] = []
    async with Client(parameters) as client:
        tools = ", ".join(sorted(tool.name for tool in (await client.list_tools()).tools))
        shown.append(Shown("note", f"tools: {html.escape(tools)}"))
        for tool, arguments in _CALLS:
            result = await client.call_tool(tool, arguments)
            while result.is_error:  # the index of the samples is still being built
                result = await client.call_tool(tool, arguments)
            call = html.escape(json.dumps(arguments, ensure_ascii=False))
            shown.append(Shown("mine", f'<span class="sign">{tool}</span><pre>{call}</pre>'))
            told = json.dumps(_short(result.structured_content or {}), ensure_ascii=False, indent=1)
            shown.append(Shown("bot", f"<pre>{html.escape(told)}</pre>"))
    return shown


def main(out: Path) -> None:
    """Write the page and, with a browser, the picture ``mcp.png`` into ``out``."""
    with tempfile.TemporaryDirectory() as folder:
        write(out, {"mcp": anyio.run(_asked, Path(folder))})


if __name__ == "__main__":
    main(Path(sys.argv[1]))
