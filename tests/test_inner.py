"""What one report counts within its own whole toll says nothing against another report's whole."""

from __future__ import annotations

from typing import Any

from benchmarks import pairs

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
