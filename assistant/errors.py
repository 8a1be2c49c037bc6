"""Every error that a reader may see, in one small tree.

Each class carries a stable `code` for programs, the `exit_code` of the command line, and the words that the
reader sees. Catch by family: `QuestionError`, `RegisterError`, `IndexFault`, `StorageError`.
"""

from __future__ import annotations


class AssistantError(Exception):
    """The root. `str(error)` is the sentence for the reader."""

    code = "error"
    exit_code = 1


class QuestionError(AssistantError):
    """The question, or something given with it, cannot be used."""

    code = "bad-question"
    exit_code = 2


class EmptyQuestion(QuestionError):
    """Nothing was asked."""

    code = "empty-question"

    def __init__(self) -> None:
        super().__init__("There is no question here. Please type what you want to know, in your own words.")


class UnreadableQuestion(QuestionError):
    """The text holds no words: only symbols, emoji or binary data."""

    code = "unreadable-question"

    def __init__(self) -> None:
        super().__init__("I could not find any words in that. Please ask in plain words, for example: is it a crime to share a fake nude?")


class QuestionTooLong(QuestionError):
    """The text is longer than the limit."""

    code = "question-too-long"

    def __init__(self, length: int, limit: int) -> None:
        super().__init__(
            f"That is {length:,} characters; the limit is {limit:,}. Please ask about one thing at a time, in a few sentences."
        )


class UnknownNation(QuestionError):
    """The nation is none that the register knows."""

    code = "unknown-nation"

    def __init__(self, given: str) -> None:
        super().__init__(
            f"{given[:40]!r} is not a nation that I know. Use E&W (England and Wales), Scotland, NI (Northern Ireland), UK or unstated."
        )


class BadDate(QuestionError):
    """The date does not exist, or lies outside what the register can speak about."""

    code = "bad-date"

    def __init__(self, given: str, why: str = "It must be a real day, written like 2026-02-06.") -> None:
        super().__init__(f"{given[:40]!r} is not a date that I can use. {why}")


class BadRequest(QuestionError):
    """A line of JSON, or a field in it, has the wrong form."""

    code = "bad-request"


class UnknownEntry(QuestionError):
    """No register entry has this id."""

    code = "unknown-entry"

    def __init__(self, given: str, near: list[str]) -> None:
        hint = f" Did you mean {', '.join(near)}?" if near else ""
        super().__init__(f"The register has no entry {given[:60]!r}.{hint}")


class UnknownVersion(QuestionError):
    """No such version of an official text is held."""

    code = "unknown-version"

    def __init__(self, text: str, day: str, held: list[str]) -> None:
        known = f"Held are: {', '.join(held)}." if held else "Nothing of it is held: run assistant sync, or give a folder with --official."
        super().__init__(f"There is no version of {text[:40]!r} as at {day[:20]!r}. {known}")


class BadDetail(QuestionError):
    """Something that is said of a document (its title, id, publisher ...) cannot be used."""

    code = "bad-detail"

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"The {name} cannot be used: {why}")


class UnknownDocument(QuestionError):
    """No added document has this id."""

    code = "unknown-document"

    def __init__(self, given: str, known: list[str]) -> None:
        there = f" There are: {', '.join(known[:10])}." if known else " None was added yet."
        super().__init__(f"There is no added document {given[:60]!r}.{there}")


class RegisterError(AssistantError):
    """The register in `corpus/` has faults; each line of `faults` says where and why."""

    code = "register-faults"
    exit_code = 3

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        noun = "fault" if len(faults) == 1 else "faults"
        super().__init__(f"The register has {len(faults)} {noun}:\n" + "\n".join(faults))


class RegisterMissing(AssistantError):
    """There is no register to read."""

    code = "register-missing"
    exit_code = 3

    def __init__(self, folder: str) -> None:
        super().__init__(f"No register was found in {folder}. Run this from the project's folder, or set ASSISTANT_CORPUS.")


class IndexFault(AssistantError):
    """The index is missing, damaged, or not of this version."""

    code = "index-damaged"
    exit_code = 4

    def __init__(self, why: str) -> None:
        super().__init__(f"The law index cannot be used: {why} Run: python -m assistant build")


class IndexMissing(IndexFault):
    """No index has been built yet."""

    code = "index-missing"

    def __init__(self, folder: str) -> None:
        super().__init__(f"there is none in {folder}.")


class BuildBusy(AssistantError):
    """Another build holds the lock."""

    code = "build-busy"
    exit_code = 5

    def __init__(self) -> None:
        super().__init__("Another build is running on this index. Wait until it ends, then try again.")


class SyncBusy(AssistantError):
    """Another run of sync, or of adding a document, holds the lock of the data folder."""

    code = "sync-busy"
    exit_code = 5

    def __init__(self) -> None:
        super().__init__("Another sync, or the adding of a document, is running on this data folder. Wait until it ends, then try again.")


class StorageError(AssistantError):
    """The disk is full, or the folder cannot be written."""

    code = "storage"
    exit_code = 6

    def __init__(self, folder: str, why: str, what: str = "The index") -> None:
        super().__init__(f"{what} could not be written to {folder}: {why}. What was there before is untouched.")


class DocumentFault(AssistantError):
    """A document that somebody wants to add is broken, too large, not what it says, or dangerous to read."""

    code = "document"
    exit_code = 9

    def __init__(self, name: str, why: str) -> None:
        self.why = why
        super().__init__(f"{name} was not added: {why} Nothing was stored.")


class EncoderFault(AssistantError):
    """The embedding weights are missing or are not the ones that we checked."""

    code = "encoder"
    exit_code = 4


class OfficialTextFault(AssistantError):
    """An official text cannot be read."""

    code = "official-text"
    exit_code = 7

    def __init__(self, name: str, why: str) -> None:
        self.why = why
        super().__init__(f"{name} cannot be used: {why} What was there before is untouched.")


class FetchFault(AssistantError):
    """Something that was to be fetched was not."""

    code = "fetch"
    exit_code = 8


class AddressRefused(FetchFault):
    """An address that may not be asked: not listed, not https, with a password in it, or inside a private network."""

    code = "address-refused"

    def __init__(self, address: str, why: str) -> None:
        super().__init__(f"{address[:200]} is not asked: {why}")


class FetchRefused(FetchFault):
    """What came is not what was asked for; asking again at once would bring the same."""

    code = "fetch-refused"

    def __init__(self, address: str, why: str) -> None:
        super().__init__(f"{address}: {why} What was there before still serves.")


class FetchLater(FetchFault):
    """The publisher could not answer now."""

    code = "fetch-later"

    def __init__(self, address: str, why: str, after: float | None = None, whole_host: bool = False) -> None:
        """
        :param address: what was asked
        :param why: what came
        :param after: seconds that the publisher asks to wait
        :param whole_host: whether it is about the host and not only about this address
        """
        self.after = after
        self.whole_host = whole_host
        super().__init__(f"{address}: {why} Run sync again later. What was there before still serves.")
