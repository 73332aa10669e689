"""Mentions from the command line: whom they stand for, how a place is meant, their parts."""

from cli.shell import Shell

TEXT = "Anna Lee met Angela Merkel. Both women spoke of Washington. Artem and Anna Dultsev came.\n"


def mention(shell: Shell, words: str, label: str = "PERSON") -> str:
    """Mark some words of the only article; the id of the mention."""
    article = shell.done("articles", "--json").rows[0]["uid"]
    start = TEXT.index(words)
    return shell.done("mention", article, f"{start}-{start + len(words)}", label).out.split()[0]


def test_a_mention_is_linked_to_several_kept_unnamed_and_unlinked(shell: Shell) -> None:
    shell.article(TEXT)
    mention(shell, "Anna Lee")
    mention(shell, "Angela Merkel")
    both = mention(shell, "Both women")
    assert "(PERSON, role): Anna Lee, Angela Merkel" in shell.done("link", both, "Anna Lee", "Angela Merkel").out
    assert "(PERSON, unnamed): nobody" not in shell.done("link", both, "--nobody").out
    assert "nobody" in shell.done("link", both, "--unnamed").out
    assert shell("link", both).code == 2


def test_a_near_twin_is_refused_with_the_reason_unless_a_new_one_is_meant(shell: Shell) -> None:
    shell.article(TEXT)
    mention(shell, "Angela Merkel")
    both = mention(shell, "Both women")
    said = shell("link", both, "Angela Merkell")
    assert said.code == 1
    assert "Did you mean Angela Merkel" in said.err
    assert "Merkell ~ Merkel" in said.err
    assert "Angela Merkell" in shell.done("link", both, "Angela Merkell", "--new").out
    assert len(shell.done("entities", "Merkel", "--json").rows) == 2


def test_readings_and_parts(shell: Shell) -> None:
    shell.article(TEXT)
    place = mention(shell, "Washington", "PLACE")
    assert "metonym, government" in shell.done("reading", place, "government").out
    artem = mention(shell, "Artem")
    start = TEXT.index("Dultsev")
    part = f"{start}-{start + 7}"
    assert "“Artem … Dultsev”" in shell.done("part", artem, part).out
    assert "“Artem”" in shell.done("part", artem, part).out


def test_what_is_missing_is_listed_and_a_record_is_complete_as_it_is(shell: Shell) -> None:
    shell.article(TEXT)
    article = shell.done("articles", "--json").rows[0]["uid"]
    quote = shell.done("quote", article, "0-28").out.split()[0]
    assert shell.done("missing", article, "--json").rows[0]["lacks"] == ["speaker", "target"]
    assert "1 without speaker; 1 without target" in shell.done("missing").out
    shell.done("complete", quote)
    assert shell.done("missing", article, "--json").rows == []
    assert shell.done("articles", "--order", "missing").code == 0
