"""Kind of claim: responsibility. Who is said to have done it, by whom, and who says it was not so.

A fact that the report states itself ("regime warplanes bombed the market") is a blamed claim with nobody quoted. What is said in so many
words is read in `claims.statements`, what only the grammar of an act says in `claims.doers` and `claims.owned`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from claims import (
    absence,
    accusing,
    actors,
    agents,
    charges,
    deeds,
    denials,
    disclaimers,
    doers,
    leaders,
    owned,
    parties,
    periods,
    speakers,
    statements,
    unclaimed,
)
from claims.attribution import Speech
from claims.parsing import Parsed
from claims.records import Draft

QUOTE = 200  # characters that a quote may have


def extract(parsed: Sequence[Parsed], speech: Speech) -> list[Draft]:
    """Return the responsibility claims in one report's sentences, each actor and stance once a sentence."""
    out: list[Draft] = []
    text = "\n".join(p.sentence.text for p in parsed)
    for n, p in enumerate(parsed):
        if p.doc is None:
            continue
        seen: set[tuple[str, str]] = set()
        found = sorted(_statements(p.doc), key=lambda s: s[3] is None)
        untrue = denials.untrue(p.doc) if found else []
        for stance, actor, trigger, by, why in _together(found):
            if stance in ("blamed", "suspected") and (any(a <= trigger.i < b for a, b in untrue) or owned.imagined(trigger)):
                continue  # whoever calls it untrue, or a line that is not to be crossed, does not say it
            if why.startswith(disclaimers.CHARGE) and not _charged(out, n):
                continue
            if why.startswith(deeds.BEFORE) and not _told_before(parsed, n):
                continue
            if stance in ("claimed", "denied"):
                actor, by = leaders.body(actor, by, trigger)
            words = actor if actor is None else doers.words_of(doers.by_name(actor))
            if words is not None and doers.act_noun(actor) and stance in ("blamed", "suspected"):
                continue
            for span in [None] if words is None else parties.named(words) if stance == "denied" else parties.together(words):
                name = _the_group(parsed, n, span) if span is not None else None
                theirs = why == statements.OWN_WORK or (span is not None and span[0].lower_ in doers.cue("claim", "own"))
                if span is not None and stance in ("claimed", "denied") and theirs:
                    name = _named_before(parsed, n, span)  # "its spokesman said"
                    if why == statements.OWN_WORK:  # "was the work of its men, X said"
                        name = _voice(speech.of(n, span.end - 1, trigger.i)) or name
                    if name is None:
                        continue
                if span is not None and len(span) == 1 and span[0].pos_ == "PRON":
                    name = _meant(speech, n, span[0].i)  # "it denied shelling the clinic"
                    if name is None:
                        continue
                if span is not None and name is None:
                    if stance in ("blamed", "suspected") and actors.nameless(span):
                        continue
                    name = actors.plain_name(actors.completed(span.text, text))
                if stance == "denied" and name:
                    name = _for_whom(name, out, n) or name
                key = (stance if stance != "suspected" else "blamed", actors.fold(name) if name else "")
                anchor = span.end - 1 if span is not None else trigger.i
                if key in seen or (stance == "blamed" and by is None and speech.denied(n, anchor, trigger.i)):
                    continue
                seen.add(key)
                start, end = _quote(p, actor if span is words else span, trigger)
                said: tuple[str, ...] | None = None if by is None else (name or "",) if by is actor else (_spoken(by),)
                if why.startswith("nobody says so"):
                    said = ()  # "no one has said": nobody's word
                if by is None and stance == "denied":
                    said = speech.denier(n, anchor) or None
                how = stance
                if stance == "blamed" and name and trigger.lemma_.lower() not in _accusing():
                    voice = said or speech.of(n, anchor, trigger.i)
                    if voice and voice[0] and _own_voice(voice[0], name, text, p.sentence.text):
                        how = "claimed"
                    elif voice and voice[0] and _says_the_group(voice[0], p.doc[anchor:], name):
                        how, said = "claimed", (name,)
                own = (start - p.sentence.start, end - p.sentence.start)
                scope = "cumulative" if stance != "unclaimed" and periods.habit(p.doc, own, trigger.i) else "total"
                out.append(
                    Draft(
                        "responsibility", how, n, anchor, trigger.i, start, end, actor=name, said_by=said, scope=scope, why=(why,)
                    )
                )
    return out


