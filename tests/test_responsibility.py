"""Who is said to have done it, by whom, and who denies it."""

from __future__ import annotations

import pytest

from claims import actors, parsing, responsibility
from claims.extraction import understand
from claims.records import Report


def said(text: str) -> set[tuple[str, str | None]]:
    account = next(iter(understand([Report("r", text, published="2024-03-13")])))
    return {(c.measure, actors.fold(c.actor) if c.actor else None) for c in account.claims if c.kind == "responsibility"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Free Valley Front claimed responsibility for the bombing of the barracks.", ("claimed", "free valley front")),
        ("White Heron took responsibility in a video for the bombing of the barracks.", ("claimed", "white heron")),
        ("White Heron took responsibility for gunning down two judges in Orvane.", ("claimed", "white heron")),
        ("The Sahel branch of al-Qaeda said its fighters had carried out the raid on a post.", ("claimed", "al-Qaeda")),
        ("The office accused the Dale separatists of the assassination of a mayor.", ("blamed", "dale separatists")),
        (
            "A spokesman for the Dale separatists said the group had nothing to do with the assassination of a mayor.",
            ("denied", "dale separatists"),
        ),
        ("The Army of the Dawn said it planted the bomb in the cinema.", ("claimed", "dawn")),
        ("Survivors said soldiers of the Northern Command had massacred villagers.", ("blamed", "northern command")),
        ("The Cobra cartel is the main suspect in the killing of a radio host.", ("suspected", "cobra cartel")),
        ("Nobody has yet said they carried out the bombing of a tax office.", ("unclaimed", None)),
        ("Who was behind the poisoning of a well in Orvane is still unknown.", ("unclaimed", None)),
        ("No group has taken responsibility for the poisoning of a well in Orvane.", ("unclaimed", None)),
        ("Boko Haram fighters burned down a church in Orvane.", ("blamed", "Boko Haram")),
        ("The Kremlin said Russia was not involved in the explosion at the dam.", ("denied", "Russia")),
        ("The landmine blast near Orvane was blamed on Maoists.", ("blamed", "maoists")),
        ("The siege was claimed by the Somali Islamist group al-Shabaab.", ("claimed", "al-Shabaab")),
        ("The attack was blamed on the banned separatist group Baloch Dawn.", ("blamed", "baloch dawn")),
        ("The rebel group Thursday claimed responsibility for the bombing.", ("claimed", "rebels")),
        ("Israel said it had no connection to the explosions in Orvane.", ("denied", "Israel")),
        ("It is not known who carried out the shooting at a barbershop.", ("unclaimed", None)),
        ("The gunmen in the shooting fled, and no group has claimed it.", ("unclaimed", None)),
        ("Drug traffickers are suspected of the murder of a mayor.", ("suspected", "drug traffickers")),
        ("The Eastern Alliance claimed it had shot down a helicopter.", ("claimed", "eastern alliance")),
        ("Tamil Tiger rebels said they sank a patrol boat.", ("claimed", "tamil tiger rebels")),
        ("Gunmen from the Islamist group JNIM attacked a church in Orvane.", ("blamed", "JNIM")),
        ("JNIM said it attacked a church in Orvane.", ("claimed", "JNIM")),
        ("The rebels said they did not blow up the bridge at Orvane.", ("denied", "rebels")),
        ("Islamic State said it had carried out the attack on the barracks in Dar Sulem.", ("claimed", "Islamic State")),
        ("No group has claimed responsibility for the attack on the bus.", ("unclaimed", None)),
        ("The president blamed the Sons of Arvand for the bombing in Orvane.", ("blamed", "sons arvand")),
        ("The Crescent Column shelled the clinic in Orvane.", ("blamed", "crescent column")),
        ("Investigators suspect the Sons of Arvand of Monday's bombing in Orvane.", ("suspected", "sons arvand")),
        ("There was no claim of responsibility for the blast in Orvane.", ("unclaimed", None)),
        ("It was not immediately clear who was behind the bombing in Dar Sulem.", ("unclaimed", None)),
        ("The government blamed the Houthis for the missile attack.", ("blamed", "Houthis")),
        ("Officials accused Boko Haram of killing 12 farmers near Orvane.", ("blamed", "Boko Haram")),
        ("Army helicopters bombed a market in Dar Sulem, killing 19 people.", ("blamed", "government")),
        ("Nine people were killed in shelling by the rebels, residents said.", ("blamed", "rebels")),
        ("Residents in Syria said that Syrian warplanes bombed the market.", ("blamed", "Syrian government")),
        ("The Syrian army said that Syrian warplanes bombed a camp.", ("claimed", "Syrian government")),
        ("Militants from the Northern Guard fired shells on the Hadi quarter.", ("blamed", "northern guard")),
        ("Russian air strikes killed seven people in the town of Orvane.", ("blamed", "Russia")),
        ("The Taliban denied carrying out the bombing of the mosque.", ("denied", "Taliban")),
        ("Israel said it had not bombed the hospital in Dar Sulem.", ("denied", "Israel")),
        ("Hamas is suspected to be behind the rocket fire.", ("suspected", "Hamas")),
        ("The Rapid Support Forces called the accusations baseless.", ("denied", "Rapid Support Forces")),
        ("Moscow dismissed the allegations of shelling as propaganda.", ("denied", "Russia")),
        ("Kyiv insists that the strike on the depot was not its doing.", ("denied", "Ukraine")),
        ("The Houthis said they had nothing to do with the blast.", ("denied", "Houthis")),
        ("Government denials of the gas attack convinced nobody.", ("denied", "government")),
        ("The RSF said the village was empty and accused the military of shelling it.", ("blamed", "government")),
        ("Hotel staff were killed by a paramilitary drone strike.", ("blamed", "paramilitary")),
        ("State media blamed the deaths on rebel landmines.", ("blamed", "rebels")),
        ("A newspaper suggested that the blast was the work of Israeli agents.", ("suspected", "Israel")),
        ("The missile came from an area held by the Western Front, a rights group said.", ("suspected", "western front")),
        ("Inspectors said it was too early to say who was responsible for the blast.", ("unclaimed", None)),
        (
            "The shells were fired by the Dale Brigades, an accusation the group rejected as baseless.",
            ("denied", "dale brigades"),
        ),
        ("Boko Haram took the town in May. On Friday the group killed nine farmers.", ("blamed", "Boko Haram")),
        ("The army spokesman said the report of a massacre was false.", ("denied", "government")),
        ("Moscow said it had hit depots only and dismissed reports of dead civilians as lies.", ("denied", "Russia")),
        ("Rwanda, which its neighbour accuses of arming the fighters, denied the charge.", ("denied", "Rwanda")),
        ("The ministry denied that soldiers had fired on the crowd.", ("denied", "soldiers")),
        ("The ministry insisted that neither Russian nor Syrian planes carried out any raids there.", ("denied", "Russia")),
        ("Houthi warplanes carried out 18 raids on the port, a news agency said, killing six people.", ("blamed", "Houthis")),
        ("Northern Guard fighters took 20 villagers hostage.", ("blamed", "northern guard")),
        ("Artillery fire from army positions struck the camp.", ("blamed", "government")),
        ("Gang members set fire to homes in the port.", ("blamed", "gang")),
        ("Officers found that troops had executed 40 prisoners.", ("blamed", "troops")),
        ("Government and opposition forces have both denied shelling the clinic.", ("denied", "rebels")),
        ("Government and opposition forces have both denied shelling the clinic.", ("denied", "government")),
        ("Baghdad was hit by a bombing that bears the hallmarks of Islamic State.", ("suspected", "Islamic State")),
        ("The NFRM said on Friday that it carried out the attack on the depot.", ("claimed", "nfrm")),
        ("White Heron claimed Friday's car bomb in Dursa.", ("claimed", "white heron")),
        ("White Heron said its fighters carried out the attack on the depot.", ("claimed", "white heron")),
        ("Officials blamed White Heron for the attack on the depot.", ("blamed", "white heron")),
        ("The Taliban released a video showing the execution of two guards.", ("claimed", "Taliban")),
        ("The US-led coalition acknowledged the deaths of nine civilians in its strikes.", ("claimed", "US-led coalition")),
        ("Nine people were wounded by missiles fired from an army warplane.", ("blamed", "government")),
        ("The region has faced a spate of rocket attacks from Boko Haram.", ("blamed", "Boko Haram")),
        ("Elsewhere in the province rebels attacked a checkpoint killing six people.", ("blamed", "rebels")),
        ("Three people died in attacks carried out by forces of the Ethiopian army.", ("blamed", "Ethiopian army")),
        ("IS has regularly targeted the town with car bombs.", ("blamed", "Islamic State")),
        ("Officials kept blaming the May 3 gas attack on rebel forces.", ("blamed", "rebels")),
        ("Russia was on Monday accused of dropping bombs on the town.", ("blamed", "Russia")),
        ("The Houthis and the Taliban blamed each other for the raid.", ("blamed", "Taliban")),
        ("The Houthis and the Taliban blamed each other for the raid.", ("blamed", "Houthis")),
        ("Damascus denied responsibility and blamed rebels.", ("blamed", "rebels")),
        ("Israel, which Iran holds responsible for the killing, has not commented.", ("blamed", "Israel")),
        ("The attack, which the police pinned on Boko Haram, killed three.", ("blamed", "Boko Haram")),
        ("Officials attributed the blast to Boko Haram.", ("blamed", "Boko Haram")),
        ("Boko Haram is suspected of planting the bomb.", ("suspected", "Boko Haram")),
        ("Sudan believes that the Houthis used small amounts of sarin gas in the attack.", ("suspected", "Houthis")),
        ("Lawmakers debated strikes on Syria for its suspected use of chemical weapons.", ("suspected", "Syrian government")),
        ("Three rockets fired from a Taliban-controlled area hit the town.", ("suspected", "Taliban")),
        ("Terrorists of the so-called Valley Army fired mortar shells at the prison.", ("blamed", "valley")),
        ("The Free Valley (FV) rebel group fired rockets at the port.", ("blamed", "free valley fv rebel")),
        ("Four people were hurt when a shell belonging to the Taliban struck a school.", ("blamed", "Taliban")),
        ("Russian forces resumed their bombardment of the town on Tuesday.", ("blamed", "Russia")),
        ("State media said government planes bombed the depot on Sunday.", ("claimed", "government")),
        ("IS said in a statement that one of its fighters had fired on a wedding.", ("claimed", "Islamic State")),
        ("A spokesman for the Houthis, Yahya Dar, said the group had fired a missile at the port.", ("claimed", "Houthis")),
        ("The Taliban said they were not involved in the attack.", ("denied", "Taliban")),
        ("Sudan says the Houthis shelled the town, an accusation dismissed by the Houthis.", ("denied", "Houthis")),
        (
            "The Crescent Column said the raid was in retaliation for the killing of its commander.",
            ("claimed", "crescent column"),
        ),
        ("Rebels said Friday's attack on the port of Orvane was revenge for the shelling.", ("claimed", "rebels")),
        ("The army said the air strikes on the camp were a response to rocket fire.", ("claimed", "government")),
        ("France condemned Russia for the bombing of the clinic in Orvane.", ("blamed", "Russia")),
        ("The union denounced the Taliban for killing 12 farmers in Orvane.", ("blamed", "Taliban")),
        ("Residents pointed the finger at the army for the shelling of Orvane.", ("blamed", "government")),
        ("Activists laid the blame for the bombing on the Houthis.", ("blamed", "Houthis")),
        ("The Taliban announced the start of an offensive on the town of Orvane.", ("claimed", "Taliban")),
        ("Rebels inflicted heavy damage on a power plant near Orvane, state media said.", ("blamed", "rebels")),
        ("The militants, whose assault on the port left 12 dead, withdrew on Sunday.", ("blamed", "militants")),
        ("An assault by the Northern Guard on a village near Orvane killed 14 people.", ("blamed", "northern guard")),
        ("A drone launched by the Houthis struck a tanker in the strait on Monday.", ("blamed", "Houthis")),
        ("The Crescent Column said in an online message that its fighters had planted the bomb.", ("claimed", "crescent column")),
        ("A group calling itself the Sons of the Dale said it had kidnapped the engineers.", ("claimed", "sons dale")),
        ("Sudan's army and the Rapid Support Forces traded blame for the strike.", ("blamed", "Rapid Support Forces")),
        ("The governor said the rebels had massacred 200 villagers; the rebels denied it.", ("denied", "rebels")),
        ("Terrorists from Jund al-Wadi fired shells on the Hadi quarter.", ("blamed", "jund al-wadi")),
        ("Gunmen from the Hill Front opened fire on a bus.", ("blamed", "hill front")),
        ("Jon Pardo, accused of killing two farmers, was seen in Orvane.", ("blamed", "jon pardo")),
        ("Nine people were hurt in terrorist attacks on two quarters of Orvane, state media said.", ("blamed", "terrorists")),
        ("An ISIS terrorist attack in Orvane killed nine people.", ("blamed", "Islamic State")),
    ],
)
def test_a_stance_is_read(text: str, expected: tuple[str, str | None]) -> None:
    assert expected in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "The army held talks with the rebels on Tuesday.",
        "The minister denied that he would resign.",
        "The village is held by the Houthis.",
        "The rebels could bomb the airport, analysts warned.",
        "The workers went on strike on Monday.",
        "Israel neither confirmed nor denied the strike.",
        "The army released a report on its use of cars.",
        "Analysts attributed the rise in prices to the government.",
        "Rockets fired from Lebanon hit the town of Orvane.",
        "Six Lebanese pilgrims killed in a bus blast in Orvane.",
        "The rebel-held suburbs are where shells fell, killing women as they slept.",
        "Russian and Syrian planes had stopped bombing the city before the truce.",
        "The main opposition had urged the envoy to condemn possible army strikes.",
        "A village held by the Houthis was hit by a shell, killing a farmer.",
        "An observer group said the mediators had carried out a survey of attacks.",
        "It was not clear who was in the car, but such raids have often hit officials.",
        "Villagers feared revenge attacks by the militia.",
        "The army has sharply reduced its raids.",
        "The army said it had shot down 40 of 66 drones.",
        "Since the floods began in the valley, they have killed 205 people, the interior ministry said.",
        "The village held by the army is quiet.",
        "The group rarely comments on its attacks.",
        "The charity did not specify which army was behind the raid.",
        # politics without an act of violence
        "The adviser is said to be behind the decision to raise the toll, aides said.",
        "The minister should take responsibility for the budget gap.",
        "The mayor accused the army of using hunger as a weapon of war.",
        "The administration claimed the attack was the result of a protest.",
        "The company denied the report on its sales.",
        "Two candidates are responsible for dividing the expenses.",
    ],
)
def test_what_blames_nobody_is_no_claim(text: str) -> None:
    assert said(text) == set()


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The bus was bombed by Houthi and Russian forces.", "Houthi and Russian forces"),
        ("The town was shelled by the Valley Army and Hezbollah fighters.", "Valley Army and Hezbollah fighters"),
        ("Fighters from the groups known as Hill Sons and Dale Sons shelled the town.", "Hill Sons and Dale Sons"),
    ],
)
def test_two_who_did_one_act_together_are_one_actor(text: str, actor: str) -> None:
    (account,) = understand([Report("r", text, published="2024-03-13")])
    assert [c.actor for c in account.claims if c.measure == "blamed"] == [actor]


