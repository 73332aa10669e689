"""`curator dedupe`, `pair`, `judge`, `judgements`, `retract`: what the Duplicates screen does, without a screen."""

import pytest

from cli.shell import Shell

STORM = "Anna Lee was there, and Ana Lee. “We were not warned,” Anna Lee said. Konrad Eibl was not.\n"


@pytest.fixture
def names(shell: Shell) -> dict[str, str]:
    """Entries by name, all of them alike but the last."""
    shell.article(STORM)
    for name in ("Arkady Lomtev", "Arkadi Lomtev", "Arkadij Lomtew", "Konrad Eibl"):
        shell.done("name", "new", name)
    return {row["name"]: row["uid"] for row in shell.done("entities", "--json").rows}


def identities(shell: Shell) -> list[str]:
    return sorted(" = ".join(sorted(row["names"])) for row in shell.done("entities", "--json").rows)


def test_pairs_are_narrowed_and_clusters_listed(shell: Shell, names: dict[str, str]) -> None:
    assert len(shell.done("dedupe", "--json").rows) == 3
    assert not shell.done("dedupe", "kind:organisation", "--json").rows
    assert len(shell.done("dedupe", "lomtew", "score:0.5", "--json").rows) == 2
    assert shell("dedupe", "colour:red").err.count("\n") == 1
    [cluster] = shell.done("dedupe", "--clusters", "--json").rows
    assert set(cluster["entries"]) == set(names.values()) - {names["Konrad Eibl"]}
    assert "Arkadij Lomtew" in shell.done("dedupe", "--clusters").out


def test_a_cluster_is_judged_in_one_action_and_the_judgements_are_listed(shell: Shell, names: dict[str, str]) -> None:
    lomtevs = [uid for name, uid in names.items() if "Lomte" in name]
    shell.done("judge", *lomtevs, "same", "--preferred", names["Arkadi Lomtev"], "--reason", "one office")
    assert identities(shell) == ["Arkadi Lomtev = Arkadij Lomtew = Arkady Lomtev", "Konrad Eibl"]
    rows = shell.done("judgements", "--json").rows
    assert [row["reason"] for row in rows] == ["one office", "one office"]
    assert not shell.done("judgements", "eibl").out
    shell.done("undo")
    assert len(identities(shell)) == 4
    assert shell("judge", *lomtevs, "different").code == 2


def test_a_contradiction_shows_its_chain_and_what_takes_its_place(shell: Shell, names: dict[str, str]) -> None:
    one, two = names["Arkady Lomtev"], names["Arkadi Lomtev"]
    shell.done("judge", one, two, "different")
    [different] = shell.done("judgements", "--json").rows
    said = shell("judge", one, two, "same")
    assert said.code == 1
    assert different["uid"] in said.err
    shell.done("judge", one, two, "same", "--retract", different["uid"])
    assert [row["judgement"] for row in shell.done("judgements", "--json").rows] == ["same"]
    [same] = shell.done("judgements", "--json").rows
    shell.done("judge", one, two, "different", "--unsure-of", same["uid"])
    assert {row["judgement"] for row in shell.done("judgements", "--json").rows} <= {"different", "unsure"}
    shell.done("undo")
    shell.done("retract", same["uid"][-6:])
    assert len(identities(shell)) == 4


def test_names_that_are_the_same_are_accepted_after_a_look(shell: Shell) -> None:
    shell.article(STORM)
    shell.done("name", "new", "Anna Lee")
    shell.done("name", "new", "Anna  LEE", "--namesake")
    shell.done("name", "new", "Ana Lee")
    [pair] = shell.done("dedupe", "--sure", "--json").rows
    assert (pair["left_name"].casefold(), pair["right_name"].casefold()) == ("anna lee", "anna lee")
    assert shell("dedupe", "--accept").code == 2
    assert "=" in shell.done("dedupe", "--sure", "--accept").out
    assert len(identities(shell)) == 2


def test_a_pair_shows_what_stands_behind_both(shell: Shell) -> None:
    article = shell.article(STORM)
    shell.done("mention", article, "0-8", "PERSON")
    start = STORM.index("Ana Lee")
    shell.done("mention", article, f"{start}-{start + 7}", "PERSON")
    start = STORM.index("“We")
    shell.done("quote", article, "--at", str(start + 2), "--whole")
    [one] = shell.done("dedupe", "--json").rows
    said = shell.done("pair", one["left"], one["right"]).out
    for words in ("Anna Lee (person)", "Ana Lee (person)", "1 mention", "1 statement", "- ", "for: ", "against: ",
                  "earlier: nothing", "same would show", "We were not warned,"):
        assert words in said, words
    [plain] = shell.done("pair", one["left"], one["right"], "--json").rows
    assert {plain["left"]["uid"], plain["right"]["uid"]} == {one["left"], one["right"]}


def test_a_thorough_pass_over_a_dataset_finds_what_is_alike_by_letters_only(shell: Shell) -> None:
    shell.article(STORM)
    for name in ("Xavier Goldenberg", "Xavier Goldenberk"):
        shell.done("name", "new", name)
    found = shell.done("dedupe", "--json").rows
    thorough = shell.done("dedupe", "--thorough", "--json").rows
    assert {(p["left"], p["right"]) for p in found} <= {(p["left"], p["right"]) for p in thorough}