def _spoken(by: Any) -> str:
    """Return the words of a speaker: with the land or the body that a common noun is of ("government of Norvia")."""
    words = doers.words_of(by)
    if hasattr(by, "dep_") and by.pos_ == "NOUN" and words.end < len(words.doc) and words.doc[words.end].lower_ == "of":
        whole = speakers.rightward(words.doc, words.start)
        if whole is not None and whole[1] > words.end:
            return speakers.name(words.doc, whole)
    return str(words.text)


CHARGED = 8  # sentences over which "the accusations" look back for one


def _charged(out: Sequence[Draft], n: int) -> bool:
    """Return whether somebody was blamed or suspected in the sentences around sentence `n`."""
    return any(d.measure in ("blamed", "suspected") and n - CHARGED <= d.sentence <= n for d in out)


def _meant(speech: Speech, n: int, i: int) -> str | None:
    """Return which known armed body speaks by the pronoun at token `i` of sentence `n`, or None."""
    said = (names[0] for f, names in speech.frames(n) if f.speaker is not None and f.speaker[0] <= i < f.speaker[1] and names)
    known = (name for name in said if actors.folded(name) or actors.last_group(name))
    return next((name for name in known if not doers.cue("claim", "outsiders") & set(_WORD.findall(name.casefold()))), None)


TOLD, NEXT = 3, 2  # sentences that an accusation without an act looks back for one, and on: a lead may come before it


def _told_before(parsed: Sequence[Parsed], n: int) -> bool:
    """Return whether an act of violence was told in the sentences around sentence `n`."""
    return any(p.doc is not None and deeds.of_harm(p.doc) for p in parsed[max(0, n - TOLD) : n + 1 + NEXT])


def _for_whom(name: str, out: Sequence[Draft], n: int) -> str | None:
    """Return who denied it right before an unnamed ministry of theirs says so too: "Norvia rejected it. "We had no part in it," the foreign
    ministry said." """
    if name != name.lower() or name.split()[-1] not in doers.cue("claim", "bodies"):
        return None
    said = (d.actor for d in reversed(out) if d.measure == "denied" and n - d.sentence in (1, 2))
    return next((a for a in said if a and a[:1].isupper()), None)


REMEMBERED = 6  # sentences that "the group" looks back


def _the_group(parsed: Sequence[Parsed], n: int, span: Any) -> str | None:
    """Return the name of whom "the group", "the militant organisation" stands for, as the report named it last; None for other words."""
    if span[-1].lower_ not in doers.cue("claim", "selves") or not span.start or span.doc[span.start - 1].lower_ != "the":
        return None
    if any(t.lower_ not in parties.kinds() for t in span[:-1]):
        return None
    return _named_before(parsed, n, span)


def _voice(chain: Sequence[str]) -> str | None:
    """Return who says so where it is somebody named, and not "its spokesman"; else None."""
    name = next(iter(chain), "")
    mine = name.split()[:1] and name.split()[0].lower() in doers.cue("claim", "own")
    return actors.plain_name(name) if any(w[:1].isupper() for w in name.split()) and not mine else None


def _named_before(parsed: Sequence[Parsed], n: int, span: Any) -> str | None:
    """Return the armed group that the report named last before the words `span`, or None."""
    return actors.last_group(
        " ".join([*(p.sentence.text for p in parsed[max(0, n - REMEMBERED) : n]), span.doc[: span.start].text])
    )


