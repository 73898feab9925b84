"""What one report counts within its own whole toll says nothing against another report's whole."""

from __future__ import annotations

from typing import Any

from benchmarks import pairs
from claims import extraction
from claims.records import Report

WHOLE = "Tuesday's raid on the village of Mbaro left 19 people dead."
OTHER = "Nineteen people perished in the raid on Mbaro on Tuesday."
WIFE = "A man shot his wife and two stepdaughters to death in Pellbrook on Tuesday."


def relation(a: str, b: str, measure: str = "killed") -> str:
    two: dict[str, Any] = {
        k: {"source": f"{k} Post", "published": "2024-09-17", "text": text} for k, text in (("a", a), ("b", b))
    }
    (outcome,) = pairs.of_reports([{"id": "p", "measure": measure, "expect": "", **two}])
    return outcome.got


def test_a_part_beside_its_own_whole_does_not_hide_that_the_wholes_agree() -> None:
    chief = "Tuesday's raid on the village of Mbaro left 19 people dead, among them the local chief and his two sons."
    hurt = "Tuesday's raid on the village of Mbaro wounded 12 people, three of them critically."
    assert relation(chief, OTHER) == "agree"
    assert relation(hurt, "Twelve people were wounded in the raid on Mbaro on Tuesday.", "injured") == "agree"


def test_one_woman_among_others_is_no_count_of_the_women() -> None:
    assert relation(WIFE, "Three women were found shot dead in Pellbrook on Tuesday.") == "agree"


def test_a_sum_of_classes_does_not_hide_a_conflict_about_one_of_them() -> None:
    both = "Four soldiers and nine civilians were killed in an ambush near Tassou on Tuesday."
    assert relation(both, "An ambush near Tassou on Tuesday killed 11 soldiers, sources said.") == "conflict"
    assert relation(both, "An ambush near Tassou on Tuesday killed four soldiers, sources said.") != "conflict"


def test_twelve_patients_and_staff_are_a_whole_and_twelve_patients_are_some_of_the_dead() -> None:
    all_told = "A drone strike on a hospital in Sorrel on Tuesday killed 41 people, a doctors' union said."
    assert (
        relation("A drone hit a hospital in Sorrel on Tuesday, killing 12 patients and staff, the mayor said.", all_told)
        == "conflict"
    )
    assert relation("A drone hit a hospital in Sorrel on Tuesday, killing 12 patients, the mayor said.", all_told) == "part"


def test_one_group_of_people_in_two_words_is_counted_once() -> None:
    (account,) = extraction.understand(
        [Report("r", "Floods displaced 300 families, or some 1,500 people, in Sorrel on Tuesday.", "A", "2024-09-17")]
    )
    assert max(t.quantity.low or 0 for t in account.tolls) == 1500


def test_that_no_group_says_it_did_it_is_no_claim() -> None:
    silent = "No group has said it carried out the attack on a mosque in Sorrel on Tuesday that killed 27."
    none = "Nobody has claimed responsibility for Tuesday's attack on a mosque in Sorrel that killed 27."
    assert relation(silent, none, "responsibility") == "agree"


def test_the_third_in_a_month_is_no_count_by_the_month() -> None:
    third = "A van hit a mine near Sorrel on Tuesday. The blast, the third in a month, killed 11 passengers and the driver."
    assert relation(third, "Twelve people died when a van drove over a mine near Sorrel on Tuesday.") == "agree"


def test_women_and_children_alone_are_some_of_the_dead_and_may_be_all_of_them() -> None:
    women = "Ten women and six children died in a raid on Sorrel on Tuesday."
    assert relation("A raid on Sorrel on Tuesday killed 23 people, residents said.", women) == "part"
    assert relation("A raid on Sorrel on Tuesday killed 16 people, residents said.", women) == "agree"
    men = "Ten men, two women and four children died in a raid on Sorrel on Tuesday."
    assert relation("A raid on Sorrel on Tuesday killed 23 people, residents said.", men) == "conflict"


def test_those_in_critical_condition_are_some_of_the_hurt() -> None:
    hurt = "A grenade thrown into a bar in Sorrel wounded 15 people on Tuesday."
    badly = "Eight people were in critical condition after a grenade was thrown into a bar in Sorrel on Tuesday."
    assert relation(hurt, badly, "injured") == "part"


