"""The lines about one quote: kind and flags; who, cue, via; about whom, to whom, when; act, tags, figures, claims."""

from __future__ import annotations

from curator.desk.desk import short
from curator.desk.figuring import write_figure
from curator.desk.guarding import reason
from curator.desk.reading import Item, OpenArticle
from curator.tui.widgets.fit import Piece
from schema import Figure, Quote, SuggestedQuote

Line = list[Piece]
SIGNS = {"positive": " +", "negative": " −", "neutral": " 0"}


def quote_lines(opened: OpenArticle, item: Item, quote: Quote | SuggestedQuote, why: str) -> list[Line]:
    """Four lines; what is not set takes no room but for who, cue, via and about. `why` is what the quote rests on."""
    speakers, via, to = (", ".join(map(opened.who, parties)) for parties in (quote.speakers, quote.via,
                                                                             quote.addressees))
    about = ", ".join(opened.who(t) + SIGNS.get(t.stance or "", "") for t in quote.targets)
    cue = " … ".join(span.exact for span in quote.cue)
    return [
        _head(opened, item, quote),
        [(" {speaker}", "key"), (" who ", "dim"), (speakers or "nobody yet", "" if speakers else "warn"),
         *_field("via", "via", via or "-")],
        [(" {target}", "key"), (" about ", "dim"), (about or "-", ""), *_field("cue", "cue", cue or "-"),
         *(_field("addressee", "to", to) if to else []),
         *(_field("said", "said", _said(quote)) if isinstance(quote, Quote) and quote.said else []),
         *(_field("act", "act", quote.act) if quote.act != "state" else [])],
        [(" ", ""), *_rest(opened, item, quote), (why, "dim")],
    ]


def _head(opened: OpenArticle, item: Item, quote: Quote | SuggestedQuote) -> Line:
    grade = "" if isinstance(quote, Quote) else f", {quote.grade}"
    words = " … ".join(" ".join(span.exact.split()) for span in item.spans)
    parts = f" in {len(quote.content)} parts" if len(quote.content) > 1 else ""
    outer = opened.item(quote.within) if isinstance(quote, Quote) and quote.within else None
    inside = f", inside {outer.tag}" if outer else ""
    is_open = quote.unsettled if isinstance(quote, Quote) else quote.flags
    warned: Line = [(f"  ! {reason(flag)}", "warn") for flag in is_open]
    settled: Line = [(f"  {flag}, settled", "dim") for flag in quote.flags if flag not in is_open]
    return [(f"{item.tag} {'+' if item.settled else '?'} ", "strong"), (f"{quote.kind}{grade}{parts}{inside}", ""),
            *warned, *(settled if not warned else []), (f"  “{short(words, 60)}”", "dim")]


def _field(action: str, name: str, words: str) -> Line:
    return [(f"   {{{action}}}", "key"), (f" {name} ", "dim"), (words, "")]


def _said(quote: Quote) -> str:
    said = quote.said
    if said is None or not said.value:
        return "unknown"
    proof = f" “{short(said.evidence[0].exact, 24)}”" if said.evidence else ""
    return f"{said.value} {said.basis}{proof}"


def _rest(opened: OpenArticle, item: Item, quote: Quote | SuggestedQuote) -> Line:
    """Tags, figures and own words, each only where there is one."""
    made: Line = []
    if isinstance(quote, Quote) and quote.tags:
        made += [("{tag}", "key"), (f" {', '.join(quote.tags)}   ", "")]
    figures = [m.value for m in opened.mentions.values() if isinstance(m.value, Figure)
               and any(s.start <= m.spans[0].start < s.end for s in quote.content)]
    if figures:
        made += [("{figure}", "key"), (f" {'; '.join(map(write_figure, figures))}   ", "")]
    if opened.claims.get(item.id):
        there = [opened.item(uid) for uid in opened.claims[item.id]]
        tags = [i.tag for i in there if i] + ["elsewhere"] * any(i is None for i in there)
        made += [("{same_claim}", "key"), (f" {', '.join(tags)}   ", "")]
    if quote.verbatim and quote.kind == "mixed":
        made.append((f"“{'” … “'.join(' '.join(s.exact.split()) for s in quote.verbatim)}”   ", "dim"))
    return made
