"""The shell blocks of docs/guide.md run as they stand there, one after the other."""

from guide import shell_blocks

from cli.shell import Shell


def test_the_shell_blocks_of_the_guide_run(shell: Shell) -> None:
    before = "set -e\nexport CURATOR_NAME=demo\ncurator demo --headless >/dev/null\n"
    said = shell.line(before + "\n".join(shell_blocks()))
    assert said.code == 0, said
    assert "Yelena Sorokina | Our neighbours deliberately ignore the convention" in said.out, "ten lines of Python"
    assert "nothing is new" in said.out
    assert (shell.folder / "sheet" / "statements.csv").exists()
