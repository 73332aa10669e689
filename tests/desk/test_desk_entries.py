"""Entries by hand: names, kinds, roles, identifiers, deleting, splitting off; each one action that undo takes back."""

from collections.abc import Callable, Iterator

import pytest

from curator.desk.attributing import attribute, attributions
from curator.desk.cards import set_card
from curator.desk.desk import Desk, Refused
from curator.desk.entries import (
    add_identifier,
    add_name,
    add_role,
    affiliate,
    delete_entry,
    drop_identifier,
    drop_name,
    drop_role,
    identity_of,
    new_entry,
    prefer,
    set_kind,
    set_remark,
)
from curator.desk.entry_card import entry_card
from curator.desk.judging import judge, proposals, retract
from curator.desk.parties import Who
from curator.desk.queries import statements
from curator.desk.registry import called, registry, rename
from curator.desk.splitting import Leaving, leavable, split, split_plan
from curator.desk.undoing import history, redo, undo

from building import Building, a_desk

STORM = """“We were not warned,” Anna Lee told the Herald on Tuesday. Ana Lee had seen the cable burn.

Mayor John Carter met Norda Energy in Port Elsin. “Nobody was hurt,” Carter said of Anna Lee.
"""


@pytest.fixture
def world() -> Iterator[Building]:
    with a_desk() as building:
        yield building


def shown(desk: Desk) -> object:
    known = registry(desk)
    return ({uid: e.model_dump(exclude={"rev"}) for uid, e in known.entities.items()}, known.partition.all(),
            {j.uid for j in known.live}, {m.uid: m.entities for m in desk.dataset.mentions.all()})


EDITS: list[tuple[str, Callable[[Desk, str], object]]] = [
    ("new entry", lambda desk, uid: new_entry(desk, "organisation", "Norda Energy")),
    ("add name", lambda desk, uid: add_name(desk, uid, "A. Lee", "abbreviation")),
    ("rename", lambda desk, uid: rename(desk, uid, "Anna Leigh")),
    ("set kind", lambda desk, uid: set_kind(desk, uid, "collective")),
    ("add role", lambda desk, uid: add_role(desk, uid, "engineer", organisation="Harbour Authority", since="2019")),
    ("add identifier", lambda desk, uid: add_identifier(desk, uid, "Wikidata", "Q42")),
    ("set affiliation", lambda desk, uid: affiliate(desk, uid, "Harbour Authority")),
    ("set note", lambda desk, uid: set_remark(desk, uid, "the engineer, not the singer")),
]


@pytest.mark.parametrize(("name", "edit"), EDITS, ids=[name for name, _ in EDITS])
def test_each_edit_is_one_action_that_undo_takes_back(world: Building, name: str,
                                                     edit: Callable[[Desk, str], object]) -> None:
    desk, uid = world.desk, new_entry(world.desk, "person", "Anna Lee").uid
    before, count = shown(desk), len(history(desk))
    edit(desk, uid)
    after = shown(desk)
    assert after != before
    assert (history(desk)[0].name, len(history(desk))) == (name, count + 1)
    undo(desk)
    assert shown(desk) == before
    redo(desk)
    assert shown(desk) == after
    assert not desk.dataset.check()


def test_a_second_entry_of_a_name_must_be_asked_for(world: Building) -> None:
    one = new_entry(world.desk, "person", "Anna Lee")
    with pytest.raises(Refused, match="called anna lee already"):
        new_entry(world.desk, "person", " anna  lee ")
    assert new_entry(world.desk, "person", "Anna Lee", namesake=True).uid != one.uid
    assert new_entry(world.desk, "place", "Anna Lee").kind == "place"
    for kind, name in (("robot", "R2"), ("person", " \n ")):
        with pytest.raises(Refused):
            new_entry(world.desk, kind, name)


def test_names_are_added_told_apart_and_dropped_and_found_at_once(world: Building) -> None:
    desk, uid = world.desk, new_entry(world.desk, "person", "Anna Lee").uid
    add_name(desk, uid, "Annie", "nickname")
    add_name(desk, uid, "Annie", "alias")
    assert [(n.text, n.kind) for n in identity_of(desk, uid).members[0].names] == [("Annie", "alias")]
    found = called(desk, "annie", "PERSON")
    assert found
    assert found.uid == uid
    with pytest.raises(Refused, match="is what it is called"):
        drop_name(desk, uid, "Anna Lee")
    with pytest.raises(Refused, match="none of its names"):
        drop_name(desk, uid, "Bob")
    with pytest.raises(Refused, match="no kind of name"):
        add_name(desk, uid, "Bob", "handle")
    drop_name(desk, uid, "Annie")
    assert called(desk, "annie", "PERSON") is None


