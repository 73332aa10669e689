"""The registry read once for all who ask, brought up to date from the log; names and merges on the right entity."""

from threading import Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curator.desk.cards import set_card
from curator.desk.desk import Desk, Refused
from curator.desk.evidence import pair_evidence
from curator.desk.judging import judge, retract
from curator.desk.mentioning import delete_mention
from curator.desk.registry import Registry, add_entity, called, read_registry, registry, rename
from curator.desk.suggesting import keep, open_suggestions, registry_view, suggested_duplicates
from curator.desk.undoing import history, redo, undo
from store import NothingToUndo

from building import a_desk

NAMES = ("Ilse Brandt", "I. Brandt", "Ilse Brant", "Arkady Lomtev")


def _entities(desk: Desk, *names: str) -> list[str]:
    with desk.act("add entries", ", ".join(names)):
        return [add_entity(desk, "person", name).uid for name in names]


def _as_values(known: Registry) -> object:
    return dict(known.entities), known.live, known.partition.all(), [(i.uid, i.names) for i in known.identities()]


def test_the_registry_is_read_once_until_an_entry_or_judgement_changes() -> None:
    with a_desk() as built:
        one, two, _, _ = _entities(built.desk, *NAMES)
        known, view = registry(built.desk), registry_view(built.desk)
        article = built.article("Talks\n\nIlse Brandt spoke.\n")
        set_card(built.desk, article.uid, "title", "Talks")
        assert registry(built.desk) is known
        assert registry_view(built.desk) is view
        judge(built.desk, one, two, "same")
        assert registry(built.desk) is not known
        assert registry_view(built.desk).mark != view.mark


def test_what_an_unfinished_action_wrote_is_never_remembered() -> None:
    with a_desk() as built:
        uids: list[str] = []
        with pytest.raises(Refused):
            _add_and_fail(built.desk, uids)
        assert uids[0] not in registry(built.desk).entities


def _add_and_fail(desk: Desk, uids: list[str]) -> None:
    with desk.act("add", ""):
        uids.append(add_entity(desk, "person", "Nobody").uid)
        assert uids[0] in registry(desk).entities
        seen: list[bool] = []
        other = Thread(target=lambda: seen.append(uids[0] in registry(desk).entities))
        other.start()
        other.join()
        assert seen == [False]
        raise Refused("no")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 20)), max_size=12))
def test_a_registry_brought_up_to_date_is_the_one_read_anew(steps: list[tuple[int, int]]) -> None:
    with a_desk() as built:
        desk = built.desk
        uids = _entities(desk, *NAMES)
        for step, n in steps:
            one, two = uids[n % len(uids)], uids[(n // 3 + 1) % len(uids)]
            try:
                if step == 0:
                    judge(desk, one, two, ("same", "different", "unsure")[n % 3])
                elif step == 1:
                    rename(desk, one, f"Name {n}")
                elif step == 2:
                    uids += _entities(desk, f"Person {n}")
                elif step == 3:
                    retract(desk, desk.dataset.judgements.all()[0].uid)
                elif step == 4:
                    undo(desk)
                else:
                    redo(desk)
            except (Refused, NothingToUndo, IndexError):
                pass
            uids = [uid for uid in uids if desk.dataset.entities.get(uid)] or _entities(desk, "One more")
            assert _as_values(registry(desk)) == _as_values(read_registry(desk))


def test_renaming_a_member_acts_on_the_smallest_uid_and_shows_the_new_name() -> None:
    with a_desk() as built:
        one, two = _entities(built.desk, "Sergei Ryabkov", "Sergey Rjabkov")
        judgement = judge(built.desk, one, two, "same", preferred=two)
        assert rename(built.desk, two, "S. Ryabkov").uid == one
        assert registry(built.desk).name(two) == "S. Ryabkov"
        assert history(built.desk, limit=1)[0].what == "Sergey Rjabkov to S. Ryabkov"
        retract(built.desk, judgement.uid)
        assert registry(built.desk).name(two) == "Sergey Rjabkov"


def test_a_merge_shows_the_name_under_which_the_chosen_identity_was_shown() -> None:
    with a_desk() as built:
        one, two, three, other = _entities(built.desk, "Rjabkov", "Sergei Ryabkov", "Riabkow", "Somebody Else")
        judge(built.desk, one, two, "same", preferred=two)
        judge(built.desk, one, three, "same", preferred=one)  # the identity of `one`, shown as Sergei Ryabkov
        assert registry(built.desk).name(three) == "Sergei Ryabkov"
        with pytest.raises(Refused, match="one of the two"):
            judge(built.desk, three, other, "same", preferred="01ARZ3NDEKTSV4RRFFQ69G5FAV")


def test_unsure_of_what_is_one_already_is_refused() -> None:
    with a_desk() as built:
        one, two = _entities(built.desk, *NAMES[:2])
        judge(built.desk, one, two, "same")
        with pytest.raises(Refused, match="one already"):
            judge(built.desk, one, two, "unsure")


def test_a_pair_whose_entry_is_gone_is_refused_in_one_line() -> None:
    with a_desk() as built:
        one, two = _entities(built.desk, *NAMES[:2])
        undo(built.desk)
        with pytest.raises(Refused, match="gone"):
            pair_evidence(built.desk, one, two)


def test_duplicates_are_not_sought_in_articles_whose_import_was_undone() -> None:
    with a_desk() as built:
        built.article("Talks\n\nMr Ilse Brandt said no. Mr Ilsa Brandt said yes. Ilse Brandt left.\n")
        undo(built.desk)
        assert suggested_duplicates(built.desk) == []


def test_keeping_suggestions_is_no_action() -> None:
    with a_desk() as built:
        article = built.article("Talks\n\nMr Ilse Brandt said no.\n")
        position = built.desk.dataset.position()
        keep(built.desk, article.uid, open_suggestions(built.desk, built.desk.dataset.articles[article.uid]))
        assert built.desk.dataset.position() == position


def test_a_mention_goes_once_no_quote_names_it() -> None:
    with a_desk() as built:
        article = built.article("Talks\n\nIlse Brandt said no.\n")
        mention = article.mention("Ilse Brandt")
        delete_mention(built.desk, mention.uid)
        assert built.desk.dataset.mentions.count() == 0


def test_a_country_is_found_under_its_other_names_where_none_has_the_very_one() -> None:
    with a_desk() as built:
        with built.desk.act("add entries", ""):
            states = add_entity(built.desk, "geopolitical", "United States")
        assert called(built.desk, "U.S.", "PLACE") == states
        assert called(built.desk, "the United States", "PLACE") == states
        assert called(built.desk, "American", "PLACE") is None
        assert called(built.desk, "U.S.", "ORG") is None
        with built.desk.act("add entries", ""):
            named = add_entity(built.desk, "place", "U.S.")
        assert called(built.desk, "U.S.", "PLACE") == named