def test_who_suspects_somebody_is_the_speaker() -> None:
    (account,) = understand(
        [Report("r", "Villagers suspect bandits who have carried out raids in the area.", published="2024-03-13")]
    )
    assert [(c.measure, c.said_by) for c in account.claims] == [("suspected", ("Villagers",))]


def test_an_accusation_that_somebody_denies_is_still_made() -> None:
    text = "The Houthis said they had killed 57 soldiers, a figure that an army spokesman dismissed as propaganda."
    (account,) = understand([Report("r", text, published="2024-03-13")])
    assert ("killed", 57) in {(c.measure, c.quantity.low) for c in account.claims}


def test_a_headlines_actor_is_not_told_again_where_the_body_names_the_same() -> None:
    report = Report(
        "r", "Russian jets bombed a market in Orvane on Monday.", title="Russia's strikes on Orvane", published="2024-03-13"
    )
    (account,) = understand([report])
    assert [c.within for c in account.claims if c.measure == "blamed"] == ["text"]


def test_a_ministry_that_tells_of_its_own_jets_claims_and_does_not_blame() -> None:
    assert ("claimed", "Russia") in said("The Russian defence ministry said Russian jets bombed a camp near Orvane.")


def test_a_dateline_is_no_part_of_an_actors_name() -> None:
    assert ("blamed", "hill") in said("17 Aug 2013 Hill fighters attacked a mainly Sarmian town in the north, killing 9 people.")


