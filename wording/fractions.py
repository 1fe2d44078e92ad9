"""A percentage as a number of people, which is easier to picture."""

from django.utils.translation import gettext as _

# 12 % is near enough to 1 in 8 (12.5 %): closer than this part of the number itself.
CLOSE = 0.045
EXACT = 0.002
# In the order in which we would say them; small ones only where they are exact.
_COMMON = [*((1, of) for of in range(2, 11)), (2, 3), (3, 4), (2, 5), (3, 5), (4, 5), (3, 10), (7, 10), (9, 10)]
_RARE = [(1, of) for of in (20, 25, 50, 100, 200, 250, 500, 1_000, 2_000, 5_000, 10_000)]


def in_people(percent):
    """20 → "1 in 5", 12 → "about 1 in 8", 45 → "45 in 100", 0.3 → "3 in 1,000"."""
    for close, fractions in ((EXACT, _COMMON + _RARE), (CLOSE, _COMMON)):
        away, (people, of) = min((abs(100 * a / b / percent - 1), (a, b)) for a, b in fractions)
        if away <= close:
            return _said(people, of, away)
    of = 100
    while of < 1_000_000 and (percent < 10 or percent > 99) and round(percent * of, 6) % 100:
        of *= 10
    people = max(1, round(percent * of / 100))
    return _said(people, of, abs(100 * people / of / percent - 1))


def _said(people, of, away):
    words = _("{people} in {of}").format(people=people, of=f"{of:,}")
    return words if away <= EXACT else _("about {words}").format(words=words)