def test_any_name_of_an_identity_can_be_the_one_shown(world: Building) -> None:
    desk = world.desk
    one, two = new_entry(desk, "person", "Anna Lee").uid, new_entry(desk, "person", "Ana Lee").uid
    add_name(desk, two, "Annie")
    judge(desk, one, two, "same")
    for name in ("Ana Lee", "Annie", "Anna Lee"):
        prefer(desk, one, name)
        assert identity_of(desk, two).preferred == name
        assert set(identity_of(desk, one).names) == {"Anna Lee", "Ana Lee", "Annie"}
    with pytest.raises(Refused, match="none of its names"):
        prefer(desk, one, "Bob")


def test_kinds_change_for_all_entries_of_an_identity(world: Building) -> None:
    desk = world.desk
    one, two = new_entry(desk, "organisation", "Elsin").uid, new_entry(desk, "organisation", "Port Elsin").uid
    judge(desk, one, two, "same")
    set_kind(desk, two, "place")
    assert {m.kind for m in identity_of(desk, one).members} == {"place"}
    with pytest.raises(Refused, match="split it first"):
        set_kind(desk, one, "unnamed")
    with pytest.raises(Refused, match="no kind of entry"):
        set_kind(desk, one, "planet")


def test_roles_and_identifiers_come_once_and_go(world: Building) -> None:
    desk, article = world.desk, world.article(STORM)
    uid = world.desk.dataset.mentions[article.mention("John Carter").uid].entities[0]
    add_role(desk, uid, "Mayor", organisation="Port Elsin", since="2019", until="2023~", article=article.uid,
             evidence=article.range("Mayor"))
    [role] = entry_card(desk, uid).roles
    assert (role.organisation, role.words, role.article_label) == ("Port Elsin", "Mayor", "[article.txt]")
    with pytest.raises(Refused, match="no EDTF date"):
        add_role(desk, uid, "Mayor", since="last year")
    with pytest.raises(Refused, match="need their article"):
        add_role(desk, uid, "Mayor", evidence=(0, 3))
    add_identifier(desk, uid, "Wikidata", "Q42")
    with pytest.raises(Refused, match="noted already"):
        add_identifier(desk, uid, "wikidata", " Q42 ")
    drop_role(desk, uid, role.role)
    drop_identifier(desk, uid, identity_of(desk, uid).members[0].identifiers[0])
    card = entry_card(desk, uid)
    assert (card.roles, card.identifiers) == ((), ())
    with pytest.raises(Refused, match="any more"):
        drop_role(desk, uid, role.role)
    set_kind(desk, uid, "organisation")
    with pytest.raises(Refused, match="with itself"):
        affiliate(desk, uid, "John Carter")


def test_only_what_nothing_refers_to_is_deleted(world: Building) -> None:
    desk, article = world.desk, world.article(STORM)
    used = article.mention("Anna Lee").entities[0]
    article.quote("Nobody was hurt,", "John Carter")
    with pytest.raises(Refused, match="Anna Lee is in use by 1 mention"):
        delete_entry(desk, used)
    with pytest.raises(Refused, match="1 statement"):
        delete_entry(desk, world.entity("John Carter"))
    set_card(desk, article.uid, "publisher", "The Herald")
    with pytest.raises(Refused, match="1 article"):
        delete_entry(desk, world.entity("The Herald"))
    spare = new_entry(desk, "person", "Annie Leigh").uid
    retract(desk, judge(desk, used, spare, "same").uid)
    with pytest.raises(Refused, match="1 judgement"):
        delete_entry(desk, spare)
    lone = new_entry(desk, "person", "Jo").uid
    delete_entry(desk, lone)
    assert called(desk, "Jo", "PERSON") is None
    undo(desk)
    assert called(desk, "Jo", "PERSON")


def lees(desk: Desk, *names: str) -> list[str]:
    return [new_entry(desk, "person", name).uid for name in names]


def test_splitting_retracts_the_judgements_between_the_sides_and_no_other(world: Building) -> None:
    desk = world.desk
    anna, ana, anya, hanna = lees(desk, "Anna Lee", "Ana Lee", "Anya Lee", "Hanna Lee")
    kept = judge(desk, anna, ana, "same")
    cut = judge(desk, ana, anya, "same")
    other = judge(desk, anya, hanna, "same")
    before = shown(desk)
    plan = split_plan(desk, anna, [Leaving(anya), Leaving(hanna)])
    assert [j.uid for j in plan.retracted] == [cut.uid]
    assert plan.lines()[0] == "leaves: Anya Lee = Hanna Lee"
    left = split(desk, anna, [Leaving(anya), Leaving(hanna)])
    assert left == anya
    assert world.names() == ["Anna Lee = Ana Lee", "Anya Lee = Hanna Lee"]
    live = registry(desk).live
    assert {j.uid for j in live} >= {kept.uid, other.uid}
    assert [j.judgement for j in live if j.uid not in (kept.uid, other.uid)] == ["different"]
    assert not [p for p in proposals(desk) if {p.left.uid, p.right.uid} == {anna, anya}]
    undo(desk)
    assert shown(desk) == before


