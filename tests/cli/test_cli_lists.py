"""Lists and occurrences from the command line."""

from cli.shell import Shell

TEXT = "They came home: Vera Tarn, Jonas Wil and Esther Quint. Vera Tarn spoke, and Vera Tarn left.\n"


def test_a_list_is_shown_then_marked_and_the_occurrences_of_a_name_too(shell: Shell) -> None:
    article = shell.article(TEXT)
    place = f"{TEXT.index('Vera')}-{TEXT.index('. Vera')}"
    assert "Jonas Wil (new)" in shell.done("list", article, place).out
    assert "Jonas Wil (new)" in shell.done("list", article, place, "--mark").out
    assert "Jonas Wil (= Jonas Wil)" in shell.done("list", article, place).out
    last = TEXT.rindex("Vera")
    made = shell.done("mention", article, f"{last}-{last + len('Vera Tarn')}", "PERSON").out.split()[0]
    assert shell.done("occurrences", made).out.count("to mark") == 1
    shell.done("occurrences", made, "--mark", "--everywhere")
    assert shell.done("occurrences", made).out.count("marked") == 3
