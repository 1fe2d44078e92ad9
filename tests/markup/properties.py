"""Settings of the property tests: the quick suite tries the same examples each time, ``make torture`` new ones."""

from hypothesis import HealthCheck, Phase, settings

from tests.counts import count


def examples(small, full):
    return settings(
        max_examples=count(small, full),
        derandomize=count(True, False),
        deadline=None,
        database=None,
        # Once a test has failed, Hypothesis traces each line to shrink and explain: no time measured then is true.
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
