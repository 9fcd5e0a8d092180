"""The tools over the Model Context Protocol, on standard input and output; the only import of its SDK."""

from __future__ import annotations

import logging
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any, Generic, TypeVar

import anyio
import anyio.to_thread
from mcp import MCPError
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.types import (
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    Tool,
    ToolAnnotations,
)
from pydantic import BaseModel, ValidationError

from bot.mcp_app.opening import Opening
from bot.mcp_app.records import Asked, AskInput, FindInput, Found, Listed, ListInput, Passage, ReadInput
from bot.mcp_app.tools import Tools, ToolTrouble
from bot.messages import Language
from bot.render import json_documents, json_lines
from bot.render.failures import failure
from bot.wording import say
from index.errors import YinjuError

_log = logging.getLogger(__name__)

_AT_ONCE = 4
"""Calls worked on at the same time; further ones wait. The protocol itself goes on in any case."""

_WAITING = 100
"""Calls that wait at the same time for the index to be opened."""

_In = TypeVar("_In", bound=BaseModel)
_Out = TypeVar("_Out", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class _Served(Generic[_In, _Out]):
    """A tool: its name, what it takes and gives, what it does, and which keys of a result are left out."""

    name: str
    takes: type[_In]
    gives: type[_Out]
    does: Callable[[_In], _Out]
    unused: Callable[[_Out], Any] = lambda _: None

    def described(self, language: Language) -> Tool:
        """As a client is told of it."""
        takes = self.takes.model_json_schema()
        takes["description"] = say(f"mcp_{self.name}", language)
        for argument, schema in takes["properties"].items():
            schema["description"] = say(f"mcp_argument_{argument}", language)
        return Tool(
            name=self.name,
            title=say(f"mcp_title_{self.name}", language),
            description=say(f"mcp_{self.name}", language),
            input_schema=takes,
            output_schema=self.gives.model_json_schema(),
            annotations=ToolAnnotations(
                read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
            ),
        )

    def called(self, arguments: dict[str, Any]) -> CallToolResult:
        """Its result.

        Raises:
            ValidationError: the arguments are not what it takes.
            ToolTrouble, YinjuError: as the tool does.
        """
        result = self.does(self.takes.model_validate(arguments))
        unused = self.unused(result)
        return CallToolResult(
            content=[TextContent(text=result.model_dump_json(exclude=unused))],
            structured_content=result.model_dump(mode="json", exclude=unused),
        )


class _Handlers:
    """Answers to what clients ask.

    Args:
        opening: Has the library.
        language: Of everything said.
        log: Where the log is, for what cannot be foreseen.
    """

    def __init__(self, opening: Opening, language: Language, log: str) -> None:
        tools = Tools(opening.library, language)
        self._opening = opening
        self._language = language
        self._log = log
        self._limiter = anyio.CapacityLimiter(_AT_ONCE)
        self._waiting = anyio.CapacityLimiter(_WAITING)
        served: Sequence[_Served[Any, Any]] = (
            _Served("ask", AskInput, Asked, tools.ask, json_lines.unused),
            _Served("find", FindInput, Found, tools.find),
            _Served("read_paragraph", ReadInput, Passage, tools.read_paragraph),
            _Served("list_documents", ListInput, Listed, tools.list_documents, _unused_of_listed),
        )
        self._served = {one.name: one for one in served}

    async def list_tools(
        self, _context: ServerRequestContext[Any], _params: PaginatedRequestParams | None
    ) -> ListToolsResult:
        """Every tool; there is no second page."""
        return ListToolsResult(tools=[one.described(self._language) for one in self._served.values()])

    async def call_tool(self, _context: ServerRequestContext[Any], params: CallToolRequestParams) -> CallToolResult:
        """The result of a tool, or what is wrong as a result marked as an error, so that the assistant reads it."""
        served = self._served.get(params.name)
        if served is None:
            raise MCPError(INVALID_PARAMS, say("mcp_no_tool", self._language, name=params.name))
        # the thread of a call that was called off ends by itself, in a moment
        if not await anyio.to_thread.run_sync(self._opening.wait, abandon_on_cancel=True, limiter=self._waiting):
            return _trouble(self._opening.state)
        arguments = params.arguments or {}
        try:
            return await anyio.to_thread.run_sync(
                served.called, arguments, abandon_on_cancel=True, limiter=self._limiter
            )
        except ValidationError as error:
            return _trouble(self._wrong_arguments(served, error))
        except ToolTrouble as error:
            return _trouble(str(error))
        except YinjuError as error:
            _log.warning("%s", error)
            return _trouble(failure(error, self._language))
        except Exception as error:  # noqa: BLE001 - the boundary: an assistant is shown no traceback
            _log.exception("unexpected")
            kind = type(error).__name__
            return _trouble(say("error_unexpected", self._language, kind=kind, log=self._log))

    def _wrong_arguments(self, served: _Served[Any, Any], error: ValidationError) -> str:
        """Which arguments are wrong, each with what it should be; what was given is not repeated."""
        names = dict.fromkeys(str(one["loc"][0]) for one in error.errors(include_url=False, include_input=False))
        sentences = []
        for name in names:
            if name in served.takes.model_fields:
                expected = say(f"mcp_argument_{name}", self._language)
                sentences.append(say("mcp_wrong_argument", self._language, name=name, expected=expected))
            else:
                known = ", ".join(served.takes.model_fields)
                sentences.append(say("mcp_no_argument", self._language, name=name, known=known))
        return "\n".join(sentences)


def serve(opening: Opening, language: Language, log: str) -> None:
    """Serve until the client goes away.

    Args:
        opening: Has the library; it is started.
        language: Of descriptions and errors.
        log: Where the log is.
    """
    # the SDK reads standard input in a thread that no interrupt reaches; nothing is lost by ending at once
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    opening.start()
    try:
        anyio.run(_serve, opening, language, log)
    except* (BrokenPipeError, ConnectionResetError):
        _log.info("the client went away while it was answered")


async def _serve(opening: Opening, language: Language, log: str) -> None:
    handlers = _Handlers(opening, language, log)
    server: Server[Any] = Server(
        "yinju",
        version=version("yinju"),
        title=say("mcp_title", language),
        instructions=say("mcp_instructions", language),
        on_list_tools=handlers.list_tools,
        on_call_tool=handlers.call_tool,
    )
    async with stdio_server() as (incoming, outgoing):
        await server.run(incoming, outgoing, server.create_initialization_options())


def _unused_of_listed(listed: Listed) -> dict[str, Any]:
    """Keys that only files that could not be read have."""
    unused = {n: json_documents.unused(line) for n, line in enumerate(listed.documents)}
    return {"documents": {n: keys for n, keys in unused.items() if keys}}


def _trouble(sentence: str) -> CallToolResult:
    return CallToolResult(content=[TextContent(text=sentence)], is_error=True)
