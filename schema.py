"""The vocabulary: what Curator stores, as pydantic models and nothing else.

Offsets are Unicode code points into the untouched text, end excluded. Everything is frozen: a change is a new
value (`revise`). Strings hold neither NUL nor lone surrogates and numbers are finite, because no engine keeps
those faithfully; an importer puts U+FFFD in their place before they come here.
"""

from __future__ import annotations

import re
from calendar import monthrange
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

SCHEMA_VERSION = 1


def _storable(words: str) -> str:
    if "\0" in words:
        raise ValueError("holds a NUL character, which no engine stores")
    return words


_EDTF_DAY = re.compile(r"(?P<y>-?[0-9X]{4})(?:-(?P<m>[0-9X]{2})(?:-(?P<d>[0-9X]{2}))?)?(?P<q>[?~%])?")


def _edtf_day(words: str) -> bool:
    """True for one EDTF level 0 or 1 date; seasons (21 to 24) count as months without days."""
    found = _EDTF_DAY.fullmatch(words)
    if not found:
        return False
    year, month, day = found["y"], found["m"], found["d"]
    if month and "X" not in month:
        if day is None and 21 <= int(month) <= 24:
            return True
        if not 1 <= int(month) <= 12:
            return False
        if day and "X" not in day:
            leap = int(year) if "X" not in year and int(year) > 0 else 2000
            return 1 <= int(day) <= monthrange(leap, int(month))[1]
    return not (day and "X" not in day and not 1 <= int(day) <= 31)


def is_edtf(words: str) -> bool:
    """True for an EDTF date or interval: 2022-12-20~, 2024-08/2024-12, 202X, 2021-07-24/.. (levels 0 and 1)."""
    sides = words.split("/")
    if len(sides) == 1:
        return _edtf_day(words)
    return len(sides) == 2 and any(map(_edtf_day, sides)) and all(s in ("", "..") or _edtf_day(s) for s in sides)


def _edtf(words: str) -> str:
    if not is_edtf(words):
        raise ValueError(f"{words!r} is no EDTF date (such as 2022-12-20, 2022-12~ or 2024-08/2024-12)")
    return words