def _says_the_group(speaker: str, rest: Any, actor: str) -> bool:
    """Return whether the group that speaks is the actor that the sentence named right before: "carried out by X, the group said"."""
    if speaker not in doers.cue("claim", "selves") or actors.nameless(actor_words := rest[:1]) or not actor_words:
        return False
    at = next((t.i for t in rest if t.lower_ == speaker and t.i and t.nbor(-1).lower_ == "the"), None)
    return at is not None and not any(t.pos_ == "PROPN" and actors.armed(actors.phrase(t)) for t in rest.doc[rest.start + 1 : at])


def _together(found: list[doers.Statement]) -> Iterator[doers.Statement]:
    """Yield the statements, those on who did one act together as one: "bombed by army and Northern Guard forces" names both as its actor.

    What one says of itself stays its own: "the army and the Guard denied it" is two denials.
    """
    last: tuple[Any, doers.Statement] | None = None
    for one in found:
        words = None if one[1] is None or one[0] not in ("blamed", "suspected") or one[3] is one[1] else doers.words_of(one[1])
        if last is not None and words is not None and last[1][::2][:2] == one[::2][:2] and last[1][3] == one[3]:
            both = parties.joint(last[0], words)
            if both is not None:
                last = (both, (one[0], both, *one[2:]))
                continue
        if last is not None:
            yield last[1]
            last = None
        if words is None:
            yield one
        else:
            last = (words, one)
    if last is not None:
        yield last[1]


@cache
def _accusing() -> frozenset[str]:
    """Return the verbs by which nobody tells of an act of its own: to blame, to condemn."""
    return doers.cue("stance", "blame") | doers.cue("stance", "reproach")


def _own_voice(speaker: str, actor: str, text: str, sentence: str) -> bool:
    """Return whether the speaker is the actor: a ministry of the nation whose jets it tells of claims what they did.

    A "military source" of no nation is one of the land that the report, `text`, is about; and of the land whose forces it tells of where
    it calls those whom they struck terrorists.
    """
    if doers.cue("claim", "outsiders") & set(re.findall(r"[\w.]+", speaker.casefold())):
        return False  # "residents in Syria"
    mine, theirs = ({f[2] for f in actors.folded(x)} for x in (actor, speaker))
    if mine & theirs or (not mine and actors.fold(speaker) == actors.fold(actor)):
        return True
    land, home = theirs - {"government"}, actors.home(text)
    if not _of_a_state(actor, mine) or (
        land and not (mine <= {"government"} and land <= {home or next(iter(land))} & actors.lands())
    ):
        return False  # of "the army" a "Norvian military source" may speak as of its own, where the report is about no other land
    foes = not doers.cue("claim", "foes").isdisjoint(_WORD.findall(sentence.casefold().replace(actor.casefold(), "")))
    if not _mouth(speaker) and not (foes and doers.cue("claim", "officials") & set(_WORD.findall(speaker.casefold()))):
        return False
    if land or mine <= {"government", home}:
        return True  # "Israeli jets hit Homs, state media said" of Syria: no claim
    return not home and foes


_WORD = re.compile(r"[\w-]+")


def _of_a_state(actor: str, folded: set[str]) -> bool:
    """Return whether an actor is a state or its forces: "the Syrian air force", "government planes", "the army"."""
    words = set(_WORD.findall(actor.casefold()))
    if not folded and _named(actor) and not re.search(r"\b[A-Z]\w+(?:[aei]an|ese|ish|i|['’]s)\b", actor):
        return False  # "the Army of Dale"
    return bool(words & doers.cue("claim", "forces")) and folded <= actors.lands() | {"government"}


def _named(actor: str) -> bool:
    """Return whether a name has a word with a capital that is no word for forces: "the Army of Dale", not "the Air Force"."""
    general = doers.cue("claim", "forces") | {"force", "units", "unit", "the", "command"}
    return any(w[:1].isupper() and w.casefold() not in general for w in _WORD.findall(actor))


