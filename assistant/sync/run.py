"""One run of sync: ask for each target, judge, file, store; say what happened. Whatever goes wrong, what was stored before serves on."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import httpx

from assistant.errors import AddressRefused, FetchFault, FetchLater, FetchRefused, OfficialTextFault
from assistant.official.changes import Feed
from assistant.official.store import Store, Stored
from assistant.official.tree import OfficialText
from assistant.sync.client import Client
from assistant.sync.filing import filed, read, says_the_same
from assistant.sync.judge import Reply, http_date
from assistant.sync.plan import MOST_PAGES, Target
from assistant.sync.visits import Visit, Visits

_SKEW = timedelta(days=1)  # how far our clock may differ from a publisher's
_ROW = 3  # faults of a host, one after the other, after which it is left alone


@dataclass
class Report:
    """What a run did."""

    counts: Counter[str] = field(default_factory=Counter)  # new, unchanged, fresh, absent, failed, not asked
    stored: list[Stored] = field(default_factory=list)  # what is new
    faults: list[str] = field(default_factory=list)  # what was not got, in words for the operator
    notes: list[str] = field(default_factory=list)  # what else the operator should know

    @property
    def exit_code(self) -> int:
        """0, or that of a fetch fault."""
        return FetchFault.exit_code if self.faults else 0


class Run:
    """One run over a store that is locked by the caller."""

    def __init__(self, store: Store, client: Client, licence: Callable[[str], str], now: Callable[[], datetime] | None = None) -> None:
        """
        :param store: where texts go
        :param client: what asks
        :param licence: of an address
        :param now: the time, with its zone; default: the clock of this machine
        """
        self._store = store
        self._client = client
        self._licence = licence
        self._now = now or (lambda: datetime.now(UTC))
        self._visits = Visits(store.folder)
        self._whole = {r.file: r for r in store.records()}
        self._closed: dict[str, str] = {}  # hosts that are left alone for the rest of the run, and why
        self._row: Counter[str] = Counter()
        self.report = Report(notes=list(store.faults))

    def fetch(self, targets: Iterable[Target], again: bool = False, progress: Callable[[Target], None] | None = None) -> Report:
        """Ask for all targets.

        :param targets: what the plan lists
        :param again: ask also for what is fresh
        :param progress: called before each target
        :return: what happened
        :raises StorageError: when the disk is full or cannot be written
        """
        queue = deque(targets)
        while queue:
            target = queue.popleft()
            if progress:
                progress(target)
            queue.extendleft(self._one(target, again))
        return self.report

    def _one(self, target: Target, again: bool) -> list[Target]:
        """Ask for one target; the further targets that it leads to."""
        last, now = self._visits.last(target.text, target.asked), self._now()
        held = self._intact(last.file) if last else None
        known = last is not None and (held is not None or last.outcome == "absent")
        if last and known and not again and last.fresh(now):
            self.report.counts["fresh"] += 1
            return []
        host = httpx.URL(target.asked).host
        why = self._closed.get(host) or (f"{target.asked}: {last.why}" if last and last.put_off(now) else None)
        if why:
            self._fail(why, "not asked")
            return []
        try:
            found = self._asked(target, last if held else None, held)
        except FetchFault as fault:
            self._note_fault(target, host, fault, last)
            return []
        self._row[host] = 0
        return found

    def _asked(self, target: Target, last: Visit | None, held: Stored | None) -> list[Target]:
        outcome, reply = self._client.get(target.asked, *self._validators(last))
        now = self._time(reply)
        if outcome == "absent":
            return self._absent(target, reply, now)
        if outcome == "unchanged":
            if held is None:
                raise FetchRefused(target.asked, "the publisher says that nothing has changed, but nothing is held.")
            self._visit(target, now, "unchanged", held, reply, last)
            return []
        record, content = filed(target, reply, self._licence(reply.address), self._after_all(target, now))
        same = self._intact(record.file)
        if same is None and held and self._same_words(target, held, content):
            same = held
        if same:
            self._visit(target, now, "unchanged", same, reply, last)
            return []
        self._whole[record.file] = self._store.put(record, reply.body)
        self.report.stored.append(record)
        self._visit(target, now, "stored", record, reply)
        return self._next_page(target, content)

    def _intact(self, file: str | None) -> Stored | None:
        """The record of a file that the store holds as it was stored."""
        record = self._whole.get(file or "")
        try:
            return record if record and self._store.read(record) else None
        except OfficialTextFault as fault:
            self.report.notes.append(str(fault))
            del self._whole[file or ""]
            return None

    def _validators(self, last: Visit | None) -> tuple[str | None, str | None]:
        """What makes the publisher send only what has changed; a date in the future would hide changes, so it is not used."""
        if last is None:
            return None, None
        modified = http_date(last.last_modified)
        return last.etag, last.last_modified if modified and modified <= self._now() else None

    def _time(self, reply: Reply) -> datetime:
        """Now, by the publisher's clock where ours is far off."""
        ours, theirs = self._now(), reply.date
        if theirs is None or abs(theirs - ours) <= _SKEW:
            return ours
        note = f"The clock of this machine says {ours:%d %B %Y}, the publisher's {theirs:%d %B %Y}: set the clock right."
        if not any(n.startswith("The clock") for n in self.report.notes):
            self.report.notes.append(note)
        return theirs

    def _after_all(self, target: Target, now: datetime) -> datetime:
        """A time after that of everything stored of the text, so that a clock once wrong cannot keep an old file in front."""
        before = [r.fetched for r in self._whole.values() if r.text == target.text]
        return max([now, *(moment + timedelta(seconds=1) for moment in before if moment >= now)])

    def _same_words(self, target: Target, held: Stored, content: OfficialText | Feed) -> bool:
        if target.form not in {"html", "govuk", "feed"}:
            return False
        try:
            return says_the_same(read(target, self._store.read(held)), content)
        except (FetchRefused, OfficialTextFault):
            return False

    def _next_page(self, target: Target, content: OfficialText | Feed) -> list[Target]:
        """The next page of a feed whose page was new."""
        if not isinstance(content, Feed) or content.next is None or target.page >= MOST_PAGES:
            return []
        if content.next.split("?")[0] != target.asked.split("?")[0]:
            raise FetchRefused(target.asked, "the next page of the feed is at another place.")
        return [replace(target, asked=content.next, page=target.page + 1)]

    def _absent(self, target: Target, reply: Reply, now: datetime) -> list[Target]:
        if not target.optional:
            raise FetchRefused(target.asked, f"there is nothing at this address (status {reply.status}); correct it in corpus/sources.")
        self._visits.note(Visit(text=target.text, asked=target.asked, checked=now, outcome="absent"))
        self.report.counts["absent"] += 1
        return []

    def _visit(self, target: Target, now: datetime, outcome: str, record: Stored, reply: Reply, last: Visit | None = None) -> None:
        etag = reply.headers.get("etag") or (last.etag if last else None)
        modified = reply.headers.get("last-modified") or (last.last_modified if last else None)
        facts = {"text": target.text, "asked": target.asked, "checked": now, "outcome": outcome, "file": record.file}
        self._visits.note(Visit.model_validate({**facts, "etag": etag, "last_modified": modified}))
        self.report.counts["new" if outcome == "stored" else "unchanged"] += 1

    def _note_fault(self, target: Target, host: str, fault: FetchFault, last: Visit | None) -> None:
        """Write a fault down beside what the address brought before, and leave a host alone that cannot answer."""
        now = self._now()
        after = fault.after if isinstance(fault, FetchLater) else None
        before = last.model_dump(include={"file", "etag", "last_modified"}) if last else {}
        outcome = "later" if isinstance(fault, FetchLater) else "refused"
        until = now + timedelta(seconds=min(after, 1e6)) if after else None
        visit = {"text": target.text, "asked": target.asked, "checked": now, "outcome": outcome, "until": until, "why": str(fault)}
        self._visits.note(Visit.model_validate({**before, **visit}))
        self._row[host] += isinstance(fault, FetchLater)
        if isinstance(fault, FetchLater | AddressRefused) and (getattr(fault, "whole_host", False) or self._row[host] >= _ROW):
            self._closed[host] = f"{host} was left alone for the rest of this run, after: {fault}"
        self._fail(str(fault), "failed")

    def _fail(self, why: str, count: str) -> None:
        self.report.counts[count] += 1
        if why not in self.report.faults:
            self.report.faults.append(why)
