"""A report's claims are sorted into events: the news first, what happened before or elsewhere apart."""

from functools import cache

import pytest

from claims.extraction import understand
from claims.records import Account, Claim, Report


@cache
def account(text: str, title: str = "", published: str = "2021-06-16") -> Account:
    return next(iter(understand([Report("r", text, title=title, published=published)])))


def claim(a: Account, part: str) -> Claim:
    at = a.report.text.index(part)
    return next(c for c in a.claims if c.within == "text" and c.start <= at < c.end and c.kind == "casualties")


def test_one_attack_is_one_event_with_its_day_and_place() -> None:
    a = account("A car bomb killed 12 people in Mosul on Tuesday. Another 30 people were wounded, police said.")
    assert len({c.event.id for c in a.claims if c.kind == "casualties"}) == 1
    e = claim(a, "12 people").event
    assert e.main and e.what == "car bomb" and e.where.startswith("Mosul")
    assert e.start == e.end == "2021-06-15"


def test_an_older_attack_is_background() -> None:
    a = account("A shell killed four people in Mosul on Tuesday. In March 2019, a bombing in Baghdad killed 25 people.")
    assert claim(a, "four people").event.main
    old = claim(a, "25 people").event
    assert not old.main and (old.start or "").startswith("2019-03")


def test_the_news_goes_on_after_an_older_attack() -> None:
    a = account(
        "A shell killed four people in Mosul on Tuesday. In March 2019, a shell killed 25 people. The city was quiet for months. "
        "Seven people were wounded by the shell, a doctor said."
    )
    assert claim(a, "Seven people").event.main


def test_another_town_is_another_event() -> None:
    a = account("An air strike killed nine people in Mosul on Tuesday. In Baghdad, a gunman shot dead two people.")
    assert claim(a, "nine people").event.id != claim(a, "two people").event.id


def test_a_war_in_all_is_never_the_main_event_of_other_news() -> None:
    a = account(
        "An air strike killed nine people in Mosul on Tuesday. More than 40,000 people have been killed since the war began in 2014."
    )
    assert claim(a, "nine people").event.main
    assert not claim(a, "40,000").event.main


def test_an_undated_event_is_news_of_the_days_before() -> None:
    e = claim(account("A car bomb killed 12 people in Mosul."), "12 people").event
    assert (e.end, e.main) == ("2021-06-16", True) and e.start is not None and e.start >= "2021-06-13"


def test_the_same_report_gives_the_same_events() -> None:
    text = "An air strike killed nine people in Mosul on Tuesday. In Baghdad, a gunman shot dead two people."
    first, again = account(text), next(iter(understand([Report("r", text, published="2021-06-16")])))
    assert first.events == again.events


def test_what_is_told_of_long_ago_dates_nothing_told_after_it() -> None:
    a = account(
        "A gas attack killed 90 people in Mosul on Tuesday. It recalls Halabja, where thousands died in 1988. "
        "Another 40 people were treated, doctors said. Twelve bodies lay in a clinic."
    )
    assert claim(a, "90 people").event.start == "2021-06-15"
    assert all((c.event.start or "9") > "2021-06" for c in a.claims if c.start > a.report.text.index("Another 40"))


def test_the_day_on_which_somebody_spoke_is_not_the_day_of_the_event() -> None:
    for text in (
        "The Northern Front on Wednesday claimed a bombing that killed 12 people in Mosul.",
        "The envoy on Wednesday renewed his push to look into reports that shells killed 12 people in Mosul.",
    ):
        e = claim(account(text), "12 people").event
        assert (e.start, e.end) != ("2021-06-16", "2021-06-16"), text
    e = claim(account("The envoy condemned a 9 June attack on Mosul that killed 12 people."), "12 people").event
    assert e.start == e.end == "2021-06-09"