def _mouth(speaker: str) -> bool:
    """Return whether a speaker talks for the forces of the state it is in: "a military source", "the army command", "state media"."""
    return _mouths().search(speaker.casefold()) is not None


@cache
def _mouths() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(sorted(doers.cue("claim", "mouths"))) + r")\b")


@cache
def _telling() -> tuple[frozenset[str], frozenset[str]]:
    """Return the lemmas and the words that `_told` asks for: no statement begins at another word."""

    def stance(*names: str) -> frozenset[str]:
        return frozenset().union(*(doers.cue("stance", n) for n in names))

    lemmas = stance(
        *("unclear", "deny", "calls", "admits", "publishes", "reproach", "proclaims", "blame", "attributes", "disowns", "names"),
        "tells",
    )
    words = stance("unclear", "denial", "looks", "no_hand", "suspects", "pointing", "charge", "motives", "falling", "untrue")
    return (
        lemmas
        | doers.cue("acts", "verbs")
        | doers.cue("acts", "taking")
        | doers.cue("acts", "ruining")
        | doers.cue("acts", "arriving")
        | doers.cue("acts", "sorties")
        | {"claim", "suspect", "involve", "be", "belong", "come", "go", "pass"},
        words
        | doers.cue("claim", "credit")
        | doers.cue("claim", "unclaimed")
        | doers.cue("claim", "did_it")
        | doers.cue("acts", "nouns")
        | {"responsibility", "behind", "responsible", "use", "by", "from", "name"},
    )


def _statements(doc: Any) -> Iterator[doers.Statement]:
    lemmas, words = _telling()
    for t in doc:
        lemma = t.lemma_.lower()
        if lemma in lemmas or t.lower_ in words:
            yield from _told(doc, t, lemma)


