"""Places are found offline, spellings of one name are folded, and words that only look like names are no places."""

import pytest

from claims import gazetteer, places


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Khan Sheikhun", "Khan Shaykhun"),
        ("Khan Sheikhoun", "Khan Shaykhun"),
        ("al-Qusayr", "Qusayr"),
        ("Deir ez-Zor", "Deir Ezzor"),
        ("Deir ez-Zor", "Dayr az-Zawr"),
        ("Kafr Nabouda", "Kafr Nabuda"),
    ],
)
def test_spellings_of_one_name_fold_together(a: str, b: str) -> None:
    assert gazetteer.fold_place(a) == gazetteer.fold_place(b)


def test_other_names_stay_apart() -> None:
    assert len({gazetteer.fold_place(n) for n in ("Homs", "Hama", "Mosul", "Kabul", "Aden")}) == 5


def test_a_town_brings_its_country() -> None:
    (m,) = places.find("A shell hit a bakery in Mosul.")
    assert (m.name, m.rank) == ("Mosul", 1)
    assert m.place_id is not None and gazetteer.coordinates(m.place_id) is not None
    assert m.chain[-1] == gazetteer.fold_place("Iraq")


def test_an_unknown_place_is_told_by_the_words_around_it() -> None:
    (m,) = places.find("Two people died in the village of Ostrelka.")
    assert (m.name, m.place_id, m.rank) == ("Ostrelka", None, 0)


def test_the_other_places_of_a_text_settle_a_namesake() -> None:
    found = places.find("Police in Birmingham, Alabama, said a man was shot. He was from Montgomery.")
    assert all(m.chain[-1] == gazetteer.fold_place("United States") for m in found)


@pytest.mark.parametrize(
    "text",
    [
        "Police were called when a Mobile phone rang on Monday.",
        "At least two died in rebel-held and Regime-held areas.",
        "In Kurdish-run districts nobody was hurt.",
        "A car of Reading glasses was found.",
        "A Thai charity fed the crews in Thai waters.",
    ],
)
def test_common_words_are_no_places(text: str) -> None:
    assert places.find(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("President Barack Obama spoke in Cleveland. Later Obama flew to Houston.", ["Cleveland", "Houston"]),
        ("Jackson was pronounced dead in Cedar Rapids. Jackson had two sons.", ["Cedar Rapids"]),
        ("Hillary Clinton said so. She won in Clinton, Iowa.", ["Clinton", "Iowa"]),
        ("Damascus said that a blast hit a market in Damascus.", ["Damascus", "Damascus"]),
        ("The White House said so. More shells fell on Aleppo. Sheriff's Office officials came.", ["Aleppo"]),
    ],
)
def test_people_and_offices_are_no_places(text: str, names: list[str]) -> None:
    assert [m.name for m in places.find(text)] == names


def test_a_lost_apostrophe_does_not_make_another_place() -> None:
    (m,) = places.find("Shells fell near Mosuls old bridge.")
    assert m.name == "Mosul"


def test_mentions_lie_where_they_say() -> None:
    text = "From Kabul to Kandahar, Afghanistan's roads were shelled."
    for m in places.find(text):
        assert text[m.start : m.end] == m.name


def test_two_towns_of_different_lands_side_by_side_are_one_name() -> None:
    found = places.find("A shooting in Orland Falls killed two people.")
    assert [(m.name, m.place_id, m.rank) for m in found] == [("Orland Falls", None, 0)]
    assert len(places.find("A bomb went off near Orland, Illinois, and Paterson, New Jersey.")) >= 2


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("An air strike on Halmat killed 30 people.", ["Halmat"]),
        ("The shelling of Tarsin on Tuesday killed nine.", ["Tarsin"]),
        ("A rocket attack on Upper Benna left two dead.", ["Upper Benna"]),
        ("Two residents of Halmat, a hill village in the north, died.", ["Halmat"]),
        ("In the provincial capital, Upper Benna, 40 died.", ["Upper Benna"]),
        ("Two relatives of Halmat, a teacher in the north, died.", []),
        ("Forty died in the March attack on Halmat.", ["Halmat"]),
        ("Some 4,000 people have left Halmat since Monday.", ["Halmat"]),
        ("Some 4,000 were uprooted from Halmat.", ["Halmat"]),
        ("More bodies were found in the ashes of Halmat.", ["Halmat"]),
        ("The toll of the Halmat ferry disaster was cut.", ["Halmat"]),
        ("The quake in the High Sarro killed 40.", ["High Sarro"]),
        ("A man died on the way to the High Court.", []),
        ("Two died in New Ramgarh, near the new bridge.", ["New Ramgarh"]),
        ("A raid on Ashfall positions killed two.", []),
        ("Another attack on Danner came from the left.", []),
    ],
)
def test_what_falls_on_a_name_makes_it_a_place(text: str, names: list[str]) -> None:
    assert [m.name for m in places.find(text)] == names