def test_in_total_at_one_place_is_the_whole_of_that_place() -> None:
    both = "Six soldiers and 20 insurgents were killed in fighting at the Sorrel crossing on Tuesday."
    assert relation(both, "Fighting at the Sorrel crossing on Tuesday killed 44 people in total.") == "conflict"
    first = "The first of Tuesday's two bombs in Sorrel, outside a bank, killed nine people."
    assert relation("Tuesday's twin bombings in Sorrel killed 23 people in all, officials said.", first) == "part"


def test_police_and_doctors_of_one_town_are_two_voices() -> None:
    police = "Police in Sorrel put the number of dead in Tuesday's minibus bombing at 9."
    doctors = "Doctors at Sorrel's main hospital said 17 bodies had been brought in after Tuesday's minibus bombing."
    assert relation(police, doctors) == "conflict"


def test_kinds_of_one_class_that_a_report_tells_apart_are_no_rivals() -> None:
    both = "Four police officers, two soldiers and a civilian were killed in an ambush outside Sorrel on Tuesday."
    assert relation(both, "An ambush outside Sorrel on Tuesday killed seven people, among them four police officers.") == "agree"
    assert relation(both, "An ambush outside Sorrel on Tuesday killed 15 people, among them two soldiers.") == "conflict"


def test_some_of_the_drones_downed_are_a_part() -> None:
    all_told = "Air defences downed 46 drones over four regions on Tuesday, the ministry said."
    some = "Eleven of the drones downed on Tuesday were over the Belkov region, its governor said."
    assert relation(all_told, some, "intercepted") == "part"


def test_two_quoted_accounts_of_one_toll_tell_of_one_act() -> None:
    fire = "Israeli fire killed three fishermen off Deir Salim on Tuesday, Palestinian officials said."
    rocket = "A misfired Hamas rocket killed three fishermen off Deir Salim on Tuesday, the Israeli army said."
    assert relation(fire, rocket, "responsibility") == "conflict"


def test_munitions_of_two_kinds_are_set_beside_their_sum_and_not_beside_one_kind() -> None:
    two = "Russian forces launched 12 missiles and 70 drones at the Sorrel region on Tuesday."
    assert relation(two, "Russian forces launched 82 missiles and drones at the Sorrel region on Tuesday.", "fired") == "agree"
    assert (
        relation(two, "Russian forces launched 140 missiles and drones at the Sorrel region on Tuesday.", "fired") == "conflict"
    )


def test_about_a_dozen_bears_thirteen() -> None:
    about = "About a dozen people died in Tuesday's bombing of the Sorrel bakery."
    assert relation(about, "Tuesday's bombing of the Sorrel bakery killed 13 people.") == "agree"
    assert relation(about, "Tuesday's bombing of the Sorrel bakery killed 19 people.") == "conflict"


def test_an_attack_of_another_month_is_no_whole_of_the_news() -> None:
    both = "Six people were killed in a bomb attack on a market in Sorrel on Tuesday. A bombing at the same market in August left 23 dead."
    assert relation(both, "A bomb attack on a market in Sorrel killed six people on Tuesday.") == "agree"
    assert relation(both, "A bomb attack on a market in Sorrel killed 23 people on Tuesday.") == "conflict"


def test_two_accounts_of_who_carried_out_a_massacre_disagree() -> None:
    troops = "The foreign minister said Eritrean troops carried out Tuesday's massacre in Sorrel."
    militia = "A witness said Tuesday's massacre in Sorrel was carried out by Amhara militiamen."
    assert relation(troops, militia, "responsibility") == "conflict"


def test_the_count_of_a_year_beside_the_news_is_no_rival_of_the_news() -> None:
    year = "Two soldiers were killed by a mine in Sorrel on Tuesday, taking to 19 the number of troops killed in the district this year."
    assert relation(year, "A mine in Sorrel killed two soldiers on Tuesday.") == "agree"


def test_more_students_among_the_dead_than_there_were_dead_cannot_be() -> None:
    crash = "A coach crash near Sorrel killed eight people on Tuesday."
    assert relation(crash, "Thirteen students were among the dead in a coach crash near Sorrel on Tuesday.") == "impossible"


def test_two_estimates_that_are_far_apart_are_a_spread() -> None:
    some = "Some 60 people died when a gold mine caved in at Sorrel on Tuesday."
    assert relation(some, "About 100 people died when a gold mine caved in at Sorrel on Tuesday.") == "spread"
