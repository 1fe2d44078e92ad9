import pytest

from wording import items
from wording.findings import Text
from wording.risks import register_risky_words, risky_changes

EMERGENCY = "::: emergency Call 112 now if you\n- have chest pain\n- cannot move your legs\n:::\n"
PARAGRAPHS = [
    "Denosumab is given every 4 weeks.", "Do not stop it without asking.", "About 1 in 5 people have it.",
    "- Take 5 mg\n- Take 10 mg", EMERGENCY,
]  # fmt: skip


def changes(old, new, form="markdown", field="body"):
    return [
        (one.kind, one.removed, one.added) for one in risky_changes([Text(field, old, form)], [Text(field, new, form)])
    ]


@pytest.mark.parametrize(
    ("old", "new", "kind", "removed", "added"),
    [
        ("Take 5 mg daily.", "Take 50 mg daily.", "number", "5 mg", "50 mg"),
        ("Take 2.5 mg daily.", "Take 25 mg daily.", "number", "2.5 mg", "25 mg"),
        ("Take 5 mg daily.", "Take 5 g daily.", "number", "5 mg", "5 g"),
        ("Take 5 mg daily.", "Take 5 micrograms daily.", "number", "5 mg", "5 micrograms"),
        ("Take ½ a tablet.", "Take 1 a tablet.", "number", "½", "1"),
        ("Take two tablets.", "Take three tablets.", "number", "two tablets", "three tablets"),
        ("It helps 1 in 5 people.", "It helps 1 in 50 people.", "number", "1 in 5", "1 in 50"),
        ("It helps one in five people.", "It helps one in ten people.", "number", "one in five", "one in ten"),
        ("It helps 50 % of people.", "It helps 5 % of people.", "number", "50 %", "5 %"),
        ("You have it every 3 weeks.", "You have it every 4 weeks.", "number", "every 3 weeks", "every 4 weeks"),
        ("Call above 38°C.", "Call above 39°C.", "number", "above 38°C", "above 39°C"),
        ("Call above 38°C.", "Call below 38°C.", "number", "above 38°C", "below 38°C"),
        ("Come at 10:30.", "Come at 11:30.", "number", "10:30", "11:30"),
        ("Take 5-10 mg.", "Take 5-15 mg.", "number", "5-10 mg", "5-15 mg"),
        ("Take it 2 times a day.", "Take it 3 times a day.", "number", "2 times a day", "3 times a day"),
        ("For HER2-positive cancer", "For HER2-negative cancer", "number", "HER2-positive", "HER2-negative"),
        ("Take it once a day.", "Take it twice a day.", "time", "once a day", "twice a day"),
        ("Take it at night.", "Take it in the morning.", "time", "at night", "in the morning"),
        ("Take it with food.", "Take it before food.", "time", "with food", "before food"),
        ("Call at once.", "Call if needed.", "time", "at once", "if needed"),
        ("Do not take it.", "Do take it.", "negation", "not", ""),
        ("You can drive.", "You cannot drive.", "negation", "", "cannot"),
        ("You can drive.", "You can't drive.", "negation", "", "can't"),
        ("You should drive.", "You should never drive.", "negation", "", "never"),
        ("Take it with wine.", "Take it without wine.", "negation", "", "without"),
        ("There is no risk.", "There is risk.", "negation", "no", ""),
        ("Take tamoxifen now.", "Take letrozole now.", "medicine", "tamoxifen", "letrozole"),
        ("**Trastuzumab** helps.", "**Pertuzumab** helps.", "medicine", "Trastuzumab", "Pertuzumab"),
        ("Take newolisib.", "Take newaparib.", "medicine", "newolisib", "newaparib"),
        ("Take `5 mg`.", "Take `50 mg`.", "number", "5 mg", "50 mg"),
        ("| A | 5 mg |\n|-|-|\n| B | 6 mg |", "| A | 5 mg |\n|-|-|\n| B | 60 mg |", "number", "6 mg", "60 mg"),
        ("- go out\n- stay", "::: dont\n- go out\n:::\n- stay", "negation", "", "not"),
    ],
)  # fmt: skip
def test_a_change_that_can_hurt_is_one_item(old, new, kind, removed, added):
    assert changes(old, new) == [(kind, removed, added)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Take 5 mg.", "Take 5 mg."),
        ("Take 5 mg every day.", "Please take 5 mg every day!"),
        ("Don't take it.", "Do not take it."),
        ("You can't. You won't.", "You cannot. You will not."),
        ("Take 5mg of **it**.", "Take 5 mg of it."),
        ("The rib hurts in April.", "The bone hurts in May."),
        ("\n\n".join(PARAGRAPHS), "\n\n".join(reversed(PARAGRAPHS))),
        ("Take 5 mg. Do not stop. Rest.", "Take 5 mg.\n\nDo not stop.\n\nRest."),
        ("Take 5 mg, and do not stop.", "Take 5 mg. Do not stop."),
        ("## A\n\nTake 5 mg.\n\n## B\n\nOther words.", "## B\n\nMany other words.\n\n## A\n\nTake 5 mg."),
    ],
)
def test_what_is_the_same_moved_split_or_reworded_is_silent(old, new):
    assert changes(old, new) == []