def _told(doc: Any, t: Any, lemma: str) -> Iterator[doers.Statement]:
    """Yield the statements that the word `t` begins; what it asks of a lemma or a word, `_telling` knows."""
    if {lemma, t.lower_} & doers.cue("stance", "unclear"):
        yield from unclaimed.unclear(t)
    if t.lower_ == "responsibility" or t.lower_ in doers.cue("claim", "credit") or (lemma == "claim" and t.pos_ == "VERB"):
        yield from statements.claimed(doc, t, lemma)
    elif t.pos_ == "VERB" and (lemma in doers.cue("stance", "deny") or lemma in doers.cue("stance", "calls")):
        yield from disclaimers.denied(t)
    elif t.pos_ == "VERB" and lemma in doers.cue("stance", "disowns"):
        yield from disclaimers.disowned(t)
    elif t.lower_ in doers.cue("stance", "denial"):
        yield from disclaimers.denial(t)
    elif lemma in doers.cue("stance", "admits") and t.pos_ == "VERB":
        yield from statements.owned_up(t)
    elif lemma in doers.cue("stance", "publishes") and t.pos_ == "VERB":
        yield from statements.shown(t)
    elif t.lower_ in doers.cue("stance", "looks"):
        yield from statements.looks(t)
    elif t.lower_ == "claim" and t.pos_ == "NOUN":
        yield from unclaimed.no_claim(t)
        yield from disclaimers.mistaken(t)
    if lemma in doers.cue("stance", "tells") and t.pos_ == "VERB":
        yield from unclaimed.not_owned(t)
        yield from statements.did_it(t)
    if t.lower_ == "name" and t.dep_ == "dobj":
        yield from statements.named_itself(t)
    if t.lower_ in doers.cue("claim", "did_it"):
        yield from accusing.of_ours(t)
    if t.lower_ in doers.cue("stance", "untrue"):
        yield from denials.absurd(t)
    if t.lower_ in doers.cue("claim", "unclaimed"):
        yield from unclaimed.left_unclaimed(t)
    if t.lower_ in doers.cue("stance", "falling"):
        yield from accusing.fell(t)
        yield from accusing.bears(t)
    if t.lower_ in doers.cue("stance", "no_hand"):
        yield from disclaimers.not_its(t)
    if lemma in doers.cue("stance", "reproach") and t.pos_ == "VERB":
        yield from accusing.reproached(t)
    elif t.pos_ == "NOUN" and (t.lower_ in doers.cue("stance", "pointing") or t.lower_ in doers.cue("stance", "charge")):
        yield from accusing.pointed(t)
        yield from denials.thrown_out(t)
        yield from accusing.traded(t)
    elif t.lower_ in doers.cue("stance", "motives") and t.pos_ == "NOUN":
        yield from accusing.answered(t)
    elif lemma in doers.cue("stance", "proclaims") and t.pos_ == "VERB":
        yield from accusing.proclaimed(t)
    elif lemma in doers.cue("stance", "names") and t.pos_ == "VERB":
        yield from accusing.named_as(t)
    if t.lower_ == "blame" and t.head.lemma_ == "be" and t.nbor(-1).lower_ == "to":
        yield from charges.behind(t)  # "X is to blame for the raid"
    elif lemma in doers.cue("stance", "blame") and t.pos_ == "VERB":
        yield from charges.blamed(t, lemma)
    elif lemma in ("suspect", *doers.cue("stance", "attributes")) and t.pos_ == "VERB":
        yield from charges.suspected(t, lemma)
    elif lemma == "involve":
        yield from disclaimers.involved(t)
    elif t.lower_ in ("behind", "responsible"):
        yield from charges.behind(t)
    elif t.lower_ in doers.cue("stance", "suspects"):
        yield from charges.suspect_in(t)
    if t.pos_ in ("VERB", "AUX") and (lemma in doers.cue("acts", "verbs") or lemma in doers.cue("acts", "taking")):
        yield from agents.agents(t, lemma)
    if t.pos_ == "VERB" and lemma in doers.cue("acts", "ruining"):
        yield from doers.ruined(t)
    if lemma in doers.cue("acts", "arriving") and (speaker := doers.disowner(t)) is not None:
        yield "denied", speaker, t, speaker, f"none of its own: {t.text}"
    if t.pos_ in ("VERB", "AUX") and (lemma in ("be", "come", "go", "pass") or lemma in doers.cue("acts", "sorties")):
        yield from absence.elsewhere(t)
    if lemma in ("be", "belong"):
        yield from owned.of_which_land(t)
    if t.lower_ in doers.cue("acts", "nouns"):
        yield from owned.owners(t)
    if t.lower_ == "use" and t.pos_ == "NOUN":
        yield from owned.use(t)
    if t.lower_ == "by" and t.head.lower_ not in doers.cue("acts", "nouns"):
        yield from owned.by_whom(t)
    elif t.lower_ == "from" and t.head.lemma_ in ("fire", "launch", "come"):
        yield from owned.from_whom(t)


def _quote(p: Parsed, actor: Any, trigger: Any) -> tuple[int, int]:
    actor = actor if actor is None or hasattr(actor, "dep_") else actor[-1]
    if actor is None:  # nobody claims it: the words that say so are the denial before
        before = trigger.doc[max(0, trigger.i - 10) : trigger.i]
        words = doers.cue("claim", "nobody") | {"unclear", "unknown", "not"}
        actor = next((t for t in before if t.lower_ in words), None)
    first, last = (trigger, trigger) if actor is None else sorted((actor, trigger), key=lambda t: t.i)
    a = actors.phrase(first).start_char if first.pos_ in ("NOUN", "PROPN", "ADJ") else first.idx
    b = last.idx + len(last)
    more = [t for t in last.subtree if t.i > last.i and t.idx + len(t) - a <= QUOTE // 2 + (b - a)]
    b = max([b, *(t.idx + len(t) for t in more)])
    if b - a > QUOTE:
        b = min(max(last.idx + len(last), a + QUOTE), b)
    return p.sentence.start + a, p.sentence.start + b