def test_a_province_that_no_gazetteer_has_is_wider_than_a_town() -> None:
    assert {m.name: m.rank for m in places.find("Floods hit the village of Tolmec in Sindara province.")} == {
        "Tolmec": 0,
        "Sindara": 2,
    }


@pytest.mark.parametrize(
    ("text", "name", "chain"),
    [
        ("Militants killed 40 people in Borno state.", "Borno", ("burnu", "nigari")),
        ("Militants killed 40 people in Borno on Monday.", "Borno", ("burnu", "nigari")),
        ("Floods in Kerala killed 40.", "Kerala", ("karal", "indi")),
        ("A cyclone crossed Mozambique's Cabo Delgado province.", "Cabo Delgado", ("cabu dalgadu", "muzambiku")),
        ("Raids hit Barkin Dutse, Plateau State, in Nigeria.", "Plateau", ("platau", "nigari")),
    ],
)
def test_a_province_is_known_where_the_words_around_say_so(text: str, name: str, chain: tuple[str, ...]) -> None:
    found = next(m for m in places.find(text) if m.name == name)
    assert (found.rank, found.chain) == (2, chain)
    assert (found.place_id or "").startswith("iso:")


def test_a_province_behind_a_comma_says_which_town() -> None:
    assert places.find("A mill burned in Hyderabad, Sindh.")[0].chain == ("hidarabad", "pakistan")
    assert places.find("A mill burned in Hyderabad, India.")[0].chain == ("hidarabad", "indi")


def test_two_towns_of_two_lands_in_a_row_are_one_unknown_name() -> None:
    assert [(m.name, m.rank) for m in places.find("It hit the town of Tanjong Sari.")] == [("Tanjong Sari", 0)]
    assert not [m for m in places.find("Selat province includes Tanjong Sari.") if m.name == "Sari"]


def test_what_a_district_is_of_is_wider_than_the_district() -> None:
    assert [m.rank for m in places.find("Floods hit Belvar district of Ostrand.")] == [0, 2]
    assert [m.rank for m in places.find("Thousands fled the North Belvar town of Ostrand.")][-1] == 0


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Bombs outside two mosques in the Lebanese city of Tripoli killed 42.", ("tripul", "labanun")),
        ("Five men were shot dead in the Libyan capital Tripoli.", ("tripul", "libi")),
        ("Gunmen raided the northern Indian city of Hyderabad.", ("hidarabad", "indi")),
        ("Gunmen raided a village near Hyderabad in Pakistan.", ("hidarabad", "pakistan")),
        ("A fire in Rio de Janeiro killed two.", ("riu janiru", "brazil")),
    ],
)
def test_a_country_told_beside_a_town_says_which_town(text: str, chain: tuple[str, ...]) -> None:
    assert chain in [m.chain for m in places.find(text)]


def test_an_adjective_before_what_is_no_ground_is_no_place() -> None:
    assert not places.find("Syrian troops and Russian jets fought a Turkish patrol.")


def test_an_adjective_in_capitals_stops_no_reading() -> None:
    assert [m.name for m in places.find("A raid on the SYRIAN town of Idlib killed two.")][-1:] == ["Idlib"]


def test_a_province_that_bears_its_capitals_name_is_no_town() -> None:
    assert [m.rank for m in places.find("Raids across Idlib province killed two in Idlib.")] == [2, 1]


def test_what_a_town_owns_is_not_a_part_of_its_name() -> None:
    assert [m.name for m in places.find("A fire at Corvale's Carden Tower killed six.")] == ["Corvale"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A ferry sank off Port Selwyn on Monday.", ["Port Selwyn"]),
        ("A ferry sank off the coast of Port Selwyn.", ["Port Selwyn"]),
        ("Port Selwyn was shelled on Monday.", ["Port Selwyn"]),
        ("A trawler sank off Port Kelly.", ["Port Kelly"]),  # Kelly alone is a town elsewhere
        ("A trawler sank off Cape Verdon on Monday.", ["Cape Verdon"]),
        ("The port of Selwyn was shelled on Monday.", ["Selwyn"]),
        ("Port Authority police closed the road.", []),
    ],
)
def test_what_opens_a_name_is_a_part_of_it(text: str, names: list[str]) -> None:
    assert [m.name for m in places.find(text)] == names


def test_what_lies_off_or_beside_a_place_is_told_by_it() -> None:
    assert [m.name for m in places.find("A dinghy sank south of Gran Belmar on Monday.")] == ["Gran Belmar"]
    assert [m.name for m in places.find("A boat went down off Tilos Rock.")] == ["Tilos Rock"]


