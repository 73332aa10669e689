"""How far each rule can be trusted: the one table of rates, and the grades that a curator sees instead of digits.

A rate is the share of a rule's suggestions that were right when read against news articles; it was set by hand after
reading, and it is the confidence of the suggestion (0..1).
"""

from __future__ import annotations

from collections.abc import Sequence

from curator.suggest.memory import Memory
from schema import Grade

SURE, LIKELY = 0.9, 0.6
AGREED = 0.87  # a name that a trained pipeline takes for one as well

QUOTE_RATES: dict[str, tuple[float, str]] = {
    "subject-verb": (0.95, "speaker and cue right after the words"),
    "before": (0.86, "speaker and cue right before the words"),
    "inverted": (0.95, "cue and speaker right after the words"),
    "signature": (0.93, "signed with a dash and a name"),
    "colon": (0.55, "a name and a colon before the words"),
    "turn": (0.88, "a label and a colon, as in an interview"),
    "inherited": (0.90, "same speaker as the words before in this paragraph"),
    "continuation": (0.85, "the quote of the paragraph above goes on"),
    "previous sentence": (0.62, "the sentence before names the speaker"),
    "mixed": (0.87, "words in marks inside a reported clause"),
    "mixed, that": (0.92, "words in marks inside a that-clause"),
    "led in": (0.94, "words in marks that end a clause, then speaker and cue"),
    "apart": (0.80, "a cue earlier in the sentence"),
    "sentence subject": (0.45, "the sentence's subject, no cue"),
    "floating": (0.35, "only the paragraph above names a speaker"),
    "alone": (0.30, "words in marks, no speaker found"),
    "that": (0.82, "speaker, cue and that-clause"),
    "headline": (0.58, "a name and a colon in a headline"),
    "question": (0.70, "who asked, and what"),
    "noun": (0.76, "a noun for what is said, whose it is, and a that-clause"),
    "bare": (0.75, "speaker and cue before a clause"),
    "around": (0.86, "a clause, then speaker and cue"),
    "interposed": (0.86, "speaker and cue inside the clause"),
    "according": (0.88, "according to a source"),
    "as": (0.80, "as a source said"),
    "about": (0.68, "a verb that says something of somebody"),
    "called": (0.55, "who calls somebody something"),
    "infinitive": (0.55, "a promise, refusal or plan"),
    "request": (0.50, "a request to somebody"),
    "object": (0.58, "a verb whose object is what was said"),
    "comment": (0.70, "a refusal to comment"),
    "parsed": (0.58, "a clause that spaCy's parser takes for reported"),
    "said before": (0.60, "the next sentence says whose words these are"),
    "cue at hand": (0.30, "a cue that a curator pointed at"),
}

MENTION_RATES: dict[str, tuple[float, str]] = {
    "registry": (0.97, "a name of the registry"),
    "known body": (0.95, "a well-known body"),
    "known place": (0.93, "a place of the list"),
    "title before": (0.92, "a title stands before it"),
    "given name": (0.94, "begins with a given name"),
    "surname": (0.95, "surname of a full name in this text"),
    "given name known": (0.70, "given name of a full name in this text"),
    "shared surname": (0.80, "shares the surname behind the next name"),
    "hyphen": (0.85, "two names joined by a hyphen"),
    "initials": (0.88, "has an initial"),
    "generation": (0.85, "ends with Jr., Sr. or a number"),
    "particle": (0.75, "a particle between capitals"),
    "surname ending": (0.86, "ends like a surname"),
    "organisation word": (0.80, "has a word for a kind of body"),
    "place word": (0.72, "has a word for a kind of place"),
    "event word": (0.60, "has a word for a kind of event"),
    "role before": (0.82, "a role stands before it"),
    "cue after": (0.55, "a verb of saying follows"),
    "headline": (0.80, "known word in a line of capitals"),
    "two capitals": (0.70, "two capitalised words"),
    "more capitals": (0.32, "several capitalised words"),
    "place and more": (0.42, "begins with a place"),
    "capitals": (0.52, "all capitals"),
    "given name alone": (0.55, "a given name"),
    "place by preposition": (0.70, "behind in, at, from"),
    "ending alone": (0.35, "ends like a surname"),
    "capital alone": (0.25, "a capitalised word inside a sentence"),
    "heading": (0.32, "capitals of a heading"),
    "said to be a person": (0.88, "the text says that it is a person"),
    "said to be a body": (0.80, "the text says what kind of body it is"),
    "said to be a place": (0.88, "the text says what kind of place it is"),
    "hinted": (0.72, "the words around it say so"),
    "short form": (0.86, "short for a body named in full in this text"),
    "letters behind": (0.90, "its letters stand in brackets behind it"),
    "result line": (0.93, "plays in a line of results"),
    "team": (0.83, "a town that plays in this text"),
    "dateline": (0.92, "from where the report was sent"),
    "writer's line": (0.90, "a line of its own above the dateline"),
    "spelled out below": (0.76, "spelled out in the text below"),
    "well known": (0.85, "known by one word"),
    "mission": (0.75, "a country's mission"),
    "state body": (0.50, "what acts for a country, in small letters"),
    "town": (0.62, "a town of the list"),
    "person's people": (0.70, "its family, campaign or government follows"),
    "date": (0.95, "a date"),
    "date by the article's": (0.85, "a day told by the article's own date"),
    "undated": (0.55, "a day that only the article's date could tell"),
    "people counted": (0.88, "counts people or the like"),
    "figure": (0.75, "a number with what it counts"),
    "capitals with others": (0.20, "capitals beside numbers or more capitals"),
}

FLAG_COSTS = {"opening mark missing": 0.04, "closing mark missing": 0.12, "continues": 0.0, "dash": 0.02,
              "single marks": 0.15}


LEAST = 0.05


def confidence(table: dict[str, tuple[float, str]], rule: str, flags: Sequence[str] = (),
               memory: Memory = Memory()) -> float:  # noqa: B008 (frozen)
    """The rate of a rule, after what was decided on it, less what the repairs in `flags` cost; never below 0.05."""
    cost = 0.0 if "continues" in flags else sum(FLAG_COSTS.get(flag, 0.0) for flag in flags)
    return round(max(LEAST, memory.confidence(rule, table[rule][0]) - cost), 3)


def grade(confidence: float) -> Grade:
    """sure from .9, likely from .6, else guess."""
    return "sure" if confidence >= SURE else "likely" if confidence >= LIKELY else "guess"
