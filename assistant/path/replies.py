"""The fixed words for a moment, made to fit: for a child, a helper, a family's honour, a nation, another language."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.path.languages import points_of, says
from assistant.path.matching import WordLists, plain
from assistant.records import Enquiry, Evidence
from assistant.register.languages import Language
from assistant.register.load import Register
from assistant.register.schema import Shown
from assistant.register.words import Reply

_LAW_WHEN_ASKED = ("crisis", "danger-now")  # moments that tell the law only where the question asks for it
_CHILD = "child writes"
_DONE_TO_THEM = frozenset({"threaten", "blackmail", "groom", "share", "create"})  # whose law a child may want to hear
_BY_OTHERS = frozenset({"threaten", "blackmail", "groom", "observe", "install"})  # conducts that somebody else did to a child
_NEAR = 0.6  # how near a statement must be to stand under a reply that names no conduct
_MOST_NEAR = 2


@dataclass(frozen=True)
class ReplyDesk:
    """Chooses and fills the words."""

    register: Register
    words: WordLists

    def reply(self, moment: str, enquiry: Enquiry, evidence: Evidence) -> Reply | None:
        """The words for a moment.

        :param moment: such as `crisis`
        :param enquiry: the question understood
        :param evidence: for what the register has nearest, where a reply names no conduct
        :return: None where the register has no words for the moment
        """
        text = enquiry.question.text
        language = self.words.language(text) if moment == "other language" else None
        if language:
            return self._in_language(language, enquiry)
        reply = self._fitting(moment.replace(" ", "-"), enquiry)
        return self._filled(reply, moment, enquiry, evidence) if reply else None

    def _fitting(self, name: str, enquiry: Enquiry) -> Reply | None:
        """The reply for a special case of the moment, such as `crisis-child`, or the plain one."""
        low = plain(enquiry.question.text)
        acts, child = acts_now(self.words, low), self._about_child(enquiry, low)
        special = {
            "private": not set(enquiry.conducts) & _BY_OTHERS and self.words.cue("asks if it stays private", low),
            "did": self._did_to_another(low) and not self.words.cue("of the writer", low),
            "fear": self._fears_trouble(enquiry, low),
            "own": self._asks_of_own(enquiry, low),
            "law": bool(enquiry.conducts) and self._asks_law(low),
            "writer": enquiry.role == "child",
            "honour": self.words.cue("family honour", low),
            "helper": self.words.cue("a helper asks", low),
            "now-child": acts and child,
            "now": acts,
            "groomed": grooms_child(self.words, low) and not self.words.cue("child at risk", low),
            "child": child,
            "man": self.words.cue("a man is abused", low),
        }
        names = [f"{name}-{case}" for case, fits in special.items() if fits]
        table = self.register.replies_by_id
        return next((table[n] for n in (*names, name) if n in table), None)

    def _fears_trouble(self, enquiry: Enquiry, low: str) -> bool:
        """Whether somebody is afraid of the police for what they did themselves, and nobody threatens them."""
        return not set(enquiry.conducts) & _BY_OTHERS and self.words.cue("fears trouble", low) and not self._did_to_another(low)

    def _asks_of_own(self, enquiry: Enquiry, low: str) -> bool:
        """Whether the law on pictures that young people take of themselves or send each other is asked."""
        theirs = self.words.cue("own picture", low) and not set(enquiry.conducts) & _BY_OTHERS
        return theirs and self._asks_law(low) and not self._did_to_another(low)

    def _asks_law(self, low: str) -> bool:
        return self.words.cue("asks if a crime", low) or self.words.cue("asks if legal", low)

    def _did_to_another(self, low: str) -> bool:
        return self.words.cue("need: did it", low) and not self.words.cue("own picture", low)

    def _about_child(self, enquiry: Enquiry, low: str) -> bool:
        return self.words.cue("names a child", low) or (enquiry.shown == "child" and not self.words.cue("names adults", low))

    def _filled(self, reply: Reply, moment: str, enquiry: Enquiry, evidence: Evidence) -> Reply:
        here = " ".join(reply.here[n] for n in enquiry.nations if n in reply.here)
        text = tuple(" ".join(p.replace("{here}", here).split()) for p in reply.text)
        cite = [*(c for n in enquiry.nations for c in reply.law.get(n, ())), *reply.cite]
        law = reply.with_law
        low = plain(enquiry.question.text)
        asked = "crime" in enquiry.asks and self.words.cue("asks if a crime", low) and not acts_now(self.words, low)
        if moment.replace(" ", "-") in _LAW_WHEN_ASKED and asked and enquiry.conducts:
            law = True
        if moment == _CHILD and not asked and not set(enquiry.conducts) & _DONE_TO_THEM:
            law = False  # a frightened child who asks for no law is told none
        if law and not enquiry.conducts:
            near = self._nearest(evidence) if reply.behaviour == "abstain" else []
            cite += near or self._law_in_short(enquiry, reply.shown or enquiry.shown or "adult")
        if law and reply.behaviour == "refuse-and-redirect" and reply.shown != "child" and self._may_show_child(enquiry):
            cite += self._law_in_short(enquiry, "child")
        return reply.model_copy(update={"text": text, "cite": tuple(dict.fromkeys(cite)), "with_law": law})

    def _may_show_child(self, enquiry: Enquiry) -> bool:
        return self.words.cue("may be a child", plain(enquiry.question.text))

    def _nearest(self, evidence: Evidence) -> list[str]:
        """The statements whose lay questions are nearest, where they are near enough to be worth a sentence."""
        ranked = sorted(evidence.answers.items(), key=lambda item: -item[1].similarity)
        return [name for name, asking in ranked[:_MOST_NEAR] if asking.similarity >= _NEAR]

    def _law_in_short(self, enquiry: Enquiry, shown: Shown) -> list[str]:
        rows = self.register.laws_in_short
        return [c for n in enquiry.nations[:1] for row in rows if row.nation == n and row.shown == shown for c in row.cite]

    def _in_language(self, language: Language, enquiry: Enquiry) -> Reply:
        """The short answer in another language for a crisis, for a request for harm, or for all; then the law in English."""
        text = enquiry.question.text
        base = self.register.replies_by_id["other-language"]
        if any(says(known.crisis, text) for known in self.register.languages):
            crisis = self.register.replies_by_id["crisis-in-other-language"]
            here = (crisis.here[n] for n in enquiry.nations if n in crisis.here)
            return crisis.model_copy(update={"text": (language.crisis_text, *here), "language": language.code})
        if any(says(known.harm, text) for known in self.register.languages):
            shown: Shown = "child" if enquiry.shown == "child" else "adult"
            return base.model_copy(
                update={
                    "behaviour": "refuse-and-redirect",
                    "text": (language.refusal,),
                    "cite": tuple(self._law_in_short(enquiry, shown)),
                    "services": (),
                    "language": language.code,
                }
            )
        points = points_of(language, text, enquiry.nations)
        words = (f"{language.intro} {language.text[0]}", *language.text[1:], *(p.text for p in points), language.after)
        cite = tuple(dict.fromkeys([*(c for p in points for c in p.cite), *base.cite]))
        return base.model_copy(update={"behaviour": "signpost", "text": words, "cite": cite, "language": language.code})


def acts_now(words: WordLists, low: str) -> bool:
    """Whether somebody in crisis says that they have taken or done something, or are about to.

    :param words: the register's word lists
    :param low: the text as `plain` gives it
    """
    return words.cue("acts now", low) or (words.cue("took something", low) and words.cue("what was taken", low))


def grooms_child(words: WordLists, low: str) -> bool:
    """Whether somebody asks a child near to the writer for pictures, for a meeting, or to keep their talk secret.

    :param words: the register's word lists
    :param low: the text as `plain` gives it
    """
    if not words.cue("a child near", low):
        return False
    together = (("asks for pictures", "names private pictures"), ("asks for secrecy", "talks to a child"))
    return words.cue("asks of a child", low) or any(all(words.cue(cue, low) for cue in cues) for cues in together)
