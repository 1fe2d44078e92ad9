"""Given names, and plain words that are no names: what tells "I'm Susan" from "I'm Scared"."""

from pathlib import Path

_HERE = Path(__file__).parent
GIVEN = frozenset((_HERE / "given_names.txt").read_text(encoding="utf-8").split())
PLAIN = frozenset((_HERE / "plain_words.txt").read_text(encoding="utf-8").split())
# Given names that are words or places as well: names only where one is told.
ALSO_WORDS = frozenset(
    """adelaide al alba amber amy ana angel angus april art asha asma aurora austin ava basil ben bill bird blanca
    blessing
    bob bonnie brad bruno camille candice carmen carol carolina cat chase chelsea christian clement cliff cora crystal
    daisy dale dana dawn dean debs dick dolly dolores don dora dot drew ebony echo ella elle elsa esperanza eve evans
    faith fay fern fleur flora florence frank fred gail gay gaye gene geneva genie georgia gill ginger ginny glen gloria
    grace grant guy harry hazel heather hilary holly honor hope hugh hunter ida ike ina iona ione iris isa israel ivy
    jack
    jade jasmine jay jean jet jo joe jordan josh joy juan july june kat kay kerry kim kitty lana lane lance leo les
    levi lila
    lily lola lorna lou luke lupe mabel madge maria marina mark marsh martin max may mel melody mercedes mercy mia miles
    mina mona monica nan nancy nats nell nick nina noel norm norma nova nur olive opal otto owen page paris pat patience
    patsy patty pearl peg penny per peter pet petra phil pia pilar pip poppy precious prudence queenie rani raven ray
    regina
    rex ria rich rick rita rob robin rocio rod roman rosa rosario rose rosemary ross roy ruby russell sal sally sam sana
    sandy sara sasha saul savannah scarlett scott serena shane shannon shell sherry sienna sierra sky sol sonny stan
    star
    stella sterling sue summer susi sydney tad tammy tara tasha taylor ted terry tess tiffany tim toby todd tom toni
    tori
    trace troy trudy una ute val vera verity vic victor victoria viola violet virginia viv wade wayne wei will
    willow winston woody zoe zara jan mike july jen art mair maria martin paige precious sid kelly tony lee
    tracy trinity tyler""".split()  # noqa: SIM905
)