def test_the_day_of_a_picture_is_not_the_day_of_the_event() -> None:
    e = claim(
        account("Jets are seen at a base on June 3, 2021 (Valley Press and Agencies) Raids killed 12 people in Mosul."), "12"
    ).event
    assert e.start != "2021-06-03"


def test_a_separate_attack_without_a_date_is_news_and_a_previous_one_is_not() -> None:
    a = account("A shell killed four people in Mosul on Tuesday. In a separate attack, gunmen killed six people in Baghdad.")
    assert (claim(a, "six people").event.start or "") >= "2021-06-13"
    a = account("A shell killed four people in Mosul on Tuesday. A previous attack in Baghdad killed six people.")
    assert claim(a, "six people").event.start is None


def test_what_was_answered_is_another_event_than_the_answer() -> None:
    a = account(
        "At least 45 people were killed in government air strikes around Homs on Tuesday after rebels fired 20 rockets at the city, a monitor said."
    )
    fired = next(c for c in a.claims if c.measure == "fired")
    assert claim(a, "45 people").event.id != fired.event.id
    assert claim(a, "45 people").event.what == "air strike" and fired.event.what == "rocket fire"


def test_who_fired_first_is_one_event_with_those_who_died_of_it() -> None:
    a = account("Three people were killed after rebels fired 20 rockets at Homs on Tuesday, a monitor said.")
    assert len({c.event.id for c in a.claims}) == 1


def test_a_country_that_acts_is_not_where_it_happened() -> None:
    a = account("Russia struck a village near Homs on Tuesday, killing six people.")
    assert "Russia" not in claim(a, "six people").event.where and "rusi" not in claim(a, "six people").event.places


def test_a_country_that_speaks_or_owns_is_not_where_it_happened() -> None:
    for text in (
        "The United States believes that rebels killed 30 people with sarin on Monday.",
        "U.S. President Laura Dane said the army killed 30 people with sarin on Monday.",
        "A raid by U.S. forces killed 30 people on Monday.",
        "The Security Council in New York met on the gas attack that killed 30 people on Monday.",
        "Rebels killed 30 people with sarin on Monday, which Washington called a war crime.",
    ):
        assert claim(account(text), "30 people").event.where == "", text
    assert claim(account("Storms across the U.S. killed 30 people on Monday."), "30 people").event.where == "U.S."


def test_whose_attack_it_was_is_not_where_it_happened() -> None:
    assert (
        claim(account("Two missiles killed 12 people at the Zan Tolbe base in an attack by Iran."), "12 people").event.where
        == "Zan Tolbe"
    )


def test_a_year_before_the_verb_of_the_sentence_is_the_killings() -> None:
    a = account(
        "Relatives of the 31 miners killed in an explosion at the Brovka colliery in 1998 asked for an inquiry on Tuesday."
    )
    assert (claim(a, "31 miners").event.start or "").startswith("1998")


def test_the_day_of_a_search_is_not_when_they_went_missing() -> None:
    a = account("Divers were searching on Wednesday for 14 sailors whose trawler sank off Samboa on Monday.")
    assert claim(a, "14 sailors").event.start == "2021-06-14"


def test_what_is_tried_years_on_was_in_its_own_year() -> None:
    a = account("Two men were convicted on Tuesday over a 2014 crash near Homs in which 32 people were killed.")
    assert claim(a, "32 people").event.start == "2014-01-01"


def test_until_when_is_counted_is_not_when_it_happened() -> None:
    a = account("By Tuesday the number of fishermen missing since a boat sank off Homs on Monday had grown to 19.")
    assert claim(a, "19").event.start == "2021-06-14"


def test_the_day_of_an_act_is_the_events_and_not_that_of_those_who_died_of_it_later() -> None:
    for text in (
        "Two more miners wounded by Monday's blast in Orvane died on Wednesday.",
        "Six people remained missing on Wednesday after Monday's fire in Orvane.",
    ):
        (event, *_) = account(text, published="2024-03-14").events
        assert event.start == event.end == "2024-03-11"


