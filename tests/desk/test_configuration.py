"""A curator's own keys and looks: two files, refused with the line that is wrong."""

from pathlib import Path

import pytest

from curator.desk.actions import PLACES, actions
from curator.desk.configuration import Misconfigured, configuration_folder, keep_theme, read_configuration
from curator.desk.keymap import KEYMAPS, Keymap, keymap_of
from curator.desk.keys import NoKey, read_key, shown

ARROWS = {"up", "down", "left", "right", "home", "end", "pageup", "pagedown"}


def keys_in(folder: Path, text: str) -> Keymap:
    (folder / "keys.toml").write_text(text, encoding="utf-8")
    return read_configuration(folder).keymap


def keys_of(keymap: Keymap, place: str, name: str) -> tuple[str, ...]:
    return next(a.keys for a in keymap.actions_in(place) if a.id == name)  # type: ignore[arg-type]


def refused(folder: Path, text: str) -> str:
    with pytest.raises(Misconfigured) as trouble:
        keys_in(folder, text)
    return str(trouble.value)


def test_without_files_the_table_of_actions_holds(tmp_path: Path) -> None:
    found = read_configuration(tmp_path)
    assert (found.keymap.name, found.theme) == ("default", "")
    assert all(found.keymap.keys(place, a) == a.keys for place in PLACES for a in found.keymap.actions_in(place))


def test_an_action_gets_other_keys_in_every_place_or_in_one(tmp_path: Path) -> None:
    keymap = keys_in(tmp_path, 'keys.undo = "ctrl+w,f2"\n[keys.reader]\naccept = ["enter", "."]\nlink = ""\n'
                               'redo = "ctrl+r"\n')
    assert keys_of(keymap, "library", "undo") == keys_of(keymap, "reader", "undo") == ("ctrl+w", "f2")
    assert keys_of(keymap, "reader", "accept") == ("enter", ".")
    assert keys_of(keymap, "reader", "link") == ()
    assert (keys_of(keymap, "reader", "redo"), keys_of(keymap, "names", "redo")) == (("ctrl+r",), ("U",))


def test_two_actions_may_change_places(tmp_path: Path) -> None:
    keymap = keys_in(tmp_path, '[keys.duplicates]\nsame = "n"\ndifferent = "y"\n')
    assert keys_of(keymap, "duplicates", "same") == ("n",)


def test_a_keymap_is_chosen_by_name_and_changed(tmp_path: Path) -> None:
    keymap = keys_in(tmp_path, 'keymap = "arrows"\n[keys]\nundo = "backspace"\n')
    assert keys_of(keymap, "library", "down") == ("down",)
    assert keys_of(keymap, "library", "undo") == ("backspace",)


def test_the_arrows_keymap_moves_with_arrows_alone() -> None:
    keymap = keymap_of({"keymap": "arrows"})
    for place in PLACES[1:]:
        for action in keymap.actions_in(place):
            if {key.rpartition("+")[2] for key in action.keys} & ARROWS:
                assert not any(key.isalpha() and len(key) == 1 for key in action.keys), action.id
            assert not any("ctrl" in key for key in action.keys), action.id
    letters = {"h", "j", "k", "l", "w", "b", "n", "N"}
    assert not letters & {key for a in keymap.actions_in("reader") for key in a.keys}


@pytest.mark.parametrize("name", KEYMAPS)
def test_the_keymaps_that_come_with_the_program_are_sound(name: str) -> None:
    assert keymap_of({"keymap": name}).name == name


