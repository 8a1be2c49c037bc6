"""A command line on a data folder of the test's own."""

from types import SimpleNamespace

import pytest

from assistant.cli.main import main
from assistant.register import load
from assistant.settings import Settings


@pytest.fixture
def desk(register, tmp_path, monkeypatch, capsys):
    """Runs commands, makes files, and shows what is stored."""
    monkeypatch.setenv("ASSISTANT_DATA", str(tmp_path / "data"))
    real = load.read_register
    corpus = Settings().corpus
    monkeypatch.setattr(load, "read_register", lambda folder: register if folder == corpus else real(folder))  # it takes a second
    monkeypatch.setenv("ASSISTANT_INDEX", str(tmp_path / "index"))

    def run(*arguments):
        try:
            code = main([str(a) for a in arguments])
        except SystemExit as stop:  # the parser refuses
            code = stop.code
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return SimpleNamespace(code=code, out=said.out, err=said.err)

    def file(name, data):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return path

    def add(name, data, *more, kind="news"):
        given = () if "--title" in more else ("--title", "A report on fakes")
        return run("add", file(name, data), "--kind", kind, *given, *more)

    def stored():
        return sorted(p.name for p in (tmp_path / "data").rglob("*") if p.is_file() and p.name != ".lock")

    return SimpleNamespace(run=run, file=file, add=add, stored=stored, folder=tmp_path, data=tmp_path / "data" / "documents")