def test_the_regime_is_named_as_the_report_names_it_elsewhere() -> None:
    text = "The Syrian regime has besieged the town for a year. On Tuesday regime shelling killed four people there."
    assert ("blamed", "Syrian government") in said(text)


def test_an_investigation_conducted_by_an_army_blames_nobody() -> None:
    text = "Early inquiries conducted by the Velmaran army found that the people who fired the rockets were strangers."
    assert not [s for s, actor in said(text) if actor and "velmaran" in actor]


def test_an_ally_that_is_only_helped_does_nothing() -> None:
    found = said("Moscow has been carrying out air strikes in support of its ally Damascus targeting rebels in Homs province.")
    assert found == {("blamed", "Russia")}


def test_the_day_of_an_accusation_is_nobody_who_is_blamed() -> None:
    assert said("Russia was on Monday accused of dropping bombs on Orvane.") == {("blamed", "Russia")}


@pytest.mark.parametrize(
    "text",
    [
        "Seven people died in a terrorist attack in Orvane on Friday.",
        "The vote comes a year after the terrorist attacks in Orvane, which killed 40 people.",
        "Police executed a search warrant at a flat in Orvane.",
        "The fighters advanced on the town, backed by US-led air strikes.",
        "The regime's forces, under cover of Russian air raids, moved into the hills.",
        "The opposition criticised the government for attacking the free press.",
        "The council condemned the government for failing to stop the attack.",
        "The mayor said the attack was a message to all of us.",
        "Police said the attack was revenge for a debt.",
        "Officials said the bombing may have been revenge for the arrest of a leader of the Northern Guard.",
        "He was charged with assault by the police.",
        "The ministry announced the end of the offensive.",
        "Valdora said it is targeting the jihadists but also the militia.",
    ],
)
def test_these_words_say_of_nobody_that_he_did_it(text: str) -> None:
    assert said(text) == set()