@pytest.mark.parametrize(("text", "line", "words"), [
    ('[keys]\n\n[keys.reader]\n# mine\nreject = "a"\n', 5, "the key 'a' means accept and reject in reader"),
    ('[keys]\nundo = "1"\n', 2, "the key '1' means library and undo in library"),
    ('[keys]\nundu = "z"\n', 2, "there is no action 'undu': `curator keys --keymap default` lists them"),
    ('[keys]\n[keys.library]\n"accept" = "z"\n', 3, "the action 'accept' is not one of library"),
    ('[keys]\nundo = "meta+z"\n', 2, "'meta+z' is no key"),
    ('[keys]\nundo = "shift+u"\n', 2, "write the character that it types, such as 'U'"),
    ('[keys]\nundo = "ctrl+c"\n', 2, "'ctrl+c' cannot be given to an action: it copies"),
    ('[keys]\nundo = 7\n', 2, "the keys of 'undo' are words"),
    ('[keys]\nundo = [["z"]]\n', 2, "the keys of 'undo' are words"),
    ('keymap = "emacs"\n', 1, "there is no keymap 'emacs': choose default or arrows"),
    ('keymap = ["arrows"]\n', 1, "there is no keymap"),
    ('keys = "z"\n', 1, "[keys] is a table"),
    ('\n[key]\nundo = "z"\n', 2, "nothing is called 'key' here, only keymap and keys"),
    ('[keys]\nundo = \n', 2, "this is no TOML: invalid value"),
    ('[keys]\nundo = "a\n', 2, "this is no TOML"),
])
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    said = refused(tmp_path, text)
    assert said.startswith(f"{tmp_path / 'keys.toml'}, line {line}: ")
    assert words in said
    assert "\n" not in said


def test_files_that_are_none_are_refused(tmp_path: Path) -> None:
    (tmp_path / "keys.toml").write_bytes(b'[keys]\nundo = "\xff"\n')
    with pytest.raises(Misconfigured, match=r"keys.toml, line 2: this is no UTF-8"):
        read_configuration(tmp_path)
    (tmp_path / "keys.toml").unlink()
    (tmp_path / "keys.toml").mkdir()
    with pytest.raises(Misconfigured, match=r"keys\.toml: is a directory"):
        read_configuration(tmp_path)


def test_the_theme_is_read_and_an_unknown_one_refused(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('# looks\n[look]\ntheme = "light"\n')
    assert read_configuration(tmp_path).theme == "light"
    path.write_text('[look]\ntheme = "pink"\n')
    with pytest.raises(Misconfigured, match=r"config.toml, line 2: there is no theme 'pink': choose dark, light"):
        read_configuration(tmp_path)
    path.write_text('[look]\nfont = "pink"\n')
    with pytest.raises(Misconfigured, match=r"config.toml, line 2: \[look\] knows no 'font'"):
        read_configuration(tmp_path)


@pytest.mark.parametrize(("before", "after"), [
    (None, '[look]\ntheme = "light"\n'),
    ('# mine\n[look]  # looks\n\ntheme = "dark"  # at night\n', '# mine\n[look]  # looks\n\ntheme = "light"\n'),
    ("[look]\n", '[look]\ntheme = "light"\n'),
    ('look.theme = "dark"\n', None),
])
def test_a_theme_is_kept_among_the_other_lines(tmp_path: Path, before: str | None, after: str | None) -> None:
    path = tmp_path / "below" / "config.toml"
    if before is not None:
        path.parent.mkdir()
        path.write_text(before)
    if after is None:
        with pytest.raises(Misconfigured):
            keep_theme("light", path.parent)
        assert path.read_text() == before
    else:
        assert keep_theme("light", path.parent) == path
        assert path.read_text() == after
        assert read_configuration(path.parent).theme == "light"


def test_the_folder_follows_xdg_config_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "conf"))
    assert configuration_folder() == tmp_path / "conf" / "curator"
    for nowhere in ("", "conf"):
        monkeypatch.setenv("XDG_CONFIG_HOME", nowhere)
        assert configuration_folder() == tmp_path / ".config" / "curator"


def test_keys_have_one_name_each() -> None:
    assert [read_key(k) for k in ("?", "Enter", "SHIFT+Tab", "shift+ctrl+up", "comma", "A", "ctrl+A", "é")] == [
        "?", "enter", "shift+tab", "ctrl+shift+up", ",", "A", "ctrl+a", "é"]
    assert [shown(k) for k in ("?", "enter", "shift+tab", "ctrl+a", ",", "A", "f3")] == [
        "?", "Enter", "Shift+Tab", "Ctrl+A", ",", "A", "F3"]
    for wrong in ("", "ab", " ", "\t", "+a", "ctrl+", "ctrl+ctrl+a", "hyper+a", "ctrl+i"):
        with pytest.raises(NoKey):
            read_key(wrong)


def test_every_key_of_the_table_has_its_one_name() -> None:
    for action in actions():
        assert [read_key(key) for key in action.keys] == list(action.keys), action.id