def test_police_of_one_town_may_speak_of_another() -> None:
    one = account("Police in Aleppo said that a bomb killed six people in Homs on Monday.")
    two = account("Police in Aleppo said that a bomb killed six people on Monday.")
    assert ("Homs" in one.events[0].where, "Aleppo" in two.events[0].where) == (True, True)


def test_a_sentence_takes_its_day_place_and_act_from_the_one_before() -> None:
    e = claim(account("A ferry sank off the island of Samboa on Sunday. Rescuers said 28 people had died."), "28 people").event
    assert (e.start, e.end, e.what, e.where) == ("2021-06-13", "2021-06-13", "crash", "Samboa")


def test_a_dateline_gives_no_sentence_after_it_its_day() -> None:
    e = claim(account("Wed June 16 2021. Nine people were killed in shelling of the town."), "Nine").event
    assert e.start == "2021-06-14"


def test_what_an_anniversary_is_of_was_that_many_years_before() -> None:
    a = account("A rite on Tuesday marked the tenth anniversary of the ferry disaster, in which 77 people died.")
    assert (claim(a, "77 people").event.start or "")[:7] == "2011-06"
    b = account("The town paused on Monday to remember the 193 people killed in the bombings 20 years ago.")
    assert (claim(b, "193 people").event.end or "") < "2002"


def test_the_day_on_which_a_toll_stood_there_is_not_the_events() -> None:
    e = claim(account("The toll from the wildfire near Sierra Blanca remained at six on Wednesday."), "six").event
    assert e.start == "2021-06-14"


def test_a_jet_that_crashed_is_no_air_strike() -> None:
    e = claim(account("A passenger jet crashed near Mosul on Tuesday, killing 12 people."), "12 people").event
    assert e.what == "crash"


def test_a_figure_of_another_day_is_of_another_event_in_the_same_place() -> None:
    a = account(
        "The attack on Tuesday on the army post at Homs killed 14 soldiers. Last week 20 soldiers died in an ambush near the post."
    )
    assert claim(a, "14 soldiers").event.id != claim(a, "20 soldiers").event.id


def test_a_toll_told_days_on_is_of_the_day_so_many_days_before() -> None:
    e = claim(account("The death toll from the blast in Homs stands at 158 five days on, police said."), "158").event
    assert (e.start or "") <= "2021-06-11" <= (e.end or "")


def test_a_weekday_is_no_part_of_a_places_name() -> None:
    assert claim(account("Tuesday's Beirut port explosion killed 113 people."), "113").event.where == "Beirut"


def test_one_year_since_is_an_anniversary() -> None:
    a = account("Lebanon on Wednesday marked one year since the port explosion, which killed more than 200 people.")
    assert (claim(a, "200 people").event.start or "").startswith("2020-06")


def test_the_place_and_the_day_may_be_told_before_the_count() -> None:
    a = account("A bomb exploded in a market in Mosul on Tuesday. Police closed the street. Fourteen people were killed.")
    e = claim(a, "Fourteen people").event
    assert e.what == "bombing" and e.where.startswith("Mosul") and e.start == e.end == "2021-06-15"


def test_each_count_is_about_what_was_told_last_before_it() -> None:
    a = account(
        "A bomb went off in Mosul on Monday. Three people were killed. On Tuesday a gunman opened fire at a mosque in Basra. "
        "Five people were killed."
    )
    first, second = claim(a, "Three people").event, claim(a, "Five people").event
    assert first.where.startswith("Mosul") and first.end == "2021-06-14"
    assert second.where.startswith("Basra") and second.end == "2021-06-15"


def test_what_a_claims_own_sentence_tells_is_not_overruled() -> None:
    a = account("A flood hit Basra on Monday. In Mosul, a bomb killed three people on Tuesday.")
    e = claim(a, "three people").event
    assert e.where.startswith("Mosul") and e.what == "bombing" and e.start == "2021-06-15"