def test_what_something_befell_is_a_place() -> None:
    assert [m.name for m in places.find("Al Jubah was hit by 95 air strikes.")] == ["Al Jubah"]
    assert "Renk" in [m.name for m in places.find("The Nile flooded Renk, South Sudan, on Wednesday.")]
    assert not places.find("Raids hit Northern Guard positions.")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Nine men are missing at the Brovka colliery.", ["Brovka"]),
        ("Nine men died in the Brovka mine disaster.", ["Brovka"]),
        ("Sixty were burned in the Brovka paint factory explosion.", ["Brovka"]),
        ("Thirty pupils were taken in a raid on the Zan Tolbe boarding school.", ["Zan Tolbe"]),
        ("Police caught fugitives from the Brovka jailbreak.", ["Brovka"]),
        ("The Brovka floods uprooted 4,000 people.", ["Brovka"]),
        ("Villages along the lower Ombril were emptied.", ["Ombril"]),
        ("Villages on the banks of the Ombril were emptied.", ["Ombril"]),
        ("The Ombril burst its banks on Sunday.", ["Ombril"]),
        ("The River Ombril rose on Sunday.", ["Ombril"]),
        ("Floods along the Ombril displaced 4,000 people.", ["Ombril"]),
        ("Guards detained smugglers in the Brovka hills.", ["Brovka"]),
        ("Snow broke loose above Brovka on Monday.", ["Brovka"]),
        ("Rebels hid in tunnels under Fort Brovka when the fort fell.", ["Fort Brovka"]),
        ("The National Guard base was hit.", []),
        ("A UNICEF primary school was hit.", []),
        ("A Kenyan prison was hit.", []),
        ("The Saleh family fire killed four.", []),
        ("They marched along the Red Line.", []),
    ],
)
def test_sites_waters_and_disasters_bear_the_name_of_a_place(text: str, names: list[str]) -> None:
    assert [m.name for m in places.find(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The shelling of the Corvale coke plant killed four.", ["Corvale"]),
        ("A blast outside the Corvale courthouse killed two.", ["Corvale"]),
        ("Troops took 120 prisoners on the Corvale front on Monday.", ["Corvale"]),
        ("Ten died when men on motorbikes attacked Tolmec Bora on Saturday.", ["Tolmec Bora"]),
        ("Gunmen encircled Corvale on Sunday and shot nine people.", ["Corvale"]),
        ("Soldiers who entered Corvale on Tuesday killed nine.", ["Corvale"]),
        ("Their truck broke down close to Corvale the day before.", ["Corvale"]),
        ("Some 900 people had been forced to leave Corvale by Sunday.", ["Corvale"]),
        ("The heat killed nine in the canton of Corvale.", ["Corvale"]),
        ("The dead of Corvale were laid out on Saturday.", ["Corvale"]),
        ("Fans attacked Corvale, a singer.", []),
        ("Gunmen attacked Norvian troops.", []),
        ("He was forced to leave Parliament on Monday.", []),
        ("The Corvale Front fighters said so.", []),
    ],
)
def test_who_comes_or_leaves_tells_a_place(text: str, names: list[str]) -> None:
    assert [m.name for m in places.find(text)] == names


def test_a_name_with_an_article_may_begin_a_sentence() -> None:
    assert [p.name for p in places.find("In al-Bab, rockets killed three.")] == ["al-Bab"]
    assert [p.name for p in places.find("In as-Sukari, rockets killed three.")] == ["as-Sukari"]
    assert [p.name for p in places.find("Rockets fell on the town of Maarat al-Numan.")] == ["Maarat al-Numan"]


def test_a_town_that_was_struck_is_a_place() -> None:
    assert [m.name for m in places.find("Aircraft struck Khan Younis 12 times.")] == ["Khan Younis"]


def test_the_towns_of_a_short_text_are_known_where_each_is_large_or_its_country_is_named() -> None:
    assert places.towns("A bomb went off in Kirkuk.") == places.towns("In Kirkuk, Iraq, a bomb went off.") != ()
    assert places.towns("Ethiopian troops held prisoners in Lalibela on Sunday.") != ()
    assert places.towns("Troops held prisoners in Lalibela on Sunday.") == ()
    assert places.towns("Troops left Kirkuk for the village of Tel Hazar.") == ()


def test_a_quarter_of_a_city_is_no_town_of_its_name() -> None:
    assert [(m.name, m.place_id is None) for m in places.find("Two men were shot in Chicago's Englewood neighborhood.")] == [
        ("Chicago", False),
        ("Englewood", True),
    ]


def test_one_of_the_districts_of_a_province_is_a_place_in_it() -> None:
    assert [m.name for m in places.find("Velmark, one of the districts of Karnali province, lost 52.")] == ["Velmark", "Karnali"]


def test_states_in_short_tell_towns_of_one_name_apart() -> None:
    one, two = (places.find(f"A man was shot in Springfield, {state} on Sunday.") for state in ("Ill.,", "Mass.,"))
    assert one[0].place_id != two[0].place_id and (one[1].name, two[1].name) == ("Illinois", "Massachusetts")


def test_a_street_is_no_town_of_its_name() -> None:
    assert [m.name for m in places.find("He was shot on South Yakima Avenue in Tacoma.")] == ["Tacoma"]
