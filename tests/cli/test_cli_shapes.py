"""The shape of quotes, claims, figures and credits from the command line."""

from __future__ import annotations

import json

from cli.shell import Shell

TEXT = "The mayor spoke. The bridge is closed, because the river rose, and it stays so. Sarmia lost 60 ferries.\n"


def place(words: str) -> str:
    return f"{TEXT.index(words)}-{TEXT.index(words) + len(words)}"


def quote(shell: Shell, article: str, words: str) -> str:
    return shell.done("quote", article, place(words)).out.split()[0]


def test_edges_move_by_character_word_and_clause(shell: Shell) -> None:
    made = quote(shell, shell.article(TEXT), "The bridge is closed")
    assert "“The bridge is closed, because the river rose”" in shell.done("reshape", made, "end", "clause+").out
    assert "“The bridge is closed”" in shell.done("reshape", made, "end", "clause-").out
    assert "“bridge is closed”" in shell.done("reshape", made, "start", "+word").out
    assert "“bridge is”" in shell.done("reshape", made, "end", "word-").out
    assert "“bridge i”" in shell.done("reshape", made, "end", "char-").out
    wrong = shell("reshape", made, "end", "+page")
    assert wrong.code == 2
    assert "'page+' is no step: char+, char-, word+, word-, clause+, clause-" in wrong.err


def test_parts_split_join_and_nesting(shell: Shell) -> None:
    article = shell.article(TEXT)
    made = quote(shell, article, "The bridge is closed")
    assert "“The bridge is closed … it stays so”" in shell.done("reshape", made, "part", place("it stays so")).out
    assert "“The bridge is closed”" in shell.done("reshape", made, "part", str(TEXT.index("stays"))).out
    halves = shell.done("reshape", made, "split", str(TEXT.index("is closed"))).out.splitlines()
    assert [line.split("“")[1] for line in halves] == ["The bridge”", "is closed”"]
    second = halves[1].split()[0]
    assert "“The bridge is closed”" in shell.done("reshape", made, "join", second).out
    inner = quote(shell, article, "bridge is")
    assert f"within {made}" in shell.done("reshape", inner, "within", made).out
    assert "within" not in shell.done("reshape", inner, "within").out


def test_claims_figures_and_credits(shell: Shell) -> None:
    article = shell.article(TEXT)
    one, other = quote(shell, article, "The bridge is closed"), quote(shell, article, "it stays so")
    assert " = “it stays so”" in shell.done("claim", one, other).out
    assert "no more =" in shell.done("claim", one, other).out
    assert "60 ferries" in shell.done("figure", article, place("60 ferries"), "> 60 ferries").out
    assert "via Norda Wire: 2 statements" in shell.done("credit", article, "Norda Wire", "--as", "organisation").out
    rows = [json.loads(line) for line in shell.done("quotes", "--json").out.splitlines()]
    assert len(rows) == 2
