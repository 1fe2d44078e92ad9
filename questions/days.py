"""Working days, from Monday to Friday in the site's time zone: by them it is counted what is late."""

import datetime

from django.utils import timezone

_CLOSES_AT = datetime.time(18)
_SATURDAY = 5


def end_of_working_day(moment, days):
    """When that many working days after this moment's own end; what comes at night or at a week-end is the next day's.

    With 0 it is the same working day.
    """
    day = _working_day(timezone.localtime(moment))
    for _each in range(days):
        day = _next(day)
    return timezone.make_aware(datetime.datetime.combine(day, _CLOSES_AT))


def _working_day(local):
    """The day itself; the next working day when this one is over, or none."""
    day = local.date()
    return day if day.weekday() < _SATURDAY and local.time() < _CLOSES_AT else _next(day)


def _next(day):
    day += datetime.timedelta(days=1)
    while day.weekday() >= _SATURDAY:
        day += datetime.timedelta(days=1)
    return day
