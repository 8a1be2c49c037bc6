"""The pipeline that a person would copy from LangChain's pages, over the same texts: what we compare with.

RecursiveCharacterTextSplitter 1000/200, HuggingFaceEmbeddings all-MiniLM-L6-v2, Chroma, k=4. Needs the reference extra.
`build FOLDER TEXTS` makes the store; `first FOLDER QUESTION` answers one question from a new process; `loop FOLDER QUESTIONS` times
many. Each prints one JSON object.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from evals.timing import peak, timed

STARTED = time.perf_counter()
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")


def store(folder: str) -> Any:
    """Open the Chroma store with its embeddings."""
    from langchain_chroma import Chroma
    from langchain_huggingface import HuggingFaceEmbeddings

    from assistant.encode.minilm import packaged_folder

    embeddings = HuggingFaceEmbeddings(model_name=str(packaged_folder()), model_kwargs={"device": "cpu"})
    return Chroma(persist_directory=folder, embedding_function=embeddings)


def build(folder: str, texts: str) -> dict[str, Any]:
    """Split, embed and store the texts (a JSON list)."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
    documents = splitter.create_documents(json.loads(Path(texts).read_text("utf-8")))
    begun = time.perf_counter()
    database = store(folder)
    for start in range(0, len(documents), 5_000):
        database.add_documents(documents[start : start + 5_000])
    return {"chunks": len(documents), "build_s": time.perf_counter() - begun}


def first(folder: str, question: str) -> dict[str, Any]:
    """Start to first answer: this process began with nothing loaded."""
    found = store(folder).similarity_search(question, k=4)
    assert found
    return {"first_s": time.perf_counter() - STARTED, "peak_mb": peak()}


def loop(folder: str, questions: str) -> dict[str, Any]:
    """The time of each question's retrieval, in milliseconds."""
    database = store(folder)
    return timed(lambda question: database.similarity_search(question, k=4), questions)


if __name__ == "__main__":
    print(json.dumps({"build": build, "first": first, "loop": loop}[sys.argv[1]](*sys.argv[2:])))
