"""The register's retrieval as a LangChain retriever, for any other LangChain program."""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.assistant import Assistant
from assistant.index.rows import full_title
from assistant.records import Found


class RegisterRetriever(BaseRetriever):
    """Entries of the register as LangChain documents, best first.

    Page content is the entry's title and statements; metadata holds `id`, `kind`, `title`, `url` and `score`.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    assistant: Assistant
    k: int = 5

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:  # noqa: ARG002
        return [_as_langchain(found) for found in self.assistant.search(query, self.k)]


def _as_langchain(found: Found) -> Document:
    entry = found.document
    text = "\n".join([full_title(entry), *(s.text for s in entry.statement)])
    metadata = {"id": entry.id, "kind": entry.kind, "title": entry.title, "url": entry.url, "score": found.score}
    return Document(page_content=text, metadata=metadata, id=entry.id)