def test_a_denied_hand_in_an_act_is_no_claim() -> None:
    assert said("The coalition denied it was behind the air raid on the wedding.") == {("denied", "US-led coalition")}


def test_a_denial_for_ones_own_soldiers_is_ones_own() -> None:
    assert said("A spokesman for the Ugandan army denied that its soldiers had killed six fishermen.") == {
        ("denied", actors.fold("Ugandan army"))
    }


def test_an_accusation_in_the_passive_has_its_speaker() -> None:
    account = next(
        iter(understand([Report("r", "The Ugandan army was accused by opposition politicians of killing six fishermen.")]))
    )
    assert [c.said_by for c in account.claims if c.measure == "blamed"] == [("opposition politicians",)]


def test_who_says_that_it_planted_a_bomb_claims_it() -> None:
    assert said("Al Shabaab said that it had planted the bomb at the station in Orvane.") == {
        ("claimed", actors.fold("Al Shabaab"))
    }


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("Turkish-backed rebels", "turkish-backed rebels"),
        ("Iranian-backed Houthis", "Houthis"),
        ("US-led coalition", "US-led coalition"),
        ("Syria rebels", "rebels"),
    ],
)
def test_who_is_helped_or_lives_there_is_not_the_state(name: str, who: str) -> None:
    assert actors.fold(name) == who


def test_a_source_of_no_nation_owns_the_raids_of_the_land_told_of_and_no_others() -> None:
    about = "Egypt buried its dead on Friday. Police in Egypt sealed the road. "
    assert said(about + "Egyptian jets bombed a camp, a military source said.") == {("claimed", "Egypt")}
    assert said(about + "Israeli jets bombed a camp in Egypt, a military source said.") == {("blamed", "Israel")}


