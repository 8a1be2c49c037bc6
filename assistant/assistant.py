"""The one brain behind every face: question in, answer out."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from assistant.compose.polarity import Polarity
from assistant.compose.quoting import QuoteDesk
from assistant.compose.story import is_story
from assistant.index.opened import Index, open_index
from assistant.path.citations import CitationReader
from assistant.path.matching import WordLists
from assistant.path.parts import parts_of
from assistant.path.speaking import Interpreter
from assistant.path.step0_receive import LIMIT, receive
from assistant.path.step1_triage import TriageDesk
from assistant.path.step2_understand import Understanding
from assistant.path.step3_retrieve import Retrieval
from assistant.path.step4_decide import Bench, before_the_start, with_conduct
from assistant.path.step5_compose import Composer
from assistant.reading.labels import Scores
from assistant.records import Answer, Enquiry, Evidence, Found, FoundPassage, Question, Span, Turn
from assistant.register.load import Register
from assistant.settings import Settings


class Assistant:
    """Answers questions from an open index. It keeps no question and writes nothing."""

    def __init__(self, index: Index) -> None:
        words = WordLists(index.register)
        self.register: Register = index.register
        self.manifest = index.manifest
        self.encoder = index.encoder
        self.reviews = index.reviews
        self.bench = Bench(index.register)
        self.quotes = QuoteDesk(index.passages, index.links)
        speller = words.speller()
        self._understanding = Understanding(index.encoder, index.labels, words, CitationReader(index.register), speller)
        self._triage = TriageDesk(index.register, words, speller)
        self._retrieval = Retrieval(index)
        self._interpreter = Interpreter(index.register, self.bench, words)
        self._composer = Composer(index.register, self.bench, words, Polarity(words), index.reviews)

    @classmethod
    def open(cls, index: Path | None = None, encoder: str | None = None) -> Assistant:
        """Open the current index.

        :param index: the index folder; default: the setting
        :param encoder: the encoder that built it; default: the setting
        :raises IndexFault: when the index is missing or damaged
        :raises EncoderFault: when the weights are missing or wrong
        """
        settings = Settings()
        return cls(open_index(index or settings.index, encoder or settings.encoder))

    def ask(
        self,
        text: str,
        nation: str | None = None,
        as_of: str | date | None = None,
        history: Sequence[Turn] = (),
        limit: int = LIMIT,
    ) -> Answer:
        """Answer a question.

        :param text: the question, in anyone's words
        :param nation: `E&W`, `Scotland`, `NI`, `UK` or `unstated`
        :param as_of: ISO date on which the answer should stand; default: today
        :param history: earlier turns, oldest first
        :param limit: most characters of the question
        :return: the answer with its citations
        :raises QuestionError: when the question, nation or date cannot be used
        """
        started = time.perf_counter()
        answer = self._answer(receive(text, nation, as_of, history, limit=limit))
        return replace(answer, took_ms=(time.perf_counter() - started) * 1000)

    def _answer(self, question: Question, orders: bool = False) -> Answer:
        """Answer what was received; orders in it are taken out and what is left is answered.

        :param orders: whether orders have been taken out
        """
        enquiry, scores = self._understanding.read(question)
        evidence = self._retrieval.retrieve(enquiry)
        enquiry = before_the_start(with_conduct(enquiry, evidence), self.bench)
        moment = self._triage.moment(enquiry, scores, evidence) or self._harm_in_steps(question, scores)
        spoken = self._interpreter.read(question) if moment == "other language" else None
        if spoken:
            same = self._interpreter.enquiry(spoken, self._understanding.read(spoken.question)[0])
            return self._interpreter.answered(spoken, self._composer.law_alone(same, self._retrieval.retrieve(same)))
        asked = self._triage.without_orders(question, scores) if moment == "injection" and not orders else None
        if asked:
            return self._answer(asked, orders=True)
        if moment == "injection" and orders:
            moment = None  # what is left is answered as any question: nothing in it is obeyed
        reply = self._triage.reply(moment, enquiry, evidence)
        answer = self._composer.compose(enquiry, evidence, reply, orders)
        if answer.reply:
            return answer
        looked = [self._part(question, part) for part in parts_of(question.text)]
        if is_story(question.text):
            return self._composer.story.weigh(answer, (enquiry, evidence), looked)
        return self._composer.several.add(answer, looked)

    def _part(self, question: Question, part: str) -> tuple[Enquiry, Evidence]:
        """One of several things that are asked, and what retrieval brings for it."""
        enquiry = self._understanding.read(replace(question, text=part))[0]
        return enquiry, self._retrieval.retrieve(enquiry)

    def _harm_in_steps(self, question: Question, scores: Scores) -> str | None:
        """The moment of a request for harm that is spread over several messages."""
        talk = self._triage.whole_talk(question, scores)
        moment = self._triage.moment(*self._understanding.read(talk)) if talk else None
        return moment if moment in {"asks for harm", "hides harm"} else None

    def understand(self, text: str, nation: str | None = None, as_of: str | date | None = None) -> Enquiry:
        """What a question is understood to say, for `--explain` and for tests.

        :raises QuestionError: when the question, nation or date cannot be used
        """
        return self._understanding.read(receive(text, nation, as_of))[0]

    def search(self, text: str, k: int = 10) -> list[Found]:
        """Entries of the register for a query, best first, one row an entry.

        :param text: the query
        :param k: how many
        :raises QuestionError: when the query cannot be used
        """
        enquiry = self._understanding.read(receive(text))[0]
        return list(self._retrieval.retrieve(enquiry).documents[:k])

    def passages(self, text: str, k: int = 10, as_of: str | date | None = None) -> list[FoundPassage]:
        """Official passages for a query, best first, as they stood on a day.

        :param text: the query
        :param k: how many
        :param as_of: ISO date; default: today
        :return: empty where the index was built without official texts
        :raises QuestionError: when the query or the date cannot be used
        """
        enquiry = self._understanding.read(receive(text, as_of=as_of))[0]
        return list(self._retrieval.retrieve(enquiry, official=True).passages[:k])


__all__ = ["Assistant", "Question", "Span", "Turn"]