def test_a_sentence_that_moved_and_changed_is_one_change():
    old = "One first line here.\n\nDenosumab is given every 4 weeks to protect bones.\n\nAnother last line."
    new = "Denosumab is given every 6 weeks to protect bones.\n\nOne first line here.\n\nAnother last line."
    assert changes(old, new) == [("number", "every 4 weeks", "every 6 weeks")]


def test_a_new_paragraph_and_a_deleted_one_show_what_they_had():
    assert changes("Rest.", "Rest.\n\nTake 5 mg of letrozole.") == [
        ("number", "", "5 mg"),
        ("medicine", "", "letrozole"),
    ]
    assert changes("Rest.\n\nDo not drive.", "Rest.") == [("negation", "not", "")]


def test_the_context_has_the_words_around():
    old, new = (f"{'word ' * 60}take {dose} at home {'word ' * 60}." for dose in ("5 mg", "50 mg"))
    (risk,) = risky_changes([Text("body", old)], [Text("body", new)])
    assert "take 50 mg at home" in risk.context
    assert len(risk.context) <= 160
    assert str(risk) == "Number: 5 mg → 50 mg"


@pytest.mark.parametrize(
    ("old", "new", "removed", "added"),
    [
        (
            EMERGENCY,
            EMERGENCY.replace("emergency", "urgent"),
            "Emergency: Call 112 now if you",
            "Urgent: Call 112 now if you",
        ),
        (
            EMERGENCY,
            EMERGENCY.replace("112", "911"),
            "Emergency: Call 112 now if you",
            "Emergency: Call 911 now if you",
        ),
        (EMERGENCY, EMERGENCY.replace("- have chest pain\n", ""), "have chest pain", ""),
        (EMERGENCY, EMERGENCY.replace("chest", "belly"), "have chest pain", "have belly pain"),
        (EMERGENCY, "", "Emergency: Call 112 now if you", ""),
        ("", EMERGENCY, "", "Emergency: Call 112 now if you"),
        (f"{EMERGENCY}\n{EMERGENCY}", EMERGENCY, "Emergency: Call 112 now if you", ""),
    ],
)
def test_a_card_that_changed_is_shown(old, new, removed, added):
    assert [change for change in changes(f"Words.\n\n{old}", f"Words.\n\n{new}") if change[0] == "card"] == [
        ("card", removed, added)
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("[A](https://a.org)", "[A](https://b.org)", [("link", "https://a.org", "https://b.org")]),
        ("[A](https://a.org)", "A", [("link", "https://a.org", "")]),
        ("A", "[A](https://a.org)", [("link", "", "https://a.org")]),
        ("See https://a.org now", "See https://b.org now", [("link", "https://a.org", "https://b.org")]),
        ("[A](https://a.org)", "[Ask](https://a.org)", []),
        ("[A](https://a.org) [B](https://b.org)", "[B](https://b.org) [A](https://a.org)", []),
        (f"![x](/media/{'a' * 64}.webp)", f"![x](/media/{'b' * 64}.webp)",
         [("picture", f"/media/{'a' * 64}.webp", f"/media/{'b' * 64}.webp")]),
    ],
)  # fmt: skip
def test_links_and_pictures_that_lead_elsewhere_are_shown(old, new, expected):
    assert changes(old, new) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("a | A. 2019 | https://a.org", "a | A. 2020 | https://a.org",
         [("source", "A. 2019 | https://a.org", "A. 2020 | https://a.org")]),
        ("a | A | https://a.org", "a | A | https://b.org", [("source", "A | https://a.org", "A | https://b.org")]),
        ("a | A", "a | A\nb | B", [("source", "", "B")]),
        ("a | A\nb | B", "b | B", [("source", "A", "")]),
        ("a | A\nb | B", "b |  B\n\na | A", []),
    ],
)  # fmt: skip
def test_sources_that_changed_are_shown(old, new, expected):
    assert changes(old, new, "lines", "sources") == expected


def test_every_field_is_compared_in_its_order():
    old = [Text("title", "Take 5 mg", "line"), Text("in_short", "- Rest.\n- Take 5 mg.", "lines")]
    new = [Text("title", "Take 6 mg", "line"), Text("in_short", "- Rest.\n- Take 7 mg.", "lines")]
    assert [(one.field, one.added) for one in risky_changes(old, new)] == [("title", "6 mg"), ("in_short", "7 mg")]


def test_a_field_that_went_or_came_is_compared_with_nothing():
    text = [Text("body", "Take 5 mg.")]
    assert [str(one) for one in (*risky_changes(text, []), *risky_changes([], text))] == [
        "Number: 5 mg → –", "Number: – → 5 mg"
    ]  # fmt: skip


def test_words_that_a_kind_registers_are_risky(monkeypatch):
    monkeypatch.setattr(items, "_registered", [])
    assert changes("It is Kisqua.", "It is lymph node.") == []
    register_risky_words(lambda: ["Kisqua", "Lymph node"])
    assert changes("It is Kisqua.", "It is lymph node.") == [("word", "Kisqua", "lymph node")]


def test_a_text_that_cannot_be_rendered_is_still_compared():
    old = "word\n" * 3_500
    assert changes(f"{old}Take 5 mg.", f"{old}Take 50 mg.") == [("number", "5 mg", "50 mg")]
