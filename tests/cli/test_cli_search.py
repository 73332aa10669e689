"""`curator search`: rows for people, JSON for programs, the words that say what is left out."""

from __future__ import annotations

from cli.shell import Shell

STORM = "Storm leaves harbour without power\n\n“We were not warned,” Anna Lee told the Herald on Tuesday.\n"


def test_hits_are_listed_with_their_place_and_as_json_with_all_places(shell: Shell) -> None:
    for number in range(3):
        (shell.folder / f"{number}.txt").write_text(f"{STORM}Copy {number} of the storm.\n", encoding="utf-8")
    shell.done("import", "0.txt", "1.txt", "2.txt")
    said = shell.done("search", "STORM", "herald", "--limit", "2")
    assert "Storm" in said.out
    assert said.out.count("\n") == 3
    assert "2 of 3; --offset 2 shows more" in said.err
    (hit,) = shell.done("search", "warned anna", "copy", "2", "--json").rows
    assert [hit["words"], hit["start"]] == ["warned", STORM.index("warned")]
    assert len(hit["places"]) == 4
    assert shell.done("search", "--in", "quotes", "warned").out == ""
    assert shell("search", "—").code == 1
    assert shell("search", "x", "--limit", "0").code == 2
