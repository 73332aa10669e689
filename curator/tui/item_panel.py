"""The lines below the text: the current quote or mention with its fields, and what is missing in the article."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from curator.desk.desk import short
from curator.desk.figuring import write_figure
from curator.desk.reading import Item, OpenArticle
from curator.desk.registry import VALUED
from curator.tui.quote_panel import quote_lines
from curator.tui.widgets.fit import Piece
from curator.tui.widgets.label_colour import label_look
from curator.tui.widgets.marks import MarkKind
from schema import DateValue, Mention, Note, Party, Quote, SuggestedMention, SuggestedParty, SuggestedQuote

Line = list[Piece]
Keyed = Callable[[str], str]
Ranges = tuple[tuple[int, int], ...]
HEIGHT = 5
OF_A_QUOTE = "{speaker} {target} {via} {cue} {move_start} {move_end}"
HINTS = ("{next_open} goes to the next open suggestion; {select} selects words by motions;",
         "{make_quote} makes a quote; {make_person} {make_organisation} {make_place} mark names")


def panel_lines(opened: OpenArticle, item: Item | None, at_hand: Item | None, keyed: Keyed,
                following: Item | None = None) -> list[Line]:
    """Five lines: four about the current item, the last about the article. `at_hand` is the quote that the keys of a
    quote work on while the caret is elsewhere, `following` an open suggestion that can be accepted from here; `keyed`
    puts keys for the actions that stand in braces."""
    if item is None and at_hand:
        lines: list[Line] = _quote(opened, at_hand, at_hand.value)  # type: ignore[arg-type]
        lines[0].insert(0, ("at hand: ", "dim"))
    elif item is None:
        lines = [[("nothing is current here", "dim")], *([(keyed(hint), "dim")] for hint in HINTS), []]
    elif isinstance(item.value, (Quote, SuggestedQuote)):
        lines = _quote(opened, item, item.value)
    else:
        lines = _mention(opened, item, item.value)
        if at_hand:
            lines[0].append((f"   {keyed(OF_A_QUOTE)} work on {at_hand.tag}", "dim"))
    noted = opened.noted(item.id) if item else [] if at_hand else opened.noted(opened.article.uid)
    if noted:
        lines[HEIGHT - 2:] = [_noted(noted)]
    shown = [[(keyed(words) if style == "key" else words, style) for words, style in line] for line in lines]
    shown += [[] for _ in range(HEIGHT - 1 - len(shown))]
    shown[HEIGHT - 2] = [*_following(opened, following, keyed), *shown[HEIGHT - 2]]
    return [*shown[:HEIGHT - 1], [(opened.progress(), "dim")]]


def _following(opened: OpenArticle, item: Item | None, keyed: Keyed) -> Line:
    """What the next suggestion says, for one who accepts it without going there first."""
    if item is None:
        return []
    value = item.value
    said = f"{value.kind} by {', '.join(map(opened.who, value.speakers)) or 'nobody'}" \
        if isinstance(value, SuggestedQuote) else getattr(value, "label", "")
    words = short(" ".join(item.spans[0].exact.split()), 24)
    return [(keyed("{accept_next}"), "key"), (" accepts, ", "dim"), (keyed("{reject}"), "key"),
            (f" rejects {item.tag or 'the next'}: ", "dim"),
            (f"{said}, {getattr(value, 'grade', '')}", ""), (f" “{words}”   ", "dim")]


def _noted(notes: Sequence[Note]) -> Line:
    """Open flags and notes in a line, in the place of the reason."""
    words = "; ".join(f"{note.text or 'flagged'} ({note.created_by})" for note in notes)
    return [(" ! flag " if notes[0].flag else " note ", "warn" if notes[0].flag else "key"), (words, "")]


def _quote(opened: OpenArticle, item: Item, quote: Quote | SuggestedQuote) -> list[Line]:
    return quote_lines(opened, item, quote, _reason(quote))


def _mention(opened: OpenArticle, item: Item, mention: Mention | SuggestedMention) -> list[Line]:
    if isinstance(mention, Mention):
        names = ", ".join(opened.registry.name(uid) for uid in mention.entities)
        stands = names or "nobody yet"
    else:
        names = opened.registry.name(mention.entity) if mention.entity else ""
        known = opened.entry_called(mention.name, mention.label)
        stands = names or known or f"{mention.name}: a new entry, if accepted"
        if mention.reference != "name" or mention.reading == "government":
            stands = names or f"{mention.name}: {mention.reading or mention.reference}, no entry"
    if mention.label in VALUED:
        said = "none yet" if mention.value is None else mention.value.edtf if isinstance(mention.value, DateValue) \
            else write_figure(mention.value)
        return [_head(item, mention.label, mention), [(" value ", "dim"), (said, "" if mention.value else "warn")],
                [(f" {_reason(mention)}", "dim")]]
    return [
        _head(item, mention.label, mention),
        [(" {link}", "key"), (" stands for ", "dim"), (stands, "" if names or not item.settled else "warn")],
        [(" {make_person} {make_organisation} {make_place}", "key"), (" label ", "dim"),
         (mention.label, label_look(opened.colour(item))),
         ("   {toggle_reading}", "key"), (" reading ", "dim"), (mention.reading or "-", ""),
         ("   reference ", "dim"), (mention.reference, "")],
        [(f" {_reason(mention)}", "dim")],
    ]


def _head(item: Item, what: str, value: Quote | Mention | SuggestedQuote | SuggestedMention,
          flags: Sequence[Piece] = ()) -> Line:
    """The sign, what it is, what to look at, its first words: the last may be cut."""
    words = " … ".join(" ".join(span.exact.split()) for span in item.spans)
    grade = "" if isinstance(value, (Quote, Mention)) else f", {value.grade}"
    sign = "+ " if item.settled else "? "
    label = f"{item.tag} " if item.tag else ""
    shown = f"  “{words[:60]}{'…' if len(words) > 60 else ''}”"
    return [(label + sign, "strong"), (what + grade, ""), *flags, (shown, "dim")]


def _reason(value: Quote | Mention | SuggestedQuote | SuggestedMention) -> str:
    if isinstance(value, (Quote, Mention)):
        origin = value.origin
        if origin is None:
            return f"made by {value.created_by}"
        how = ", then corrected" if origin.changed else " as suggested"
        return f"accepted by {value.created_by}{how}: {origin.reason}"
    return f"why: {value.reason}" if value.reason else ""


def mark_parts(opened: OpenArticle, item: Item | None) -> list[tuple[MarkKind, Ranges]]:
    """The words of the current quote's speakers, cue, targets and via: kind of mark and ranges."""
    if item is None or not isinstance(item.value, (Quote, SuggestedQuote)):
        return []
    quote = item.value
    parts: list[tuple[MarkKind, Ranges]] = [("cue", tuple((s.start, s.end) for s in quote.cue))] if quote.cue else []
    fields: tuple[tuple[MarkKind, Sequence[Party | SuggestedParty]], ...] = (
        ("speaker", quote.speakers), ("target", quote.targets), ("addressee", quote.addressees), ("via", quote.via))
    for kind, parties in fields:
        for party in parties:
            spans = _spans(opened, party)
            if spans:
                parts.append((kind, spans))
    return parts


def _spans(opened: OpenArticle, party: Party | SuggestedParty) -> Ranges:
    if isinstance(party, SuggestedParty):
        return ((party.span.start, party.span.end),) if party.span else ()
    mention = opened.mentions.get(party.mention or "")
    return tuple((s.start, s.end) for s in mention.spans) if mention else ()