def test_what_stays_and_what_leaves_stays_one_when_its_middle_goes(world: Building) -> None:
    desk = world.desk
    middle, *rim = lees(desk, "Anna Lee", "Ana Lee", "Anya Lee", "Hanna Lee")
    for uid in rim:
        judge(desk, middle, uid, "same")
    split(desk, middle, [Leaving(middle)])
    assert world.names() == ["Ana Lee = Anya Lee = Hanna Lee", "Anna Lee"]
    undo(desk)
    split(desk, middle, [Leaving(rim[0]), Leaving(rim[2])])
    assert world.names() == ["Ana Lee = Hanna Lee", "Anna Lee = Anya Lee"]
    assert not desk.dataset.check()


def test_a_name_leaves_with_the_mentions_that_are_worded_so(world: Building) -> None:
    desk, article = world.desk, world.article(STORM)
    uid = article.mention("Anna Lee").entities[0]
    add_name(desk, uid, "Ana Lee", "nickname")
    stray = article.mention("Ana Lee")
    assert stray.entities == (uid,)
    before = shown(desk)
    assert leavable(identity_of(desk, uid)) == [(Leaving(uid, "Ana Lee"), "Ana Lee")]
    assert split_plan(desk, uid, [Leaving(uid, "Ana Lee")]).lines()[-1].startswith("1 mention of the names")
    left = split(desk, uid, [Leaving(uid, "Ana Lee")])
    assert desk.dataset.mentions[stray.uid].entities == (left,)
    assert world.names() == ["Ana Lee", "Anna Lee"]
    assert registry(desk).partition.relation(left, uid) == "different"
    undo(desk)
    assert shown(desk) == before
    redo(desk)
    assert world.names() == ["Ana Lee", "Anna Lee"]


def test_a_split_that_cannot_be_is_refused_with_the_reason(world: Building) -> None:
    desk = world.desk
    one, two = lees(desk, "Anna Lee", "Ana Lee")
    judge(desk, one, two, "same")
    for leaving, why in (([], "nothing was chosen"), ([Leaving(one), Leaving(two)], "all of Anna Lee would leave"),
                         ([Leaving("0" * 26)], "no part of"), ([Leaving(one, "Anna Lee")], "no other name")):
        with pytest.raises(Refused, match=why):
            split(desk, one, leaving)
    assert world.names() == ["Anna Lee = Ana Lee"]


def test_a_card_tells_how_often_each_name_is_written_and_what_brought_it(world: Building) -> None:
    desk, late = world.desk, world.article(STORM)
    early = world.article("Ana Lee was here first. Ana Lee left.\n", "b.txt")
    set_card(desk, early.uid, "published", "2020-01-02")
    set_card(desk, late.uid, "published", "2022-12-20~")
    anna, ana = late.mention("Anna Lee").entities[0], early.mention("Ana Lee").entities[0]
    made = judge(desk, anna, ana, "same")
    late.quote("We were not warned,", "Anna Lee")
    card = entry_card(desk, ana)
    assert [(n.text, n.written, bool(n.first)) for n in card.names] == [("Anna Lee", 1, True), ("Ana Lee", 1, True)]
    assert card.names[0].brought_by == ""
    assert card.names[1].brought_by == "Anna Lee = Ana Lee (ana)"
    assert [(o.published, o.part) for o in card.occurrences] == [
        ("2020-01-02", "named"), ("2022-12-20~", "says"), ("2022-12-20~", "named")]
    assert (card.mentions, card.statements, [j.uid for j in card.same]) == (2, 1, [made.uid])
    for place in card.occurrences:
        text = desk.dataset.text(desk.dataset.articles[place.article].text_sha256)
        assert text[place.sentence_start:].startswith(place.sentence)
        assert place.sentence[slice(*place.at)] == text[place.start:place.end]


def test_several_statements_get_one_speaker_in_one_action(world: Building) -> None:
    desk, article = world.desk, world.article(STORM)
    one, two = article.quote("We were not warned,", "Anna Lee"), article.quote("Nobody was hurt,")
    carter = article.mention("John Carter").entities[0]
    who = Who(entity=carter)
    assert [(a.words, a.speakers) for a in attributions(desk, [one.uid, two.uid], who)] == [
        ("We were not warned,", "Anna Lee"), ("Nobody was hurt,", "nobody")]
    assert len(attribute(desk, [one.uid, two.uid], who)) == 2
    assert [row.speakers for row in statements(desk)] == [("John Carter",)] * 2
    assert desk.dataset.quotes[two.uid].speakers[0].mention  # the words that name him in that paragraph
    assert history(desk)[0].what == "John Carter of 2 statements"
    assert not attribute(desk, [one.uid, two.uid], who)
    undo(desk)
    assert [row.speakers for row in statements(desk)] == [("Anna Lee",), ()]
