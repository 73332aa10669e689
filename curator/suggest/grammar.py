"""What the recognisers know of one language, compiled from its TOML file; the language is data, not code."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from curator import lexicon
from schema import Act, Stance

KNOWN_LANGUAGES = ("en", "ru")
Phrases = dict[str, tuple[tuple[str, ...], ...]]  # the words of phrases by their first word


@dataclass(frozen=True)
class Verb:
    """One form of a verb: its lemma and which form it is (base, s, past, participle, ing, or any)."""

    lemma: str
    form: str


@dataclass(frozen=True)
class About:
    """A verb that speaks about somebody: its preposition, the act it performs, the stance it takes."""

    preposition: str
    act: Act
    stance: Stance


@dataclass(frozen=True)
class Grammar:
    """The compiled lists of one language. `words` and `names` map a list's name to its entries."""

    code: str
    verbs: dict[str, Verb]  # every form of every verb of a cue list, in lower case
    cues: dict[str, frozenset[str]]  # lemmas by list: quote, that, bare, infinitive, request, about, object, beside
    about: dict[str, tuple[About, ...]]
    acts: dict[str, Act]
    object_acts: dict[str, Act]
    words: dict[str, frozenset[str]]
    names: dict[str, frozenset[str]]
    phrases: dict[str, tuple[str, ...]]
    zones: dict[str, tuple[str, ...]]
    according: Phrases  # "according to" and its like
    by_first_word: dict[str, Phrases]  # lists of phrases that words are compared with
    phrase_openers: frozenset[str]  # words at which a set phrase that reports may stand
    title_tails: frozenset[tuple[str, ...]]
    function_words: frozenset[str]
    finite: frozenset[str]
    calendar: frozenset[str]  # weekdays and months, as written
    suffixed: bool  # adverbs end in -ly, past forms in -ed

    def is_adverb(self, low: str) -> bool:
        """True for listed adverbs and, where the language forms them so, for words in -ly."""
        if low in self.words["adverbs"]:
            return True
        return self.suffixed and low.endswith("ly") and len(low) > 4 and low not in self.words["not_adverbs"]


@cache
def grammar(code: str | None) -> Grammar:
    """The grammar of a language code; one with empty lists for a language that Curator does not know."""
    return _compile(lexicon.toml(code)) if code in KNOWN_LANGUAGES else _compile(_nothing())


def entries(words: str) -> list[str]:
    """The entries of one list of the lexicon: separated by commas or line ends."""
    return [entry for entry in (part.strip() for part in re.split(r"[,\n]", words)) if entry]


def _compile(table: dict[str, Any]) -> Grammar:
    inflected = table["language"]["inflection"] == "english"
    verbs_table = {name: str(value) for name, value in table["verbs"].items()}
    irregular = _irregular(table["irregular"]["forms"])
    about: dict[str, list[About]] = {}
    for entry in entries(verbs_table["about"]):
        lemma, preposition, act, stance = entry.split()
        about.setdefault(lemma, []).append(About(preposition, _act(act), _stance(stance)))
    objects = {lemma: _act(act) for lemma, _, act in (entry.partition(" ") for entry in entries(verbs_table["object"]))}
    cues = {name: frozenset(entries(verbs_table[name]))
            for name in ("quote", "that", "bare", "bare_with_verb", "explaining", "infinitive", "request", "beside",
                         "naming", "addressed", "fronted", "decline", "refusable")}
    cues |= {"about": frozenset(about), "object": frozenset(objects)}
    never = frozenset(entries(verbs_table["never"]))
    verbs: dict[str, Verb] = {}
    for lemma in sorted(set().union(*cues.values())):
        for form, kind in _forms(lemma, irregular, inflected):
            if form not in never:
                verbs.setdefault(form, Verb(lemma, kind))
    words = {name: frozenset(entry.lower() for entry in entries(value)) for name, value in table["words"].items()}
    words |= {name: frozenset(entries(verbs_table[name]))
              for name in ("noun_like", "auxiliary", "passive", "negation", "chain", "finite", "verbal")}
    names = {name: frozenset(entries(value)) for name, value in table["names"].items()}
    function_words = frozenset().union(*(words[name] for name in (
        "determiners", "prepositions", "subordinators", "adverbs", "subject_pronouns", "auxiliary")))
    acts = {lemma: _act(act) for act, lemmas in table["acts"].items() for lemma in entries(lemmas)}
    according = _by_first_word(entries(table["phrases"]["according"]))
    return Grammar(
        code=table["language"]["code"], verbs=verbs, cues=cues, suffixed=inflected,
        about={lemma: tuple(ways) for lemma, ways in about.items()}, acts=acts, object_acts=objects,
        words=words, names=names, according=according,
        phrase_openers=frozenset(according).union(*(words[name] for name in (
            "fronting", "view_openers", "speech_nouns", "told_by_making", "told_by_being"))),
        title_tails=frozenset(tuple(tail.split()) for tail in names["title_tails"]), function_words=function_words,
        calendar=names["months"] | names["weekdays"], finite=words["finite"] | words["auxiliary"],
        phrases={name: tuple(entries(value)) for name, value in table["phrases"].items()},
        by_first_word={name: _by_first_word(entries(table["phrases"][name]))
                       for name in ("citing", "talking_to", "connecting")},
        zones={name: tuple(entries(value.lower())) for name, value in table["zones"].items()})


def _by_first_word(phrases: Iterable[str]) -> Phrases:
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in phrases:
        parts = tuple(phrase.split())
        found[parts[0]] = (*found.get(parts[0], ()), parts)
    return found


def _act(words: str) -> Act:
    acts: tuple[Act, ...] = get_args(Act)
    return acts[acts.index(words)]


def _stance(words: str) -> Stance:
    stances: tuple[Stance, ...] = get_args(Stance)
    return stances[stances.index(words)]


def _irregular(forms: str) -> dict[str, tuple[str, ...]]:
    table = {}
    for line in forms.split("\n"):
        lemma, colon, others = line.partition(":")
        if colon:
            table[lemma.strip()] = tuple(other.strip() for other in others.split(","))
    return table


_CONSONANT_Y = re.compile(r"[^aeiou]y$")
_DOUBLING = re.compile(r"^[^aeiou]*[aeiou][bdgklmnprt]$")


def _forms(lemma: str, irregular: dict[str, tuple[str, ...]], inflected: bool) -> Iterable[tuple[str, str]]:
    """The forms of an English verb by rule; of another language only the form that is listed."""
    if not inflected or " " in lemma:
        yield lemma, "any"
        return
    yield lemma, "base"
    if lemma in irregular:
        third, past, participle, ing = irregular[lemma]
    elif _CONSONANT_Y.search(lemma):
        third, past, participle, ing = lemma[:-1] + "ies", lemma[:-1] + "ied", "", lemma + "ing"
    elif lemma.endswith("e"):
        third, past, participle, ing = lemma + "s", lemma + "d", "", lemma[:-1] + "ing"
    else:
        stem = lemma + lemma[-1] if _DOUBLING.match(lemma) else lemma
        third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")
        past, participle, ing = stem + "ed", "", stem + "ing"
    yield third, "s"
    if past != lemma:
        yield past, "past"
    if participle and participle != past:
        yield participle, "participle"
    yield ing, "ing"


@cache
def _nothing() -> dict[str, Any]:
    """A language of which nothing is known: the tables of English, emptied."""
    def emptied(value: Any) -> Any:
        return {name: emptied(inner) for name, inner in value.items()} if isinstance(value, dict) else ""

    table: dict[str, Any] = emptied(lexicon.toml("en"))
    return table
