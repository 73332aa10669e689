"""Mentions by hand: mark a person, organisation or place, link it, move it, delete it."""

from __future__ import annotations

from dataclasses import dataclass

from tinydb import where

from curator.desk.deciding import begin, keep_away
from curator.desk.desk import Desk, Refused, short, span_of, text_of, trimmed
from curator.desk.linking import Named, form_of, near_twins, settled_mention
from curator.desk.notes import drop_notes
from curator.desk.parties import entry, mention_on, place
from curator.desk.registry import KIND_OF_LABEL, called, known_entity, registry
from curator.desk.twins import Twin
from curator.suggest.referring import Referring
from curator.text.motion import word_at
from schema import Article, Entity, Mention, Reading, Span, revise

REFERS = {"speakers": "a speaker", "targets": "a target", "addressees": "an addressee", "via": "the via"}


def make_mention(desk: Desk, article_uid: str, start: int, end: int, label: str, *,
                 entity: str | None = None, linked: bool = True) -> Mention:
    """Mark words as a mention. Without `entity` it is linked to the entry of that name or, for a lone surname, to the
    one person of this article who bears it; a new entry is made if there is none. A pronoun or a role is linked to
    nobody: whom it stands for is said with `link_to`."""
    article = desk.dataset.articles[article_uid]
    span = _trimmed(text_of(desk, article.text_sha256), start, end)
    form = form_of(desk, article, span.exact) if label in ("PERSON", "ORG") else Referring("name")
    linked = linked and form.reference == "name"
    with desk.act(f"mark {label.lower()}", f"“{short(span.exact)}”", article_uid):
        known = mention_on(desk, article, (span,))
        if known and known.label == label:
            raise Refused(f"“{short(span.exact)}” is marked already")
        begin(desk, article)
        if entity:
            known_entity(desk, entity)
        chosen = entity or (_whose(desk, article, span.exact, label) if linked else None)
        linked_to = (chosen,) if chosen else ()
        if known:  # what it was read as and its value belong to the label that it had
            return desk.dataset.mentions.put(corrected(revise(
                known, label=label, entities=linked_to, reading=None, value=None,
                reference="name" if known.reference == "metonym" else known.reference)))
        return place(desk, article, (span,), label, reference=form.reference, entities=linked_to)


@dataclass(frozen=True)
class Question:
    """What a curator is asked before words are marked: whom a pronoun or role stands for, or whether a name is that of
    one of these."""

    named: Named
    words: str
    form: Referring
    twins: tuple[Twin, ...]


def before_marking(desk: Desk, article_uid: str, start: int, end: int, label: str) -> Question | None:
    """What to ask before these words are marked; None where nothing is in doubt: an entry has that very name, one
    person of the article bears that surname, or nobody has a name like it."""
    article = desk.dataset.articles[article_uid]
    span = _trimmed(text_of(desk, article.text_sha256), start, end)
    named = Named(article_uid, range=(span.start, span.end), label=label)
    there = mention_on(desk, article, (span,))
    if there and there.label == label:
        raise Refused(f"“{short(span.exact)}” is marked already")
    form = form_of(desk, article, span.exact) if label in ("PERSON", "ORG") else Referring("name")
    if form.reference != "name":
        return Question(named, span.exact, form, ())
    if label not in KIND_OF_LABEL or len(_bearers(desk, article, span.exact, label)) == 1:
        return None
    near = near_twins(desk, " ".join(span.exact.split()), label)
    return Question(named, span.exact, form, tuple(near)) if near else None


def words_at(desk: Desk, article_uid: str, offset: int) -> tuple[int, int]:
    """What `make_mention` takes where nothing is selected: the word at the offset and capitalised ones beside it."""
    text = text_of(desk, desk.dataset.articles[article_uid].text_sha256)
    word = word_at(text, offset)
    if word is None:
        raise Refused("no word stands here: select the words first (v, then move)")
    start, end = word
    while text[start].isupper() and start and text[start - 1] == " " and (before := word_at(text, start - 2)) \
            and before[1] == start - 1 and text[before[0]].isupper():
        start = before[0]
    while text[start].isupper() and text[end:end + 1] == " " and (after := word_at(text, end + 1)) \
            and after[0] == end + 1 and text[after[0]].isupper():
        end = after[1]
    return start, end