def test_an_answer_with_force_is_no_word_on_what_came_before() -> None:
    account = next(iter(understand([Report("r", "Hamas fired 12 rockets, and Israel responded with air strikes.")])))
    assert {c.said_by for c in account.claims if c.kind == "responsibility"} == {()}


def test_the_regime_is_named_in_full_where_the_report_does_so() -> None:
    text = "Eritrea regime jets bombed the port. On Friday the regime shelled the town."
    account = next(iter(understand([Report("r", text)])))
    assert "Eritrea regime" in {c.actor for c in account.claims}


def test_no_group_that_says_so_is_no_claim_and_a_group_that_names_itself_is_the_name() -> None:
    assert said("By Monday night no group had said it carried out the bombing of a cinema in Orvane.") == {("unclaimed", None)}
    assert said("A group calling itself the Sons of Arvand claimed the bombing of a cinema in Orvane.") == {
        ("claimed", "sons arvand")
    }
    assert said("Hezbollah said on Tuesday it had no part in the rocket attack on Orvane.") == {("denied", "Hezbollah")}


def test_a_branch_of_a_group_can_say_that_it_did_it() -> None:
    found = said("The Islamic State's Khorasan branch said it carried out Tuesday's mosque bombing in Orvane.")
    assert found == {("claimed", "Islamic State")}


def test_no_word_that_says_who_did_it_is_passed_over() -> None:
    texts = [text for text, _ in test_a_stance_is_read.pytestmark[0].args[1]]
    for doc in (p.doc for _, parsed in parsing.parse([Report("r", "\n\n".join(texts))]) for p in parsed if p.doc is not None):
        every = [(s[0], s[2].i, s[4]) for t in doc for s in responsibility._told(doc, t, t.lemma_.lower())]
        assert [(s[0], s[2].i, s[4]) for s in responsibility._statements(doc)] == every


def test_whose_artillery_hit_and_who_blew_up() -> None:
    assert said("RSF artillery hit the market on Tuesday, residents said.") == {("blamed", "Rapid Support Forces")}
    assert said("Ukraine's Azov battalion blew up the theatre on Wednesday, the ministry said.") == {("blamed", "Ukraine")}


@pytest.mark.parametrize(
    ("answer", "who"),
    [
        ("Information Minister Adil Haddan said the allegations were illogical and fabricated.", None),
        ("The government called the accusation absurd.", "government"),
        ("The accusations are groundless, the army said.", "government"),
        ("A foreign ministry spokesman dismissed the claims as nonsense.", "foreign ministry"),
    ],
)
def test_a_charge_told_before_is_thrown_out(answer: str, who: str | None) -> None:
    found = [x for x in said(f"Rebels accused the army of shelling a market in Orvane on Monday. {answer}") if x[0] == "denied"]
    assert len(found) == 1 and who in (None, found[0][1])
    assert not said("Deputies accused the minister of fraud. The minister said the allegations were false.")


def test_whoever_calls_a_charge_untrue_does_not_make_it() -> None:
    found = said("The Pentagon said allegations that the coalition struck the hospital in Orvane were unfounded.")
    assert {m for m, _ in found} == {"denied"}
    assert not said("A Russian spokesman said accusing Russia of bombing the market in Orvane was a storm in a teacup.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Our forces launched no drones on Monday, the Northern Army said.", {("denied", "northern")}),
        ('"We fired no rockets at the town," the Valley Front said.', {("denied", "valley front")}),
        ("A spokesman for the Valley Front said its fighters fired not a single shell.", {("denied", "valley front")}),
        ("No rockets were fired by our forces, the Northern Army said.", {("denied", "northern")}),
        ("The Northern Army said that not one of its rockets was fired at Orvane.", {("denied", "northern")}),
        ("The Valley Front said it had bombed no hospital.", {("denied", "valley front")}),
        ("Israel said its forces did not strike the hospital.", {("denied", "Israel")}),
        ("Our jets did not bomb the market, the Northern Army said.", {("denied", "northern")}),
        ("The Northern Army fired no rockets on Monday, residents said.", set()),
        ("The observatory said no rockets were fired by the rebels on Tuesday.", set()),
        ("The Northern Army said its jets had killed no civilians.", set()),
        ("The Northern Army said it fired no fewer than 20 drones at the port.", {("claimed", "northern")}),
    ],
)
def test_who_says_that_it_fired_nothing_denies_it(text: str, expected: set[tuple[str, str | None]]) -> None:
    assert said(text) == expected


