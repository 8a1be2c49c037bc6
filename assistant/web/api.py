"""The plain JSON routes: the same answers for programs, without a page."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from assistant.assistant import Assistant
from assistant.index.rows import full_title
from assistant.path.step6_show import as_row
from assistant.records import Turn
from assistant.web.guarded import Problem, guarded
from assistant.web.guards import problem
from assistant.web.texts import texts


class TurnIn(BaseModel):
    """An earlier message."""

    role: str = Field(max_length=20)
    content: str


class AskIn(BaseModel):
    """A question, as `assistant ask --jsonl` reads it; other keys are passed over, as there."""

    id: str | int | None = None
    question: str
    nation: str | None = None
    as_of: str | None = None
    history: list[TurnIn] | None = Field(None, max_length=200)
    quotes: bool = False


def add_api(app: FastAPI, assistant: Assistant) -> None:
    """Add the JSON routes and the form of their errors.

    :param app: to which they are added
    :param assistant: who answers
    """
    app.include_router(_routes(assistant))
    app.add_exception_handler(RequestValidationError, _bad_request)


def _routes(assistant: Assistant) -> APIRouter:
    router = APIRouter()

    @router.post("/api/ask")
    def ask(asked: AskIn) -> Response:
        turns = [Turn(t.role, t.content) for t in asked.history or []]
        desk = assistant.quotes if asked.quotes else None
        return _json(
            guarded(lambda: as_row(assistant.ask(asked.question, asked.nation, asked.as_of, turns), assistant.register, asked.id, desk))
        )

    @router.get("/api/search")
    def search(query: str, k: Annotated[int, Query(ge=1, le=30)] = 10) -> Response:
        return _json(guarded(lambda: {"query": query, "results": _results(assistant, query, k)}))

    @router.get("/healthz")
    def healthz() -> dict[str, Any]:
        manifest = assistant.manifest
        return {
            "status": "ok",
            "register_date": manifest.register_date,
            "built": manifest.built,
            "entries": len(assistant.register.documents),
            "passages": manifest.counts["passages"],
            "quotes_dropped": assistant.quotes.dropped,  # since the start; anything but 0 is a fault to look into
        }

    return router


def _results(assistant: Assistant, query: str, k: int) -> list[dict[str, Any]]:
    return [
        {"id": f.document.id, "title": full_title(f.document), "url": f.document.url, "score": round(f.score, 4)}
        for f in assistant.search(query, k)
    ]


def _json(result: dict[str, Any] | Problem) -> Response:
    return problem(result.status, result.code, result.message) if isinstance(result, Problem) else JSONResponse(result)


async def _bad_request(_: Request, error: Exception) -> Response:
    """The faults of a request, without repeating what was sent."""
    assert isinstance(error, RequestValidationError)
    faults = [f"{'.'.join(str(part) for part in fault['loc'][1:]) or 'body'}: {fault['msg']}" for fault in error.errors()]
    return problem(422, "bad-request", texts()["refused"]["bad_request"].format(why="; ".join(faults[:5])))
