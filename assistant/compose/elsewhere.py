"""The same conduct in the nations that an answer does not lead with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.compose.draft import Draft
from assistant.compose.wording import listed
from assistant.path.step4_decide import Bench
from assistant.records import Decision, Ruling, Sentence
from assistant.register.load import Register
from assistant.register.schema import Document, Provision, Statement


@dataclass(frozen=True)
class Elsewhere:
    """Adds what holds in the other nations."""

    register: Register
    bench: Bench

    def add(self, draft: Draft, decision: Decision) -> None:
        """Add what the law of the nations that the answer does not lead with says of the same conduct.

        :param draft: the answer so far
        :param decision: the one that it leads with
        """
        sentences: list[Sentence] = []
        silent: list[str] = []
        others = self.bench.elsewhere(decision)
        if decision.shown == "child" and all(o.verdict == decision.verdict == "yes" and o.lead for o in others):
            cites = tuple(cite_of(o.lead, o.lead.rule.lead) for o in others if o.lead)
            text = self.register.phrases["same_elsewhere"].format(nations=listed([o.nation for o in others]))
            draft.add("elsewhere", [Sentence(text, cites)])
            return
        for other in others:
            ruling = other.lead
            if ruling is None:
                silent.append(other.nation)
            elif not draft.has(ruling.provision.id):
                sentences.append(sentence_of(ruling, ruling.rule.brief or ruling.rule.lead))
        if sentences:
            draft.caveat = True
            sentences = _joined(sentences, others)
        if silent and decision.lead:
            sentences.append(Sentence(self.register.phrases["no_other_nation"].format(nations=listed(silent, "or"))))
        draft.add("elsewhere", sentences)


def _joined(sentences: list[Sentence], others: Sequence[Decision]) -> list[Sentence]:
    """Two sentences that say the same of two nations ("In Scotland, ..."), as one."""
    if len(sentences) != 2:
        return sentences
    rests = [s.text.removeprefix(f"In {o.nation}, ") for s, o in zip(sentences, others, strict=True)]
    if rests[0] != rests[1] or rests[0] == sentences[0].text:
        return sentences
    names = listed([f"in {o.nation}" for o in others])
    return [Sentence(f"I{names[1:]}, {rests[0]}", sentences[0].cites + sentences[1].cites)]


def cite_of(ruling: Ruling, name: str) -> tuple[Document, Statement]:
    """What a sentence cites that tells a statement of the law that was ruled on.

    :param ruling: the ruling
    :param name: id of the statement
    """
    provision: Provision = ruling.provision
    return provision, provision.statements[name]


def sentence_of(ruling: Ruling, name: str) -> Sentence:
    """A statement of the law that was ruled on, as a sentence.

    :param ruling: the ruling
    :param name: id of the statement
    """
    document, statement = cite_of(ruling, name)
    return Sentence(statement.text, ((document, statement),))