def test_two_attacks_told_each_with_its_day_are_two_events() -> None:
    a = account(
        "A bomb killed six people in Mosul on Tuesday. The attack comes after a blast on Saturday near Mosul that hit buses and killed 126 people."
    )
    news, before = claim(a, "six people").event, claim(a, "126 people").event
    assert news.id != before.id and news.start == "2021-06-15" and before.start == "2021-06-12"


def test_bodies_found_days_later_are_of_the_same_event() -> None:
    a = account(
        "An earthquake hit Mosul on Saturday, killing 12 people. On Tuesday the number of dead from the earthquake stood at 31."
    )
    assert claim(a, "12 people").event.id == claim(a, "31").event.id


def test_a_friend_of_mine_is_no_mine() -> None:
    a = account("He is an old friend of mine in Mosul, the mayor said on Monday. Two people died.")
    assert claim(a, "Two people").event.what == ""
    b = account("A bus hit a mine near Mosul on Monday. Two people died.")
    assert claim(b, "Two people").event.what == "bombing"


def test_how_things_stand_is_no_scene_of_another_act() -> None:
    a = account(
        "Rockets with chlorine hit Douma on Tuesday, killing 12 people. Troops are on a wide offensive around Damascus. "
        "At least 40 people have been confirmed dead, a doctor said."
    )
    assert claim(a, "40 people").event.id == claim(a, "12 people").event.id


def test_what_is_left_some_days_after_an_act_is_of_that_acts_day() -> None:
    left = "Twelve people were still missing on 18 June 2021, three days after a dyke broke above Orvane."
    assert claim(account(left, published="2021-06-18"), "Twelve").event.start == "2021-06-15"
    shot = "Twelve people were shot dead on 18 June 2021, three days after a raid on Orvane."
    assert claim(account(shot, published="2021-06-18"), "Twelve").event.start == "2021-06-18"
    gone = "Twelve people went missing on 18 June 2021, three days after a dyke broke above Orvane."
    assert claim(account(gone, published="2021-06-18"), "Twelve").event.start == "2021-06-18"


def test_when_it_struck_is_when_it_killed() -> None:
    a = account("The quake that struck the Hawaiian town of Lahanui on May 8 killed 115 people, the county said on Tuesday.")
    assert claim(a, "115 people").event.start == "2021-05-08"
    assert (
        "united states" in " ".join(claim(a, "115 people").event.places) or "unitad statas" in claim(a, "115 people").event.places
    )


def test_the_city_is_the_one_told_last() -> None:
    a = account(
        "A bomb killed nine people in Mosul on Tuesday. The city has often been hit by rockets, which killed 40 people last year."
    )
    assert claim(a, "40 people").event.where.startswith("Mosul")
    assert not claim(a, "40 people").event.main


def test_the_day_on_which_it_was_claimed_keeps_no_claim_from_the_events_own() -> None:
    a = account(
        "The Red Column on Tuesday claimed responsibility for a suicide bombing that killed more than 30 fighters. "
        "The blast on Sunday night struck a border post near Mosul. The bomb killed 32 fighters, a monitor said."
    )
    assert claim(a, "32 fighters").event.id == claim(a, "30 fighters").event.id


def test_days_earlier_are_counted_from_the_day_on_which_somebody_spoke() -> None:
    text = "Police said on 14 June 2021 that 17 people were hurt two days earlier in Orvane."
    e = claim(account(text), "17").event
    assert (e.start, e.end) == ("2021-06-12", "2021-06-12")


def test_who_else_speaks_tells_of_no_other_act() -> None:
    told = "A shell killed nine people in Mosul on Tuesday, a monitor said. {} said that 20 people were wounded in the market."
    for voice in ("Another group", "Other residents", "Another local activist"):
        a = account(told.format(voice))
        assert claim(a, "20 people").event.id == claim(a, "nine people").event.id, voice