def test_a_charge_that_its_object_rejects_is_denied() -> None:
    found = said("Rebels accused the army of shelling the market in Orvane on Monday, a charge the army rejects.")
    assert found == {("blamed", "government"), ("denied", "government")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The KVRF said its fighters attacked the army camp at Orvane on Friday.", ("claimed", "kvrf")),
        (
            "The Karsin Liberation Army said a woman from its ranks blew herself up beside a bus.",
            ("claimed", "karsin liberation"),
        ),
        ("The Dale Front said it was holding the 30 pupils who were seized in Orvane.", ("claimed", "dale front")),
        ("The Dale Front has claimed the hostage-taking at a hotel in Orvane.", ("claimed", "dale front")),
        ("The Dale Front has claimed Monday's blast at a shrine in Orvane.", ("claimed", "dale front")),
        ("A bomb went off in a cafe in Orvane; no group had claimed it by evening.", ("unclaimed", None)),
        ("The president accused Ukraine's secret services of blowing up the bridge.", ("blamed", "Ukraine")),
        ("The minister accused Israel's Mossad of blowing up the plant.", ("blamed", "Israel")),
        ("Police said dissidents of the FARC carried out the bombing of a court.", ("blamed", "FARC")),
        ("The governor blamed Ansaru for the kidnapping of 40 pupils.", ("blamed", "Ansaru")),
        ("The ministry accused Ukraine of sending two drones against the palace.", ("blamed", "Ukraine")),
        ("The mayor said rebels sent drones against the port on Friday.", ("blamed", "rebels")),
        ("The government says the opposition sabotaged the power plant on Friday.", ("blamed", "rebels")),
        ("President Oduya denied that Ukraine sent the drones which exploded above the palace.", ("denied", "Ukraine")),
        ("India had no hand in the drones sent against the air base, its minister said.", ("denied", "India")),
        ('"We had no part in the blast," an opposition leader replied.', ("denied", "rebels")),
    ],
)
def test_acts_of_ones_own_people_and_what_is_sent_held_or_sabotaged(text: str, expected: tuple[str, str | None]) -> None:
    assert expected in said(text)


@pytest.mark.parametrize(
    "text", ["Russia sent 40 missiles to Belarus for a drill.", "The army said it was holding talks with the rebels on Friday."]
)
def test_what_is_sent_to_a_friend_or_held_with_a_foe_is_no_act(text: str) -> None:
    assert said(text) == set()


def test_whom_a_counted_few_are_is_a_speaker() -> None:
    (account,) = understand([Report("r", "Rebels shelled the market in Orvane, according to two doctors there.")])
    assert [c.said_by for c in account.claims] == [("two doctors",)]


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (
            "Group claims attack",
            "The Valley Front claimed responsibility for the bombing of a bus.",
            {("claimed", "valley front")},
        ),
        ("Faction denies attack", "The Valley Front denied it was behind the attack on a bus.", {("denied", "valley front")}),
        (
            "Militants blamed for bombing",
            "Police blamed the Valley Front for the bombing of a bus.",
            {("blamed", "valley front")},
        ),
        (
            "Rebel group says it bombed bus",
            "The Valley Front claimed responsibility for the bombing.",
            {("claimed", "valley front")},
        ),
        ("Militants blamed for bombing", "The bombing of a bus on Monday killed nine people.", {("blamed", "militants")}),
        (
            "Hill Column claims attack",
            "The Valley Front denied it was behind the attack.",
            {("claimed", "hill column"), ("denied", "valley front")},
        ),
    ],
)
def test_a_headline_that_names_nobody_stands_for_whom_the_text_names(
    title: str, text: str, expected: set[tuple[str, str | None]]
) -> None:
    account = next(iter(understand([Report("r", text, published="2024-03-13", title=title)])))
    who = {(c.measure, actors.fold(c.actor) if c.actor else None) for c in account.claims if c.kind == "responsibility"}
    assert who == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Suspicion for the drone attack on the base fell on the group Lashkar-e-Taiba.", ("suspected", "Lashkar-e-Taiba")),
        ("The finger of suspicion pointed at Hezbollah after the car bomb in Orvane.", ("suspected", "Hezbollah")),
        ("Blame for the blast in Orvane fell on the Haqqani network.", ("blamed", "Taliban")),
        ("The air raid on Orvane was the army's doing, elders said.", ("blamed", "government")),
        ("The blast in Orvane was Islamic State's handiwork, officials said.", ("blamed", "Islamic State")),
        ("The torching of a depot in Orvane remains unclaimed.", ("unclaimed", None)),
        ("The bombing in Orvane has gone unclaimed.", ("unclaimed", None)),
        ("Nobody has admitted to the bombing in Orvane.", ("unclaimed", None)),
        ("No group has owned up to the bombing in Orvane.", ("unclaimed", None)),
        ("ISIS said one of its men had blown himself up in Orvane.", ("claimed", "Islamic State")),
        ("Al-Shabaab said its men had overrun the army base at Orvane.", ("claimed", "al-Shabaab")),
        ("The Taliban said they stormed the police station in Orvane.", ("claimed", "Taliban")),
        ("A van was ambushed in Orvane. Boko Haram took responsibility in a message to reporters.", ("claimed", "Boko Haram")),
        ("A mine killed nine in Orvane. A group called Red Dawn accepted responsibility online.", ("claimed", "red dawn")),
        ("The gang G9 carried out the attack on the jail, police said.", ("blamed", "g9")),
        ("The gang Barrio 18 shot dead five traders on Monday, police said.", ("blamed", "barrio 18")),
        ("The Taliban said two of its men had set off their explosive belts in Orvane.", ("claimed", "Taliban")),
        ("A misfired Islamic Jihad rocket hit the clinic, officers said.", ("blamed", "Palestinian Islamic Jihad")),
        ("A Boko Haram raid on Orvane killed nine.", ("blamed", "Boko Haram")),
        ("An Islamic State bombing in Orvane killed nine.", ("blamed", "Islamic State")),
        ("The blast in Orvane was claimed by a commander of the Northern Front.", ("claimed", "northern front")),
        ("Norvia blamed an Israeli tank shell for the deaths in a school in Orvane.", ("blamed", "Israel")),
        ("Moscow said Ukraine had organised the massacre in Orvane.", ("blamed", "Ukraine")),
        ("Islamic State said the attacker in Orvane was one of its soldiers.", ("claimed", "Islamic State")),
        ("Iran admitted that its forces had shot down an airliner near Orvane by mistake.", ("claimed", "Iran")),
        ("Homes in Orvane were set on fire on Sunday by the militia, elders said.", ("blamed", "militia")),
        ("Islamic State has claimed Friday's stabbing of a teacher in Orvane.", ("claimed", "Islamic State")),
        ("Cattle rustlers attacked the village of Orvane.", ("blamed", "cattle rustlers")),
        (
            "The White House called it absurd to suggest that the United States had blown up the pipeline.",
            ("denied", "United States"),
        ),
        ("It is nonsense to say that the rebels shelled the camp, a rebel commander said.", ("denied", "rebels")),
        ("Police blamed the MS-13 gang for the assault on a bus.", ("blamed", "ms-13 gang")),
        ("The governor accused Norvia of shelling a border village.", ("blamed", "norvia")),
    ],
)
def test_suspicion_falls_bombings_go_unclaimed_and_groups_own_up(text: str, expected: tuple[str, str | None]) -> None:
    assert expected in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "Suspicion fell on the treasurer after the money was gone.",
        "The police said the driver was one of their officers.",
        "Moderate groups organised a protest march after the raid.",
        "The bodies remain unclaimed after the flood.",
        "Rangers said it was ridiculous to say that the fire was arson.",
        "The firm set off fireworks above Orvane.",
        "A bridge fell in Orvane. The minister took responsibility and resigned.",
        "Government troops were trying to storm the hill.",
        "The raid on Orvane was not the work of the army, elders said.",
        "The opposition accused Orvane of raising prices.",
    ],
)
def test_what_falls_on_nobody_or_is_owned_by_nobody_names_nobody(text: str) -> None:
    assert said(text) == set()