Str = Annotated[str, AfterValidator(_storable)]
Words = Annotated[str, StringConstraints(min_length=1), AfterValidator(_storable)]
Uid = Annotated[str, StringConstraints(pattern=r"^[0-9A-HJKMNP-TV-Z]{26}$")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Instant = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$")]
Edtf = Annotated[str, AfterValidator(_edtf)]
Probability = Annotated[float, Field(ge=0, le=1)]

Basis = Literal["stated", "file", "inferred", "typed", "unknown"]  # unknown: looked for and not found
PartyBasis = Literal["stated", "inherited", "inferred"]
ArticleStatus = Literal["new", "in progress", "done", "excluded"]
ArticleField = Literal["title", "publisher", "author", "published", "url", "language", "original_language",
                       "translator", "credit"]
ZoneKind = Literal["headline", "lead", "byline", "dateline", "caption", "credit", "translator's note", "promo",
                   "teaser", "navigation"]
BOILERPLATE: frozenset[str] = frozenset({"promo", "teaser", "navigation"})
Reference = Literal["name", "role", "pronoun", "unnamed", "collective", "metonym"]
Reading = Literal["place", "government"]
QuoteKind = Literal["direct", "indirect", "mixed", "free"]
Stance = Literal["negative", "neutral", "positive"]
Act = Literal["state", "ask", "promise", "accuse", "criticise", "praise", "deny", "decline", "order", "threaten",
              "think"]
EntityKind = Literal["person", "organisation", "place", "geopolitical", "event", "unnamed", "collective"]
NameKind = Literal["name", "alias", "nickname", "abbreviation", "previous", "spelling", "transliteration"]
Verdict = Literal["same", "different", "unsure"]
Grade = Literal["sure", "likely", "guess"]
Qualifier = Literal["exactly", "about", "more than", "at least", "less than", "at most", "between"]
NEVER_MATCHED: frozenset[str] = frozenset({"unnamed", "collective"})


class Model(BaseModel):
    """A frozen value that refuses unknown fields, NaN and infinity. Its checks are built when it is first used: most
    commands, and the first frame, need few of them."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, defer_build=True)


class Span(Model):
    """A range of one text in code points, end excluded, with the characters it holds."""

    start: Annotated[int, Field(ge=0)]
    end: int
    exact: Str

    @model_validator(mode="after")
    def _as_long_as_its_words(self) -> Self:
        if self.end <= self.start or self.end - self.start != len(self.exact):
            raise ValueError(f"span {self.start}-{self.end} does not hold {len(self.exact)} code points")
        return self

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of `text` between two offsets; ValueError when it is empty or outside."""
        if not 0 <= start < end <= len(text):
            raise ValueError(f"{start}-{end} is no span of a text of {len(text)} characters")
        return cls(start=start, end=end, exact=text[start:end])

    def holds_in(self, text: str) -> bool:
        """True when `text[start:end] == exact`."""
        return text[self.start:self.end] == self.exact


Spans = Annotated[tuple[Span, ...], Field(min_length=1)]


class Record(Model):
    """What every stored record has. `rev` is 0 until the store has written it; `created_at` is UTC."""

    uid: Uid
    rev: Annotated[int, Field(ge=0)] = 0
    created_at: Instant
    created_by: Words
    schema_version: int = SCHEMA_VERSION


class Fact(Model):
    """One piece of an article's metadata and what it rests on; `value` is empty only when the basis is unknown."""

    value: Str
    basis: Basis
    evidence: tuple[Span, ...] = ()
    entity: Uid | None = None
    reason: Str = ""

    @model_validator(mode="after")
    def _is_founded(self) -> Self:
        if not self.value and self.basis != "unknown":
            raise ValueError("a value is missing: only the basis 'unknown' goes without one")
        if self.basis == "stated" and not self.evidence:
            raise ValueError("basis 'stated' needs the span that states it")
        return self


class Candidate(Fact):
    """A guess at a field of the article's card: shown as a guess, never exported as a fact."""

    field: ArticleField


class Credit(Model):
    """Through whom an article, or the part `scope` of it, came: an agency, a translator, a contributor."""

    words: Span | None = None
    entity: Uid | None = None
    role: Literal["reported by", "contributed", "translated", "source"] = "reported by"
    scope: tuple[Span, ...] = ()  # empty: the whole article


class SourceFile(Model):
    """The file an article came from, and how its bytes were read."""

    name: Str
    media_type: Words
    sha256: Sha256
    importer: Words
    importer_version: Words
    encoding: Words = "utf-8"
    encoding_basis: Literal["bom", "declared", "utf-8", "guessed"] = "utf-8"
    bom: bool = False
    substituted: Annotated[int, Field(ge=0)] = 0  # characters that could not be stored: U+FFFD, one for one
    keeps_bytes: bool = False


class Article(Record):
    """One document (schema.org NewsArticle). A card field is None until a curator has decided on it."""

    text_sha256: Sha256
    source: SourceFile
    title: Fact | None = None
    publisher: Fact | None = None
    authors: tuple[Fact, ...] = ()
    published: Fact | None = None
    url: Fact | None = None
    language: Fact | None = None
    original_language: Fact | None = None
    translator: Fact | None = None
    credits: tuple[Credit, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    status: ArticleStatus = "new"
    group: Uid | None = None

    @model_validator(mode="after")
    def _dates_are_edtf(self) -> Self:
        if self.published and self.published.value:
            _edtf(self.published.value)
        return self


class Text(Model):
    """An article's characters, named by the sha256 of their UTF-8 form; never changed."""

    sha256: Sha256
    text: Str


class Original(Model):
    """The bytes of a file in another format than plain text, as base64, named by their sha256; never changed."""

    sha256: Sha256
    base64: str


class Zone(Record):
    """A part of an article that is not running text; nothing is suggested inside boilerplate."""

    article: Uid
    text_sha256: Sha256
    span: Span
    kind: ZoneKind
    reason: Str = ""

    @property
    def is_boilerplate(self) -> bool:
        return self.kind in BOILERPLATE


class Origin(Model):
    """The suggestion a record was accepted from. `changed` says that a curator corrected it since."""

    key: Words
    recogniser: Words
    version: Words
    confidence: Probability
    grade: Grade
    reason: Str = ""
    changed: bool = False


class DateValue(Model):
    """What a DATE mention says."""

    kind: Literal["date"] = "date"
    edtf: Edtf
    basis: Basis = "stated"


class Figure(Model):
    """What a NUMBER mention says: a number or range, how sharp it is, and what is counted."""

    kind: Literal["figure"] = "figure"
    low: int | float | None = None
    high: int | float | None = None
    qualifier: Qualifier = "exactly"
    unit: Str = ""
    counted: Str = ""
    as_of: Edtf | None = None


class Mention(Record):
    """Words that stand for somebody or something: "Artem ... Dultsev" has two spans, "both men" two entities."""

    article: Uid
    text_sha256: Sha256
    spans: Spans
    label: Words
    reference: Reference = "name"
    reading: Reading | None = None
    entities: tuple[Uid, ...] = ()
    affiliation: Uid | None = None
    value: Annotated[DateValue | Figure, Field(discriminator="kind")] | None = None
    origin: Origin | None = None


class Party(Model):
    """One who takes part in a statement: a mention or, where the text has no word for it, an entity."""

    mention: Uid | None = None
    entity: Uid | None = None
    basis: PartyBasis = "stated"

    @model_validator(mode="after")
    def _is_somebody(self) -> Self:
        if (self.mention is None) == (self.entity is None):
            raise ValueError("a party is a mention, or an entity where the text has no word for it")
        return self


class Target(Party):
    """About whom a statement is, and how it speaks of them (None: not coded)."""

    stance: Stance | None = None


class Quote(Record):
    """One reported statement (PARC and PolNeAR call it an attribution): content, cue, speakers, about whom, via."""

    article: Uid
    text_sha256: Sha256
    content: Spans
    verbatim: tuple[Span, ...] = ()  # the speaker's own words, marks excluded
    kind: QuoteKind
    cue: tuple[Span, ...] = ()
    speakers: tuple[Party, ...] = ()
    targets: tuple[Target, ...] = ()
    addressees: tuple[Party, ...] = ()
    via: tuple[Party, ...] = ()  # the chain through which it came, outermost last
    within: Uid | None = None
    act: Act = "state"
    said: Fact | None = None
    tags: tuple[Words, ...] = ()
    flags: tuple[Words, ...] = ()  # what a reader should know of the words: a missing mark, a translation, brackets
    unsettled: tuple[Words, ...] = ()  # those of its flags that no curator has settled yet
    origin: Origin | None = None

    @model_validator(mode="after")
    def _said_is_edtf(self) -> Self:
        if self.said and self.said.value:
            _edtf(self.said.value)
        return self


class Name(Model):
    """One spelling of an entity's name."""

    text: Words
    kind: NameKind = "name"
    script: Str = ""  # ISO 15924: Latn, Cyrl, Arab


class Identifier(Model):
    """An id of the entity elsewhere, such as wikidata Q42."""

    scheme: Words
    value: Words


class Role(Model):
    """What somebody was, where and when; a role without dates holds as of the article that states it."""

    title: Words
    organisation: Uid | None = None
    since: Edtf | None = None
    until: Edtf | None = None
    article: Uid | None = None
    evidence: Span | None = None


class Entity(Record):
    """One entry of the registry. Only names become aliases: never roles, readings or descriptions."""

    kind: EntityKind
    preferred: Words
    preferred_at: Instant | None = None  # when a curator last named it preferred; None: as first written
    names: tuple[Name, ...] = ()  # other spellings
    identifiers: tuple[Identifier, ...] = ()
    roles: tuple[Role, ...] = ()
    affiliation: Uid | None = None
    note: Str = ""

    @property
    def all_names(self) -> tuple[str, ...]:
        """The preferred name first, then the others in the order in which they came, each once."""
        return tuple(dict.fromkeys((self.preferred, *(name.text for name in self.names))))


class Judgement(Record):
    """A curator's word on two entities or two quotes, `left` < `right`; retracted, never deleted."""

    about: Literal["entity", "quote"] = "entity"
    left: Uid
    right: Uid
    judgement: Verdict
    score: Probability | None = None
    scorer: Str = ""
    left_shown: Str = ""
    right_shown: Str = ""
    reason: Str = ""
    retracted: bool = False

    @model_validator(mode="after")
    def _is_ordered(self) -> Self:
        if self.left >= self.right:
            raise ValueError("a judgement is about two records, the smaller uid on the left")
        return self


class Decision(Record):
    """A suggestion that a curator rejected: its key stays rejected whatever the recogniser says later."""

    article: Uid
    text_sha256: Sha256
    key: Words
    decision: Literal["rejected"] = "rejected"
    subject: Literal["quote", "mention"]
    label: Str = ""
    exact: Str
    recogniser: Words
    version: Words


class Label(Record):
    """A codebook entry."""

    name: Words
    definition: Str = ""
    examples: tuple[Str, ...] = ()
    colour: Str = ""
    key: Str = ""
    applies_to: Literal["mention", "quote"] = "mention"
    parent: Uid | None = None
    retired: bool = False


class Note(Record):
    """A remark or flag on any record, settled or open."""

    on: Uid
    on_table: Words
    text: Str = ""
    flag: bool = False
    settled: bool = False


class SuggestedParty(Model):
    """Somebody in a suggested quote; `name` is canonical within the article, `entity` a hit in the registry."""

    span: Span | None = None
    name: Words
    label: Words = "PERSON"
    reference: Reference = "name"
    basis: PartyBasis = "stated"
    entity: Uid | None = None


class SuggestedTarget(SuggestedParty):
    """About whom, where the words say it (accused X of)."""

    stance: Stance | None = None


class Suggested(Model):
    """A proposal by a recogniser: a cache beside the records, outside history."""

    key: Words
    recogniser: Words
    version: Words
    confidence: Probability
    grade: Grade
    reason: Str = ""
    flags: tuple[Words, ...] = ()


class SuggestedMention(Suggested):
    """A proposed mention."""

    spans: Spans
    label: Words
    name: Words
    reference: Reference = "name"
    reading: Reading | None = None
    entity: Uid | None = None
    value: DateValue | Figure | None = None  # told apart by their fields: the cache leaves out `kind`, a default


class SuggestedQuote(Suggested):
    """A proposed quote; an unattributed one has no speakers."""

    content: Spans
    verbatim: tuple[Span, ...] = ()
    kind: QuoteKind
    cue: tuple[Span, ...] = ()
    speakers: tuple[SuggestedParty, ...] = ()
    targets: tuple[SuggestedTarget, ...] = ()
    addressees: tuple[SuggestedParty, ...] = ()
    via: tuple[SuggestedParty, ...] = ()
    act: Act = "state"


class SuggestedZone(Model):
    """A proposed zone with the reason for it."""

    span: Span
    kind: ZoneKind
    reason: Str = ""


class Suggestions(Model):
    """Everything the recognisers propose for one text, each list in text order. `registry` marks what they knew."""

    text_sha256: Sha256
    version: Words
    registry: Str = ""
    zones: tuple[SuggestedZone, ...] = ()
    quotes: tuple[SuggestedQuote, ...] = ()
    mentions: tuple[SuggestedMention, ...] = ()


TABLES: dict[str, type[Record]] = {
    "articles": Article, "zones": Zone, "mentions": Mention, "quotes": Quote, "entities": Entity,
    "judgements": Judgement, "decisions": Decision, "labels": Label, "notes": Note,
}

M = TypeVar("M", bound=Model)


def revise(value: M, /, **changes: Any) -> M:
    """A checked copy of `value` with some fields changed; pydantic's ValidationError when the result is not valid."""
    return type(value).model_validate({name: getattr(value, name) for name in type(value).model_fields} | changes)
