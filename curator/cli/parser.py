"""The commands, their options and their help; `docs/commands.md` is made from this."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable

from curator import __version__
from curator.cli import judging_options, keeping_options, mention_options, note_options, output_options, shape_options

Adder = Callable[[argparse.ArgumentParser], None]
ITEM = "uid of a quote, or the key (or its beginning) of an open suggestion"


class WrongUsage(Exception):
    """Words of a command line that do not go together, or a value that is none; exit code 2."""


def default_dataset() -> str:
    """$CURATOR_DATASET, else desk.curator in this folder."""
    return os.environ.get("CURATOR_DATASET") or "desk.curator"


def _dataset(p: argparse.ArgumentParser) -> None:
    p.add_argument("--dataset", metavar="FILE", default=default_dataset(),
                   help="the dataset (default: $CURATOR_DATASET, else desk.curator in this folder)")


def _json(p: argparse.ArgumentParser) -> None:
    p.add_argument("--json", action="store_true", help="one JSON object a line")


def _open(p: argparse.ArgumentParser) -> None:
    p.add_argument("file", nargs="?", default=default_dataset(), metavar="FILE",
                   help="the dataset; made if there is none")


def _demo(p: argparse.ArgumentParser) -> None:
    p.add_argument("--folder", default="demo", help="where to put the dataset and its exports (default: demo)")
    p.add_argument("--headless", action="store_true", help="do the same job without a screen, and print what was made")


def _import(p: argparse.ArgumentParser) -> None:
    p.add_argument("paths", nargs="+", metavar="PATH", help="files, folders, or - for standard input")
    _dataset(p)
    p.add_argument("--quiet", action="store_true", help="name only what was refused")


def _articles(p: argparse.ArgumentParser) -> None:
    p.add_argument("--status", help="only those: new, 'in progress', done, excluded")
    p.add_argument("--order", choices=("import", "needs", "date", "title", "open", "uncertain", "missing"),
                   default="import", help="as imported, what needs me most first, newest first, by title, most open "
                   "first, least certain first, or what lacks most in what is settled first")
    _dataset(p)
    _json(p)


def _search(p: argparse.ArgumentParser) -> None:
    p.add_argument("words", nargs="+", metavar="WORD",
                   help="words that must all be there, in any case, accents aside; words of one argument in quotation "
                        "marks stand together ('\"no order\"'), a * stands for any end (harbour*)")
    p.add_argument("--in", dest="over", choices=("articles", "quotes"), default="articles",
                   help="look in whole articles (default) or in settled statements")
    p.add_argument("--limit", type=_positive, default=50, metavar="N", help="at most so many (default: 50)")
    p.add_argument("--offset", type=_counted, default=0, metavar="N", help="leave out so many of the first")
    _dataset(p)
    _json(p)


def _positive(words: str) -> int:
    return _number(words, 1)


def _counted(words: str) -> int:
    return _number(words, 0)


def _number(words: str, least: int) -> int:
    if not words.isascii() or not words.isdecimal() or len(words) > 9 or int(words) < least:
        raise argparse.ArgumentTypeError(f"{words!r} is no number from {least} on")
    return int(words)


def _quotes(p: argparse.ArgumentParser) -> None:
    p.add_argument("--words", default="", help="only those that hold these words")
    p.add_argument("--speaker", default="", help="only those whose speaker's name holds these words; none: nobody")
    p.add_argument("--about", default="", help="only those about somebody whose name holds these words")
    p.add_argument("--stance", default="", help="only those that speak so of somebody: +, -, 0, or none")
    p.add_argument("--kind", default="", help="only those that are direct, indirect, mixed or free")
    p.add_argument("--via", default="", help="only those that came through one whose name holds these words")
    p.add_argument("--article", default="", help="only those of this article: its id, or words of title or outlet")
    p.add_argument("--date", default="", help="only those published then: 2022, 2022-12, 2021/2023, or none")
    _dataset(p)
    _json(p)


def _attribute(p: argparse.ArgumentParser) -> None:
    p.add_argument("who", help="an entry's id, or a name")
    p.add_argument("quotes", nargs="+", metavar="QUOTE", help="ids of statements, as `curator quotes` lists them")
    p.add_argument("--as", dest="kind", default="person", help="what a new name is: person, organisation, place")
    p.add_argument("--preview", action="store_true", help="only show what would change")
    _dataset(p)


def _entity(p: argparse.ArgumentParser) -> None:
    p.add_argument("entity", help="id of an entry")
    _dataset(p)
    _json(p)


def _name(p: argparse.ArgumentParser) -> None:
    p.formatter_class = argparse.RawDescriptionHelpFormatter
    p.epilog = """changes:
  new NAME --as KIND                     a new entry
  add ENTITY NAME [--as KIND] [--drop]   another name; drop takes it away
  prefer ENTITY NAME                     show it under this one of its names
  kind ENTITY KIND                       person, organisation, place, geopolitical, event, unnamed, collective
  role ENTITY TITLE [--organisation NAME] [--since DATE] [--until DATE] [--article ID --evidence START-END] [--drop]
  identifier ENTITY SCHEME VALUE [--drop]
  affiliation ENTITY [NAME]              to which organisation or place it belongs; without a name: to none
  note ENTITY [TEXT]                     a line that tells it from its like; without text: none
  split ENTITY MEMBER|NAME...            what is somebody else: ids of entries in it, or other names
  merge ENTITY ENTITY                    judge two entries the same, shown under the name of the first
  delete ENTITY                          delete what nothing refers to"""
    p.add_argument("change", metavar="CHANGE", help="what to do, as listed below")
    p.add_argument("values", nargs="*", metavar="VALUE", help="ids, names and the like, as listed below")
    p.add_argument("--as", dest="kind", default="", help="kind of a new entry (default: person), or of a name: name, "
                   "alias, nickname, abbreviation, previous, spelling, transliteration")
    p.add_argument("--organisation", default="", help="where a role is held; an entry is made if there is none")
    p.add_argument("--since", default="", help="EDTF date from which a role is held")
    p.add_argument("--until", default="", help="EDTF date until which a role is held")
    p.add_argument("--article", default="", help="the article that states a role")
    p.add_argument("--evidence", default="", metavar="START-END", help="the words of the article that state it")
    p.add_argument("--namesake", action="store_true", help="make a new entry beside another one of that name")
    p.add_argument("--reason", default="", help="kept with the judgement of split or merge")
    p.add_argument("--drop", action="store_true", help="take the name, role or identifier away")
    _dataset(p)


def _entities(p: argparse.ArgumentParser) -> None:
    p.add_argument("words", nargs="?", default="", help="only those with these words in one of their names")
    p.add_argument("--kind", default="", help="person, organisation, place, geopolitical, event")
    _dataset(p)
    _json(p)


def _suggest(p: argparse.ArgumentParser) -> None:
    p.add_argument("paths", nargs="*", metavar="ARTICLE|PATH", help="articles in the dataset; with --jsonl, files")
    p.add_argument("--reader", choices=("on", "off"), help="show suggestions in the Reader, or none, from now on")
    p.add_argument("--explain", action="store_true",
                   help="say why: the rule, its rate, what was decided on it; with no article, all that was learned")
    p.add_argument("--second", metavar="PIPELINE",
                   help="from now on, or for the files named, ask this spaCy pipeline for a second opinion; off: none")
    p.add_argument("--jsonl", action="store_true", help="read UTF-8 files as they are and print one JSON object a file")
    _dataset(p)
    _json(p)


def _compare(p: argparse.ArgumentParser) -> None:
    p.add_argument("names", nargs="*", metavar="NAME", help="two names: prints the alignment that explains the score")
    p.add_argument("--pairs", metavar="FILE", help="a file, two names a line, tab between: prints score and verdict")
    p.add_argument("--kind", choices=("person", "organisation"), default="person")
    _json(p)


def _accept(p: argparse.ArgumentParser) -> None:
    p.add_argument("article", help="id of the article")
    p.add_argument("keys", nargs="*", metavar="KEY", help="keys of suggestions, as `curator suggest` lists them")
    p.add_argument("--grade", choices=("sure", "likely", "guess"), help="all that are graded this or better")
    _dataset(p)


def _reject(p: argparse.ArgumentParser) -> None:
    p.add_argument("article", help="id of the article")
    p.add_argument("keys", nargs="+", metavar="KEY", help="keys of suggestions, as `curator suggest` lists them")
    _dataset(p)


def _quote(p: argparse.ArgumentParser) -> None:
    p.add_argument("article", help="id of the article")
    p.add_argument("ranges", nargs="*", metavar="START-END", help="where it stands, in code points, end excluded")
    p.add_argument("--at", type=_count, metavar="OFFSET", help="instead: the run, cue or sentence that stands there")
    p.add_argument("--whole", action="store_true", help="with speaker, cue and via as the text names them (as --at)")
    p.add_argument("--kind", choices=("direct", "indirect", "mixed", "free"))
    _dataset(p)


def _set(p: argparse.ArgumentParser) -> None:
    p.add_argument("article", help="id of the article")
    p.add_argument("item", help=ITEM)
    p.add_argument("field", choices=("speaker", "about", "addressee", "via", "stance", "cue", "kind", "said", "act",
                                      "tag"))
    p.add_argument("value", help="an entry's id, a name, or START-END of words in the text; for stance: positive, "
                                 "negative, neutral; for kind: direct, indirect, mixed, free; for said: EDTF")
    p.add_argument("--as", dest="kind", default="person", help="what a new name is: person, organisation, place")
    _dataset(p)


def _on_dataset(add: Adder) -> Adder:
    """Options that another module adds, with that of the dataset."""
    def both(p: argparse.ArgumentParser) -> None:
        add(p)
        _dataset(p)

    return both


def _card(p: argparse.ArgumentParser) -> None:
    p.add_argument("article", help="id of the article")
    p.add_argument("field", help="title, publisher, published, authors, url, language, original_language, translator")
    p.add_argument("value", help="what it is; '' with --basis unknown says: looked, not found")
    p.add_argument("--basis", choices=("stated", "file", "inferred", "typed", "unknown"), default="typed")
    p.add_argument("--evidence", action="append", default=[], metavar="START-END", help="the words that prove it")
    _dataset(p)


def _status(p: argparse.ArgumentParser) -> None:
    p.add_argument("article", help="id of the article")
    p.add_argument("status", choices=("new", "in progress", "done", "excluded"))
    _dataset(p)


def _rename(p: argparse.ArgumentParser) -> None:
    p.add_argument("entity", help="id of an entry")
    p.add_argument("name", help="the name to show from now on; the old one stays as a spelling")
    _dataset(p)


def _delete(p: argparse.ArgumentParser) -> None:
    p.add_argument("item", help="id of an article, quote or mention")
    _dataset(p)


def _undo(p: argparse.ArgumentParser) -> None:
    p.add_argument("action", nargs="?", help="id of an action, as `curator history` lists it (default: my last one)")
    p.add_argument("--redo", action="store_true", help="the same as `curator redo`")
    _dataset(p)


def _redo(p: argparse.ArgumentParser) -> None:
    p.add_argument("action", nargs="?", help="id of an undone action, as `curator history` lists it (default: what I "
                                             "undid last)")
    _dataset(p)


def _count(words: str) -> int:
    if not words.isascii() or not words.isdigit() or not 0 < int(words[:10]) < 1_000_000_000 or len(words) > 9:
        raise argparse.ArgumentTypeError(f"{words[:20]!r} is no number from 1 to 999,999,999")
    return int(words)


def _history(p: argparse.ArgumentParser) -> None:
    p.add_argument("record", nargs="?", help="only what touched the record of this id, field by field; of an article, "
                                             "what was done to anything in it; of an action, all that it changed")
    p.add_argument("--limit", type=_count, default=30, help="how many, newest first (default: 30)")
    _dataset(p)
    _json(p)


def _keys(p: argparse.ArgumentParser) -> None:
    p.add_argument("place", nargs="?", choices=("everywhere", "library", "reader", "names", "quotes", "duplicates"))
    p.add_argument("--keymap", choices=("default", "arrows"), help="one that comes with the program, not your own")
    _json(p)


def _theme(p: argparse.ArgumentParser) -> None:
    p.add_argument("name", nargs="?", choices=("dark", "light", "high-contrast", "terminal"))


def _completion(p: argparse.ArgumentParser) -> None:
    p.add_argument("shell", choices=("bash", "zsh", "fish"))


def _labels(p: argparse.ArgumentParser) -> None:
    _dataset(p)
    _json(p)


def _stats(p: argparse.ArgumentParser) -> None:
    p.add_argument("--top", type=_count, default=20, help="how many speakers and articles (default: 20)")
    _dataset(p)
    _json(p)


COMMANDS: dict[str, tuple[str, str, Adder]] = {
    "open": ("opening:open_file", "open a dataset on the screen (the same as `curator FILE`)", _open),
    "demo": ("demo:demo", "make a dataset from the sample articles and open it", _demo),
    "import": ("importing:import_", "read articles into the dataset", _import),
    "articles": ("listing:articles", "list the articles", _articles),
    "quotes": ("listing:quotes", "list the settled statements", _quotes),
    "entities": ("listing:entities", "list the registry", _entities),
    "search": ("searching:search_", "look for words in the full texts of articles, or in statements", _search),
    "suggest": ("suggesting:suggest_", "list what is suggested", _suggest),
    "accept": ("deciding:accept_", "accept suggestions of an article", _accept),
    "reject": ("deciding:reject_", "reject suggestions of an article", _reject),
    "quote": ("making:quote", "make a quote by hand", _quote),
    "mention": ("making:mention", "mark a mention by hand", _on_dataset(mention_options.mention)),
    "list": ("lists:list_", "mark a list of names at once, or show it", _on_dataset(mention_options.list_)),
    "occurrences": ("lists:occurrences_", "list where the words of a mention stand, or mark them alike",
                    _on_dataset(mention_options.occurrences)),
    "zone": ("lists:zone", "say that words are no running text, or that they are", _on_dataset(mention_options.zone)),
    "set": ("making:set_", "set speaker, about whom, stance, via, cue, kind, date, act or tag of a quote", _set),
    "reshape": ("shaping:reshape", "change parts, edges, nesting of a quote; split, join; settle flags",
                _on_dataset(shape_options.reshape)),
    "claim": ("shaping:claim", "say that two quotes make the same claim", _on_dataset(shape_options.claim)),
    "figure": ("shaping:figure", "mark words as a figure and say what it counts", _on_dataset(shape_options.figure)),
    "credit": ("shaping:credit", "say through whom an article came: via of its statements",
               _on_dataset(shape_options.credit)),
    "missing": ("missing:missing", "list what is missing: speakers, targets, links, open flags",
                _on_dataset(mention_options.missing)),
    "complete": ("missing:complete_", "say that nothing is missing in a quote or mention as it is",
                 _on_dataset(mention_options.complete)),
    "link": ("linking:link", "say whom a mention stands for: one, several, or nobody that is named",
             _on_dataset(mention_options.link)),
    "reading": ("linking:reading", "say whether a place is meant, or its government",
                _on_dataset(mention_options.reading)),
    "part": ("linking:part", "add words elsewhere to a mention, or take them away", _on_dataset(mention_options.part)),
    "delete": ("making:delete", "delete an article, quote or mention; the trash brings it back", _delete),
    "card": ("making:card", "decide a field of an article's card", _card),
    "status": ("making:status", "set the status of an article", _status),
    "attribute": ("several:attribute_", "set one speaker for several statements", _attribute),
    "entity": ("entry:entity", "show the card of an entry: names, roles, judgements, every place", _entity),
    "name": ("naming:name", "make, name, split, merge or delete an entry of the registry", _name),
    "rename": ("judging:rename_", "show an entry under another name", _rename),
    "compare": ("judging:compare_", "compare names", _compare),
    "dedupe": ("duplicates:dedupe", "list pairs of names that may be one; accept those that leave no doubt",
               _on_dataset(judging_options.dedupe)),
    "pair": ("duplicates:pair", "show two entries side by side: what speaks for and against, what a merge would do",
             _on_dataset(judging_options.pair)),
    "judge": ("judging:judge_", "say that two entries are the same, different, or undecidable yet; or several the same",
              _on_dataset(judging_options.judge)),
    "judgements": ("judging:judgements", "list what was judged, the latest first, with the ids to retract",
                   _on_dataset(judging_options.judgements)),
    "retract": ("judging:retract_", "take a judgement back", _on_dataset(judging_options.retract)),
    "undo": ("recalling:undo_", "undo my last action, or the one named", _undo),
    "redo": ("recalling:redo_", "do again what I undid last, or the action named", _redo),
    "history": ("recalling:history_", "list what was done, newest first, or what was changed of one record", _history),
    "trash": ("keeping:trash_", "list what was deleted, or bring it back", _on_dataset(keeping_options.trash)),
    "check": ("keeping:check", "check the dataset: records, log, texts, spans, references; repair it",
              _on_dataset(keeping_options.check)),
    "backup": ("keeping:backup", "copy the dataset as it is now, while it is in use",
               _on_dataset(keeping_options.backup)),
    "restore": ("keeping:restore", "put a backup in the place of the dataset", _on_dataset(keeping_options.restore)),
    "notes": ("noting:notes", "list notes and flags, open ones first", _on_dataset(note_options.notes)),
    "note": ("noting:note", "note something on an article, quote, mention or entry, or flag it",
             _on_dataset(note_options.note)),
    "settle": ("noting:settle", "say that a note or flag is done with", _on_dataset(note_options.settle)),
    "labels": ("labelling:labels", "list the codebook", _labels),
    "label": ("labelling:label", "add, rename, change or retire a label of the codebook",
              _on_dataset(note_options.label)),
    "stats": ("figures:stats", "count articles, suggestions, statements, mentions, decisions and minutes", _stats),
    "keys": ("configuring:keys", "list actions and keys in force", _keys),
    "theme": ("configuring:theme", "set the look of the screen, or list the looks", _theme),
    "completion": ("completing:completion", "print what makes a shell complete our commands", _completion),
    "export": ("exporting:export", "write the dataset", _on_dataset(output_options.export)),
    "new": ("exporting:new", "list what was added, changed or withdrawn since an export",
            _on_dataset(note_options.new)),
}


def parser(only: str | None = None) -> argparse.ArgumentParser:
    """The whole command line, or as much as `only` one command needs; each command carries `run`, module:function
    below curator.cli."""
    made = argparse.ArgumentParser(
        prog="curator", description="Turn news articles into evidence: who said what about whom. Without a command, "
        "opens the dataset FILE (default: desk.curator in this folder).", usage="curator [FILE] | curator COMMAND ...")
    made.add_argument("-V", "--version", action="version", version=f"curator {__version__}")
    below = made.add_subparsers(dest="command", metavar="COMMAND", required=True, prog="curator")
    for name, (target, summary, add) in COMMANDS.items() if only is None else [(only, COMMANDS[only])]:
        command = below.add_parser(name, help=summary, description=summary[0].upper() + summary[1:] + ".")
        add(command)
        command.set_defaults(run=target)
    return made