def link(desk: Desk, mention_uid: str, *, entity: str | None = None, name: str | None = None) -> Mention:
    """Say whom a mention stands for: an entry, a new one called `name`, or nobody when both are None."""
    mention = desk.dataset.mentions[mention_uid]
    words = short(mention.spans[0].exact)
    with desk.act("link mention", f"“{words}” to {_shown(desk, entity, name)}", mention.article):
        if entity:
            known_entity(desk, entity)
        chosen = entity or (entry(desk, name, mention.label) if name else None)
        return desk.dataset.mentions.put(corrected(revise(mention, entities=(chosen,) if chosen else ())))


def set_reading(desk: Desk, mention_uid: str, reading: Reading | None) -> Mention:
    """A place as itself or as its government; a reading that changes takes the link with it, as they never mix."""
    mention = desk.dataset.mentions[mention_uid]
    with desk.act("set reading", f"“{short(mention.spans[0].exact)}” as {reading or 'undecided'}", mention.article):
        if mention.reading == reading:
            return mention
        keeps = mention.reading is None and reading != "government"
        plain = "name" if mention.reference == "metonym" else mention.reference
        return desk.dataset.mentions.put(corrected(revise(
            mention, reading=reading, reference="metonym" if reading == "government" else plain,
            entities=mention.entities if keeps else ())))


def move_mention(desk: Desk, mention_uid: str, start: int, end: int) -> Mention:
    """Let the mention hold the words from `start` to `end`; its id, links and history stay."""
    mention = desk.dataset.mentions[mention_uid]
    span = _trimmed(text_of(desk, mention.text_sha256), start, end)
    with desk.act("move edges", f"“{short(mention.spans[0].exact)}” to “{short(span.exact)}”", mention.article):
        there = mention_on(desk, desk.dataset.articles[mention.article], (span,))
        if there and there.uid != mention.uid:
            raise Refused(f"“{short(span.exact)}” is marked already")
        return desk.dataset.mentions.put(corrected(revise(mention, spans=(span,))))


def delete_mention(desk: Desk, mention_uid: str) -> Mention:
    """Delete a mention; one that was suggested is not suggested again. Refused while a quote names it as speaker,
    target, addressee or via."""
    mention = desk.dataset.mentions[mention_uid]
    with desk.act("delete mention", f"“{short(mention.spans[0].exact)}”", mention.article):
        for quote in desk.dataset.quotes.referring("mentions", mention_uid):
            word = next(word for field, word in REFERS.items()
                        if any(p.mention == mention_uid for p in getattr(quote, field)))
            raise Refused(f"“{short(mention.spans[0].exact)}” is {word} of “{short(quote.content[0].exact)}”: "
                          "change the quote first")
        drop_notes(desk, mention_uid)
        desk.dataset.mentions.delete(mention)
        keep_away(desk, mention)
    return mention


def _whose(desk: Desk, article: Article, words: str, label: str) -> str:
    found = called(desk, words, label)
    if found:
        return found.uid
    bearers = _bearers(desk, article, words, label)
    return bearers.pop() if len(bearers) == 1 else entry(desk, words, label)


def _bearers(desk: Desk, article: Article, words: str, label: str) -> set[str]:
    """The people (identities) of this article whose surname these words are."""
    if label != "PERSON" or " " in words:
        return set()
    identities = registry(desk).partition
    return {identities.of(e.uid) for e in _mentioned(desk, article) if e.kind == "person"
            and any(name.split()[-1] == words for name in e.all_names if " " in name)}


def _mentioned(desk: Desk, article: Article) -> list[Entity]:
    uids = {uid for m in desk.dataset.mentions.search(where("article") == article.uid) for uid in m.entities}
    return list(desk.dataset.entities.get_many(uids).values())


def _trimmed(text: str, start: int, end: int) -> Span:
    return span_of(text, *trimmed(text, start, end))


def _shown(desk: Desk, entity: str | None, name: str | None) -> str:
    found = desk.dataset.entities.get(entity) if entity else None
    return found.preferred if found else name or "nobody"


def corrected(mention: Mention) -> Mention:
    """A mention with the mark, where it was accepted from a suggestion, that a curator corrected it."""
    return revise(mention, origin=revise(mention.origin, changed=True)) if mention.origin else mention


def read_as(desk: Desk, named: Named, reading: Reading) -> Mention:
    """As `set_reading`, for a suggestion as well, which is accepted with it."""
    with desk.act("set reading", "", named.article) as action:
        changed = set_reading(desk, settled_mention(desk, named).uid, reading)
        action.name, action.what = "set reading", f"“{short(changed.spans[0].exact)}” as {reading}"
        return changed