def test_a_count_smaller_than_what_its_speaker_just_counted_is_no_wars_toll() -> None:
    told = (
        "At least 60,000 people have died in government jails since 2011, the Harbour Watch said. "
        "The Harbour Watch said it had verified the deaths of {} people since the start of the uprising."
    )
    assert claim(account(told.format("14,000")), "14,000").event.what == "custody"
    assert claim(account(told.format("300,000")), "300,000").event.what == "war"


def test_what_is_told_of_another_decade_is_no_scene() -> None:
    a = account(
        "The state has a troubled history, exploding in the riots of Mosul in the 1970s. Two people died, the mayor said."
    )
    assert (claim(a, "Two people").event.what, claim(a, "Two people").event.where) == ("", "")


def test_a_day_earlier_is_counted_from_the_day_told_before() -> None:
    a = account(
        "A coach left the road near Mosul on Sunday, injuring 31 passengers. A day earlier nine people had been hurt in a fire."
    )
    other = claim(a, "nine people").event
    assert other.id != claim(a, "31 passengers").event.id
    assert other.start == other.end == "2021-06-12"


def test_the_day_before_is_no_day_of_whoever_spoke() -> None:
    a = account("The army conceded on Tuesday that 12 of its men had been taken prisoner at Mosul the day before.")
    assert claim(a, "12 of its men").event.start == claim(a, "12 of its men").event.end == "2021-06-14"


def test_what_is_marked_is_years_ago() -> None:
    a = account("Crowds met in Mosul on Tuesday to mark two years since a suicide bomber struck a wedding, killing 63 people.")
    assert (claim(a, "63 people").event.end or "") < "2019-07"


def test_bodies_found_later_are_of_the_day_it_happened() -> None:
    for told in (
        "Another 19 bodies were pulled overnight from the factory that caved in at Sabar on Sunday.",
        "Five more people were found dead on Tuesday in the flooded cellars of Sabar, where the river burst its banks on Sunday.",
    ):
        (c,) = account(told).claims
        assert c.event.start == c.event.end == "2021-06-13", told


def test_the_day_on_which_a_toll_was_changed_or_stood_is_not_the_events() -> None:
    c = claim(account("Officials on Tuesday raised the number injured in Sunday's blast in Sabar to 100."), "100")
    assert c.event.start == "2021-06-13"
    told = "The number of people killed in Sabar by air strikes since June 10 reached 188 on Tuesday."
    assert claim(account(told), "188").event.start == "2021-06-10"


def test_a_van_driven_into_a_crowd_and_fires_that_race_are_kinds_of_events() -> None:
    assert account("A van ploughed into pedestrians in Sabar on Sunday, injuring 32.").events[0].what == "ramming"
    assert account("Fire raced through a tower in Sabar on Sunday, killing six.").events[0].what == "fire"


@pytest.mark.parametrize(
    ("told", "what"),
    [
        ("a hillside collapsed on the hamlet of Samboa", "landslide"),
        ("a slope above Samboa gave way", "landslide"),
        ("heavy rain brought a hillside down on Samboa", "landslide"),
        ("a hotel burned down in Samboa", "fire"),
        ("flames tore through a dormitory in Samboa", "fire"),
        ("fourteen were trapped by the fire in Samboa", "fire"),
        ("a trawler went down off Samboa", "crash"),
        ("a freighter foundered off Samboa", "crash"),
        ("a slab of snow broke loose above Samboa", "landslide"),
        ("days of rain turned streets in Samboa to rivers", "storm"),
        ("inmates broke out of the Samboa jail", "jailbreak"),
        ("gunmen on motorbikes led a raid on Samboa", "shooting"),
        ("lava reached the edge of Samboa", "eruption"),
        ("a raid by warplanes and gunmen hit Samboa", "air strike"),
    ],
)
def test_disasters_told_without_their_usual_word(told: str, what: str) -> None:
    a = account(f"Twelve people died on Monday when {told}, officials said.")
    assert claim(a, "Twelve people").event.what == what


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "Clashes in Orvane have displaced 800 people, the mayor said on Monday, five days after the first huts were burnt.",
            "2021-06-09",
        ),
        ("By noon on Monday 26 people were known to have died in the Orvane quake, two days after the 6.4 shock.", "2021-06-12"),
        ("Some 900 people had been forced to leave Orvane by last Friday, the day the siege ended.", "2021-06-11"),
        ("Eight of last week's air strikes hit Orvane, all of them on Thursday.", "2021-06-10"),
        ("Orvane buried 18 of its people on Monday, the day after gunmen attacked the market.", "2021-06-13"),
        ("August's heat killed 190 people in Orvane, doctors reckon in a study out on Monday.", "2020-08-01"),
        ("Nine died in Orvane on Friday, two days after a truce.", "2021-06-11"),
    ],
)
def test_the_day_of_the_act_is_told_from_the_day_of_the_word(text: str, day: str) -> None:
    assert account(text).claims[0].event.start == day