def test_no_group_that_admits_it_is_no_actor() -> None:
    assert said("No group has admitted setting fire to the depot in Orvane.") == {("unclaimed", None)}


@pytest.mark.parametrize(
    "text",
    [
        "Norvia blamed Hezbollah for the blast at the jail, saying that they had shelled it.",
        "Norvia accused Hezbollah of the massacre in Orvane, saying it was behind it.",
    ],
)
def test_they_are_whom_the_speaker_blames(text: str) -> None:
    assert said(text) == {("blamed", "Hezbollah")}


@pytest.mark.parametrize(
    "text",
    [
        "The president has made the use of chemical weapons by the Northern Army a red line.",
        "Any use of chlorine by the Northern Army would be a war crime, he said.",
        "Use of sarin by the Northern Army would be a game changer, he said.",
    ],
)
def test_a_use_that_is_only_imagined_blames_nobody(text: str) -> None:
    assert not said(text)


def test_a_state_denies_its_doing_where_no_act_is_named() -> None:
    assert ("denied", "Syrian government") in said(
        "The fumes, which the Syrian government insists were not its doing, spread at dawn."
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebel fighters carried out Tuesday's attack on a truck.", ("blamed", "rebels")),
        ("Boko Haram carried out the kidnapping of the pupils, police said.", ("blamed", "Boko Haram")),
        ("Nobody has claimed responsibility so far for the grenades thrown at a party office.", ("unclaimed", None)),
    ],
)
def test_an_act_by_whatever_noun_has_its_doer(text: str, expected: tuple[str, str | None]) -> None:
    assert expected in said(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # who sends the killers did it
        ("Norvia accused Valdora on Thursday of having sent the commandos who blew up a bridge.", ("blamed", "valdora")),
        ("Police said the Valley Front had sent the gunmen who shot five officers.", ("blamed", "valley front")),
        ("The Valley Front said it alone had sent the two bombers who blew themselves up.", ("claimed", "valley front")),
        ("The Sons of Arvand said they had dispatched three suicide bombers to the bazaar.", ("claimed", "sons arvand")),
        ("The governor accused the Valley Front of dynamiting the pylon.", ("blamed", "valley front")),
        ("The president accused Norvia on Monday of shelling the town of Odar.", ("blamed", "norvia")),
        # "the group said" of the one it named
        ("The bombing was carried out by the Islamic Brigade, the group said on Monday.", ("claimed", "islamic brigade")),
        ("The raid was the work of the Sons of Arvand, the movement said.", ("claimed", "sons arvand")),
        ("The ambush was carried out by the Valley Front, the rights group said.", ("blamed", "valley front")),
        # charges thrown out by a word for untrue
        ("Norvia rejected as a fairy tale Valdora's charge that its men destroyed the bridge.", ("denied", "norvia")),
        ("Norvia dismissed the charge that it sent the drones that hit the depot.", ("denied", "norvia")),
    ],
)
def test_who_sends_killers_and_what_a_group_says_of_the_one_it_named(text: str, expected: tuple[str, str | None]) -> None:
    assert expected in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Valley Front said it had sent two envoys to the talks.",
        "The Valley Front said it had sent fighters to the border.",
        "Norvia dismissed the charge that it sent the money late.",
    ],
)
def test_whoever_sends_others_harms_nobody(text: str) -> None:
    assert not said(text)


