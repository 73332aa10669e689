"""`curator suggest` for articles of the dataset: what is open, why it is suggested, and what the Reader shows."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from curator.cli.printing import say, show, show_json, show_rows
from curator.desk.desk import Refused, open_desk
from curator.desk.explaining import explained, learned, words_learned
from curator.desk.reading import show_suggestions
from curator.desk.suggesting import choose_second, open_suggestions, refresh
from curator.suggest.contract import as_json
from schema import SuggestedMention, SuggestedQuote


def of_articles(options: argparse.Namespace) -> int:
    """`curator suggest ARTICLE...`, `--explain [ARTICLE...]`, `--reader on|off`, `--second NAME`."""
    if options.reader:
        with open_desk(options.dataset, create=False) as desk:
            show_suggestions(desk, options.reader == "on")
        say(f"suggestions in the Reader: {options.reader}")
        return 0
    if options.second and not options.jsonl:
        with open_desk(options.dataset, create=False) as desk:
            choose_second(desk, "" if options.second == "off" else options.second)
        say(f"second opinion: {options.second}")
        return 0
    if options.explain:
        return _explain(options)
    if not options.paths:
        raise Refused("name articles, or files with --jsonl: `curator articles` lists the articles")
    return _articles(options)


def _explain(options: argparse.Namespace) -> int:
    """Why each open suggestion of some articles is made; with no article, what the dataset has taught."""
    with open_desk(options.dataset, create=False) as desk:
        if not options.paths:
            cards, words = learned(desk), words_learned(desk)
            if options.json:
                show_json({"rules": [asdict(card) for card in cards], **words})
                return 0
            show_rows(("rule", "by hand", "accepted", "rejected", "now", "why"), [
                (c.rule, f"{c.by_hand:.0%}", str(c.accepted), str(c.rejected), f"{c.now:.0%}", c.why) for c in cards],
                flexible=5)
            for kind, some in words.items():
                show(f"{kind}: {', '.join(some) or 'none'}")
            return 0
        for given in options.paths:
            article = desk.find("articles", given)
            refresh(desk, article, second=True)
            rest = open_suggestions(desk, article)
            both: tuple[SuggestedQuote | SuggestedMention, ...] = (*rest.quotes, *rest.mentions)
            rows = [(p.key[:10], " … ".join(s.exact for s in (p.content if isinstance(p, SuggestedQuote) else p.spans)),
                     explained(desk, p)) for p in both]
            if options.json:
                show_json({"path": article.uid, "why": {key: why for key, _, why in rows}})
            else:
                for key, said, why in rows:
                    show(f"{key} {said}\n    {why}")
    return 0


def _articles(options: argparse.Namespace) -> int:
    with open_desk(options.dataset, create=False) as desk:
        for words in options.paths:
            try:
                article = desk.find("articles", words)
            except Refused as trouble:
                raise Refused(f"{trouble}; for files, add --jsonl") from None
            refresh(desk, article, second=True)
            rest = open_suggestions(desk, article)
            if options.json:
                show_json(as_json(article.uid, rest) | {"keys": [p.key for p in (*rest.quotes, *rest.mentions)]})
                continue
            show_rows(("key", "what", "grade", "who", "words"), [
                *((q.key[:10], q.kind, q.grade, ", ".join(s.name for s in q.speakers) or "-",
                   " … ".join(s.exact for s in q.content)) for q in rest.quotes),
                *((m.key[:10], m.label, m.grade, m.name, " … ".join(s.exact for s in m.spans)) for m in rest.mentions),
            ], flexible=4)
            if not (rest.quotes or rest.mentions):
                show(f"nothing open in {article.uid}")
    return 0