def test_a_count_over_the_whole_land_is_of_no_single_act() -> None:
    a = account(
        "A car bomb at a checkpoint in Mosul killed four soldiers on Tuesday evening. "
        "Violence across the country claimed the lives of 118 people on Tuesday, the group said."
    )
    assert claim(a, "four soldiers").event.id != claim(a, "118 people").event.id


def test_an_ambush_of_its_own_day_and_place_sets_the_scene() -> None:
    a = account(
        "A bomb killed two people in Mosul on Monday. Police closed the road.\n\n"
        "Ten people died when mortar shells hit the Dora district of Baghdad on Tuesday. Shops were closed.\n\n"
        "The two sides are furthest apart over Tuesday's ambush near the town of Tel Hazar. Rebels say 40 soldiers died. The army acknowledges three dead."
    )
    assert claim(a, "40 soldiers").event.where.startswith("Tel Hazar")
    assert claim(a, "three dead").event.id == claim(a, "40 soldiers").event.id != claim(a, "Ten people").event.id


def test_a_road_into_a_town_tells_where() -> None:
    a = account("A car bomb at an army checkpoint on the road into Kelvat al-Sur killed four soldiers on Tuesday.")
    assert claim(a, "four soldiers").event.where == "Kelvat al-Sur"


def test_who_died_later_is_counted_with_the_day_of_the_disaster() -> None:
    a = account("Two of the injured died on Tuesday, bringing to 13 the number killed when a hall caved in on Sunday in Onitsha.")
    assert {c.event.start for c in a.claims if c.event} == {"2021-06-13"}


def test_where_the_hurt_were_moved_is_not_where_it_burned_and_a_tank_fire_is_no_shelling() -> None:
    a = account(
        "Two further patients, who had been moved to Karbala with burns, died of the oxygen-tank fire in a ward in Hilla."
    )
    assert [(c.event.what, c.event.where) for c in a.claims if c.event] == [("fire", "Hilla")]


@pytest.mark.parametrize("why", ["because of the swollen Taquari", "as the river broke its banks", "as rising waters neared"])
def test_what_a_river_does_is_a_flood(why: str) -> None:
    a = account(f"In Lajeado, 8,000 residents had to leave their houses {why}.")
    assert [c.event.what for c in a.claims if c.event] == ["flood"]


def test_a_fire_in_a_named_hospital_is_in_its_town() -> None:
    a = account("A fire in the Ibn Hayan hospital in Hilla killed 28 patients on Monday.")
    assert "Hilla" in claim(a, "28").event.where


def test_a_count_until_today_is_since_it_began() -> None:
    a = account("The charity counted 57 cholera deaths in Onitsha from the start of March until today.")
    assert (a.claims[0].scope, a.claims[0].event.start) == ("cumulative", "2021-03-01")


def test_the_adjective_of_a_land_in_a_bodys_name_is_no_place() -> None:
    a = account("The South African road agency said nine people were killed near Delmas on Monday.")
    assert a.claims[0].event.where == "Delmas"
