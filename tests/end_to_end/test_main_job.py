"""The main job on the sample articles, by keyboard alone, in the real program; and the dataset read back."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from curator import samples
from end_to_end.terminal import ENTER, ESCAPE, Terminal

Row = dict[str, Any]
WORDS = "politically convenient justice"
SPELLINGS = ("Arkady Lomtev", "Arkadiy Lomtyev")
UNDONE = "undone: judge same: Arkady Lomtev = Arkadiy Lomtyev"
AGAIN = "done again: judge same: Arkady Lomtev = Arkadiy Lomtyev"


def test_from_a_folder_of_articles_to_a_dataset(tmp_path: Path) -> None:
    with Terminal("desk.curator", folder=tmp_path) as terminal:
        import_samples(terminal)
        decide(terminal)
        make_a_quote(terminal)
        edit_the_card(terminal)
        terminal.press("D", "; next")
        mark_the_other_spelling(terminal)
        judge(terminal)
        export(terminal)
        terminal.press("q", "[1 Library]")
        terminal.type("q")
        assert terminal.exit_code() == 0
    undo_after_a_restart(tmp_path)
    curator("export", "jsonl", "-o", "again.jsonl", folder=tmp_path)
    curator("export", "csv", "-o", "tables", folder=tmp_path)
    assert curator("check", folder=tmp_path) == "nothing wrong: records, log, texts, spans and references agree\n"
    first, again = tmp_path / "dataset.jsonl", tmp_path / "again.jsonl"
    assert first.read_bytes() == again.read_bytes(), "an export is the same bytes however often the work was undone"
    rows = [json.loads(line) for line in again.read_text(encoding="utf-8").splitlines()]
    check_rows(rows)
    check_tables(tmp_path / "tables", rows)


def import_samples(terminal: Terminal) -> None:
    terminal.wait_for("No articles yet: press i")
    terminal.press("i", "Import a file or folder")
    terminal.press(f"{samples.paths()[0].parent}{ENTER}", f"{len(samples.paths())} added, 0 there already, 0 refused")
    terminal.wait_for("01_norda_remarks.txt")


def decide(terminal: Terminal) -> None:
    """Accept the first suggestion, reject the second."""
    terminal.press(ENTER, lambda screen: "[2 Reader]" in screen and "a accept" in screen and " 0 settled" in screen)
    terminal.press("a", lambda screen: re.search(r"^accepted .*\(u undoes\)", screen, re.MULTILINE) is not None
                   and re.search(r"[1-9]\d* settled|[1-9]\d* of \d+ names", screen) is not None)
    current = terminal.text.split("-" * 80)[1]
    terminal.press(" ", lambda screen: screen.split("-" * 80)[1] != current)
    terminal.press("x", "rejected")


def make_a_quote(terminal: Terminal) -> None:
    """A quote from words selected by motions, with speaker, target, stance and via."""
    find(terminal, WORDS)
    terminal.press("v", "selecting")
    terminal.type("www")
    terminal.press("c", lambda screen: "made a quote" in screen and f"“{WORDS}”" in screen)
    choose(terminal, "s", "Arkady Lomtev", "new person", "who he = Arkady Lomtev")
    choose(terminal, "t", "Margaret Lind", "new person", "about Margaret Lind")
    terminal.press("-", "about Margaret Lind −")
    choose(terminal, "i", "NORDA", "new organisation", "via NORDA")


def edit_the_card(terminal: Terminal) -> None:
    terminal.press("I", "The card: what is known")
    terminal.press(ENTER, "Enter accepts, Esc leaves")
    terminal.press(f"Nine sailors{ENTER}", lambda screen: "Enter accepts" not in screen and "Nine sailors" in screen)
    terminal.type("j")
    terminal.press(ENTER, "EDTF: ")
    terminal.press(f"the 14th{ENTER}", "'the 14th' is no EDTF date")
    terminal.type("\x7f" * 20)
    terminal.press(f"2031-03-14{ENTER}", lambda screen: "EDTF" not in screen and "2031-03-14" in screen)
    terminal.press("s", "card saved (u undoes)")
    terminal.wait_for(lambda screen: "Nine sailors" in screen.split("\n")[1] and "2031-03-14" in screen.split("\n")[1])


def mark_the_other_spelling(terminal: Terminal) -> None:
    """In the third article; it is opened from the Library. Marking the words would ask whether he is the other one."""
    terminal.press("1", "[1 Library]")
    terminal.wait_for(lambda screen: "Nine sailors" in screen and "D done" not in screen)
    terminal.press("g", lambda screen: ">" in row_of(screen, "Nine sailors"))
    terminal.press("jj", lambda screen: ">" in row_of(screen, "The list is growing"))
    terminal.press(ENTER, "3 of 8")
    find(terminal, "Arkadiy Lomtyev")
    terminal.press("v", "selecting")
    terminal.type("ww")
    terminal.press("p", "“Arkadiy Lomtyev” is new. Did you mean:")
    terminal.press(ESCAPE, lambda screen: "Did you mean" not in screen)
    find(terminal, "promised to receive")
    terminal.press("c", "made a quote")
    choose(terminal, "s", "Arkadiy Lomtyev", "new person", "who The head of state = Arkadiy Lomtyev")


def judge(terminal: Terminal) -> None:
    """Both spellings are one; undone and done again, the message names them."""
    terminal.press("5", lambda screen: "[5 Duplicates]" in screen and "Arkady Lomtev" in screen
                   and "Arkadiy Lomtyev" in screen and re.search(r"[01]\.\d\d", screen) is not None)
    terminal.press("y", "Arkady Lomtev = Arkadiy Lomtyev (ana) (u undoes)")
    terminal.press("u", UNDONE)
    terminal.press("U", AGAIN)


def export(terminal: Terminal) -> None:
    terminal.press("X", "JSON Lines")
    terminal.press("1", "Which records?")
    terminal.press("1", "Write to")
    terminal.press(ENTER, f"exported dataset.jsonl: {len(samples.paths())} articles")


def undo_after_a_restart(folder: Path) -> None:
    with Terminal("desk.curator", folder=folder) as terminal:
        terminal.wait_for("Nine sailors")
        terminal.press("u", UNDONE)
        terminal.press("U", AGAIN)
        terminal.press("3", lambda screen: "[3 Names]" in screen and "Arkadiy Lomtyev" in screen)
        assert "Arkady Lomtev" in terminal.row("Arkadiy Lomtyev"), "one identity, one row"


def check_rows(rows: list[Row]) -> None:
    articles = [row for row in rows if row["kind"] == "article"]
    assert len(articles) == len(samples.paths())
    for article in articles:
        for record in (*article["quotes"], *article["mentions"]):
            for span in spans_of(record):
                assert article["text"][span["start"]:span["end"]] == span["exact"]
    card = next(article for article in articles if article["title"])
    assert (card["title"]["value"], card["title"]["basis"], card["status"]) == ("Nine sailors", "typed", "done")
    assert card["published"]["value"] == "2031-03-14"
    quote = the_quote(rows)
    [speaker] = [identity for party in quote["speakers"] for identity in party["identities"]]
    assert speaker["name"] in SPELLINGS
    assert [(names(party), party["stance"]) for party in quote["targets"]] == [(["Margaret Lind"], "negative")]
    assert [names(party) for party in quote["via"]] == [["NORDA"]]
    assert accepted(card), "what was accepted is there, with the suggestion it came from"
    assert [row["exact"] for row in rows if row["kind"] == "decision"]
    merged = {row["preferred"]: row["identity"]["uid"] for row in rows
              if row["kind"] == "entity" and row["preferred"] in SPELLINGS}
    assert len(merged) == 2
    assert set(merged.values()) == {speaker["uid"]}


def check_tables(folder: Path, rows: list[Row]) -> None:
    quote = the_quote(rows)
    [statement] = [row for row in table(folder, "statements") if row["quote"] == quote["uid"]]
    assert statement["words"] == WORDS
    assert statement["speaker_identity"] == quote["speakers"][0]["identities"][0]["uid"]
    assert (statement["about"], statement["stance"], statement["via"]) == ("Margaret Lind", "negative", "NORDA")
    texts = {row["article"]: row["text"] for row in table(folder, "articles")}
    spans = [*table(folder, "quote_spans"), *table(folder, "mention_spans")]
    assert spans
    for span in spans:
        assert texts[span["article"]][int(span["start"]):int(span["end"])] == span["exact"]
    lomtev = [row for row in table(folder, "entity_names") if row["name"] in SPELLINGS]
    assert len({row["entity"] for row in lomtev}) == 2
    assert {row["identity"] for row in lomtev} == {statement["speaker_identity"]}


def find(terminal: Terminal, words: str) -> None:
    """Put the caret on some words of the text."""
    terminal.press("/", "Find in the text")
    terminal.press(f"{words}{ENTER}", f"“{words}”; n and N go on and back")


def choose(terminal: Terminal, key: str, name: str, new: str, then: str) -> None:
    """Ask for somebody with a key, type a name and take the entry of that name, or make it as `new` kind."""
    terminal.press(key, "type to search")
    terminal.press(name, f"{name} {new}")
    row = terminal.row(f"{name}  {new}") if f"{name}  registry" not in terminal.text else terminal.row(name)
    number = re.search(r"\d", row)
    assert number, terminal.text
    terminal.press(number[0], then)


def row_of(screen: str, words: str) -> str:
    return next((row for row in screen.split("\n") if words in row), "")


def curator(*words: str, folder: Path) -> str:
    """What a command prints; it must succeed."""
    done = subprocess.run([sys.executable, "-m", "curator", *words, "--dataset", "desk.curator"], cwd=folder,
                          capture_output=True, text=True, encoding="utf-8", timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def accepted(article: Row) -> list[Row]:
    """The records that were made of a suggestion."""
    return [record for record in (*article["quotes"], *article["mentions"]) if record["origin"]]


def the_quote(rows: list[Row]) -> Row:
    """The one that was made by hand of selected words."""
    by_hand = [quote for row in rows if row["kind"] == "article" for quote in row["quotes"] if not quote["origin"]]
    assert len(by_hand) == 2
    [made] = [quote for quote in by_hand if [span["exact"] for span in quote["content"]] == [WORDS]]
    return dict(made)


def names(party: Row) -> list[str]:
    return [identity["name"] for identity in party["identities"]]


def spans_of(record: Row) -> list[Row]:
    return [span for field in ("spans", "content", "verbatim", "cue") for span in record.get(field, ())]