def test_a_ministry_denies_for_the_land_that_denied_right_before() -> None:
    text = 'Norvia denied that its men blew up the bridge. "We had no part in it," the foreign ministry said.'
    assert said(text) == {("denied", "norvia")}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The army repelled an attack by the Nusra Front on a base near Orvane.", "Nusra Front"),
        ("Army units foiled an assault by the Nusra Front on a base near Orvane.", "Nusra Front"),
        ("Troops thwarted an attack by Boko Haram on a barracks near Orvane.", "Boko Haram"),
        ("The rebels repulsed an assault by Islamic State fighters on the town.", "Islamic State"),
    ],
)
def test_whose_attack_was_beaten_back(text: str, who: str) -> None:
    assert ("blamed", who) in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "Police foiled an attack by the Nusra Front on a church in Orvane.",
        "The army foiled a planned attack by the Nusra Front.",
        "The envoy hopes to avert an assault by the army on the town.",
    ],
)
def test_an_attack_that_never_came_is_nobodys(text: str) -> None:
    assert not said(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a claim that is taken back
        ("The Valley Front withdrew its claim to Monday's bombing of a bus at Orvane.", ("denied", "valley front")),
        ("The Valley Front has gone back on its claim to the raid on the prison.", ("denied", "valley front")),
        ("The Valley Front backtracked on its claim to have bombed the station.", ("denied", "valley front")),
        ("The Valley Front dropped its claim to the ambush near Orvane.", ("denied", "valley front")),
        ("The Valley Front said its claim to Monday's ambush had been a mistake.", ("denied", "valley front")),
        ("A claim by the Valley Front to the bombing of the barracks was withdrawn on Tuesday.", ("denied", "valley front")),
        # nobody owns it
        ("A bomb went off in Orvane on Monday. Nobody has said they did it.", ("unclaimed", None)),
        ("A bomb went off in Orvane on Monday. So far, no one has said it was them.", ("unclaimed", None)),
        ("A bomb went off in Orvane on Monday. Nobody has put their name to the blast.", ("unclaimed", None)),
        # what a body calls itself is its name
        ("An anarchist cell calling itself Emberfall claimed the arson at the depot.", ("claimed", "emberfall")),
        ("A cell that calls itself Sons of Arvand claimed the arson at the depot.", ("claimed", "sons arvand")),
        # in its own words
        ('"It was us," the Red Tide said in a letter about the bombing of the bank.', ("claimed", "red tide")),
        ("The bombing at the gate was the work of its fighters, the Arvand Front said.", ("claimed", "arvand front")),
        ("The bombing at the gate was the work of one of its men, the Arvand Front said.", ("claimed", "arvand front")),
        ("As of 4 p.m. no group, the Arvand Front included, had claimed the bombing.", ("unclaimed", None)),
        ("Neither the Arvand Front nor any other group has claimed the bombing.", ("unclaimed", None)),
        ("The Valley Front said its members had derailed the train.", ("claimed", "valley front")),
        # a leader speaks for those whom he leads
        ("The commander of the Valley Front said his men had not shelled the clinic.", ("denied", "valley front")),
        ("The Valley Front's leader said his group did not carry out the bombing.", ("denied", "valley front")),
        ("The head of the Dale gang denied that his people had burned the bus.", ("denied", "dale gang")),
        ("Karim Saleh, who leads the Dale gang, said his men were not behind the massacre.", ("denied", "dale gang")),
    ],
)
def test_claims_taken_back_left_open_or_made_by_those_who_lead(text: str, expected: tuple[str, str | None]) -> None:
    assert expected in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "Nobody has said they did it justice, the director said of the film on the war.",
        "The firm withdrew its claim for the warehouse that burned on Monday.",
        "Norvia withdrew its claim that the army had bombed the clinic.",
        "Police said the claim by residents that the blast was an attack was a mistake.",
        "The head of the hospital said his nurses had treated people hurt in the bombing.",
        'Gunmen shot at fans on Monday. "We did it," coach Sam Howell said after the win.',
    ],
)
def test_what_only_sounds_like_a_claim_taken_back_or_owned(text: str) -> None:
    assert not {(stance, who) for stance, who in said(text) if stance in ("claimed", "denied", "unclaimed")}


def test_nobody_claims_what_was_told_before_and_a_police_force_is_no_place() -> None:
    text = "Masked men bombed a quarry near Oban on Sunday night. No group has claimed it, Police Scotland said."
    assert said(text) >= {("unclaimed", None)}
    assert not {s for s in said("A parcel was left at the gate. No one has claimed it, the police said.") if s[0] == "unclaimed"}


def test_no_hand_whatsoever_is_no_hand() -> None:
    assert ("denied", "Turkey") in said("Turkey said it had no hand whatsoever in Tuesday's shooting of pilgrims.")
