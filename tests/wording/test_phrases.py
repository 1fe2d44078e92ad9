import pytest

from tests.wording.found import found
from wording.phrases import absolutes, battle, drug


@pytest.mark.parametrize(
    "text",
    [
        "This treatment cures breast cancer.",
        "Surgery can cure you.",
        "Microwave ablation is free of side effects.",
        "It has no side effects.",
        "It works without side effects.",
        "It is a **side-effect-free** treatment.",
        "Cryosurgery always works.",
        "The method never fails.",
        "Hormone therapy is safe.",
        "It is completely\nsafe.",
        "The tumour is totally destroyed.",
        "Success is guaranteed.",
        "It works in 100% of people.",
        "It works in 100 % of people.",
        "This is a miracle medicine.",
        "Radiotherapy is harmless.",
        "It is a proven method.",
        "It is not only safe, it is cheap.",
        "You may not like it, but it is safe.",
        "You cannot feel it and it cures you.",
        "Why is it 100% safe?",
        "## The cure",
        "- No risk at all",
        "| Treatment | What it does |\n|---|---|\n| Surgery | Cures |",
        "::: urgent A safe medicine\nCall.\n:::",
        "![A medicine that cures](/media/" + "a" * 64 + ".webp)",
        "See [the miracle](https://example.org).",
    ],
)
def test_promises_are_found(text):
    assert {finding.check for finding in found(absolutes, text)} == {"absolute"}


@pytest.mark.parametrize(
    "text",
    [
        "Stage 4 breast cancer cannot be cured.",
        "Stage 4 breast cancer can be treated, but it cannot usually be cured.",
        "It can't be cured.",
        "It can’t be cured.",
        "There is no cure yet.",
        "This is not a cure.",
        "No treatment can cure it.",
        "Nobody can guarantee success.",
        "It is unsafe to drive.",
        "It is not safe to drive.",
        "The benefit is unproven, and the method has not been proven.",
        "No medicine is free of side effects.",
        "There is no treatment without side effects.",
        "Pain is not always a sign of growth.",
        "It is rarely completely gone.",
        "Is there a cure?",
        "Is it safe to fly?",
        "Ask how safe it is. Ask if it is safe to drive.",
        "Ask whether wine is safe for you.",
        "Keep your tablets in a safe place.",
        "Keep them safe.",
        "Always tell your team about new pain.",
        "You should always carry your card.",
        "It is completely normal to be afraid.",
        "Be careful with anyone who promises a cure.",
        "Secure the cap. Ask about safety. Store it safely.",
        "An incurable illness is not the same as one that cannot be treated.",
        "`cure`",
        "See [the guide](https://example.org/cure).",
        "Results are good [@cure-2020].",
    ],
)
def test_honest_words_are_not(text):
    assert found(absolutes, text) == []


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("She is fighting cancer.", "live with cancer"),
        ("He is a warrior.", "person with cancer"),
        ("Many survivors feel tired.", "living with cancer"),
        ("Cancer victims need help.", "people with cancer"),
        ("She lost her fight.", "“died”"),
        ("She lost her long, brave battle last year.", "“died”"),
        ("He passed away in May.", "“died”"),
        ("You can beat breast cancer.", "what treatment can do"),
        ("Be brave.", "leave it out"),
        ("People who suffer from pain", "“have”"),
        ("Sufferers can call.", "people with"),
        ("Women who failed treatment may join.", "stopped working"),
        ("If the patient fails chemotherapy, change it.", "stops working"),
        ("Patients who have failed two medicines", "stopped working"),
    ],
)
def test_words_of_battle_are_found(text, instead):
    (finding,) = found(battle, text)
    assert instead in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "White blood cells fight infection.",
        "Your body has fewer infection-fighting cells.",
        "Immunotherapy helps the immune system to fight.",
        "The treatment failed. It stopped working.",
        "She died in 2019.",
        "You may suffer less. Suffering can be eased.",
        "Your heart may beat faster.",
        "It passed through the liver. The pain went away.",
    ],
)
def test_bodies_may_fight_germs(text):
    assert found(battle, text) == []


@pytest.mark.parametrize("text", ["This drug helps.", "Drugs like these", "a drug-free week", "## Which drugs?"])
def test_drug_is_found(text):
    assert [finding.check for finding in found(drug, text)] == ["drug"]


@pytest.mark.parametrize(
    "text",
    [
        "Its drug class is written on the box.",
        "The drug name is on the box.",
        "A drug company paid for the trial.",
        "An antibody-drug conjugate",
        "Antibody drug conjugates carry it.",
        "The Food and Drug Administration",
        "Tell us if you take illegal drugs.",
        "This medicine helps. The drugstore is open.",
    ],
)
def test_drug_in_terms_of_the_trade_is_not(text):
    assert found(drug, text) == []


def test_a_message_says_what_to_write_instead():
    (finding,) = found(drug, "Two drugs help.")
    assert finding.message == "To many readers “drugs” means an illegal one. Write “medicines”."
