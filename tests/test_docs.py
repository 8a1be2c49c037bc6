"""The documentation is true: settings, commands, exit codes and names in it exist, and the other way round."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import assistant
from assistant import errors
from assistant.cli.main import parser

PROJECT = Path(__file__).resolve().parent.parent
README = (PROJECT / "README.md").read_text("utf-8")


def test_every_setting_is_explained():
    named = set(re.findall(r"ASSISTANT_[A-Z]+", (PROJECT / "assistant" / "settings.py").read_text("utf-8")))
    assert named and named <= set(re.findall(r"ASSISTANT_[A-Z]+", README))


def test_every_command_is_shown():
    commands = next(a for a in parser()._actions if a.dest == "command").choices
    assert all(f"assistant {name}" in README for name in commands)


def family(root):
    return [root, *(c for child in root.__subclasses__() for c in family(child))]


def test_every_exit_code_is_explained():
    for error in family(errors.AssistantError):
        assert f"| {error.exit_code} |" in README, error


def test_error_codes_are_distinct():
    codes = [e.code for e in family(errors.AssistantError)]
    assert len(codes) == len(set(codes))


def test_public_surface():
    assert assistant.__all__ == ["Answer", "Assistant", "AssistantError", "Question", "RegisterRetriever", "Turn"]
    assert all(getattr(assistant, name) for name in assistant.__all__)


def test_importing_the_package_is_light():
    code = "import sys, assistant; print(sorted(m for m in ('chromadb', 'gradio', 'numpy', 'langchain_core', 'torch') if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(eval(done.stdout)) <= {"numpy"}


@pytest.mark.parametrize(
    "page",
    sorted((PROJECT / "docs").rglob("*.md")) + [PROJECT / n for n in ("README.md", "CONTRIBUTING.md", "corpus/README.md")],
    ids=lambda p: p.name,
)
def test_links_between_pages_lead_somewhere(page):
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


def test_files_are_small():
    sizes = {
        p: len(p.read_text("utf-8").splitlines()) for folder in ("assistant", "evals", "tests") for p in (PROJECT / folder).rglob("*.py")
    }
    assert max(sizes.values()) <= 400, max(sizes, key=sizes.__getitem__)


def test_no_path_of_a_machine_in_the_repository():
    listed = subprocess.run(["git", "ls-files"], cwd=PROJECT, capture_output=True, text=True, check=False).stdout.splitlines()
    for name in listed:
        path = PROJECT / name
        if path.suffix in {".py", ".md", ".toml", ".csv", ".jsonl", ".txt", ""} and path.is_file():
            assert str(PROJECT) + "/" not in path.read_text("utf-8", "replace"), name
