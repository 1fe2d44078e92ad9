"""The path for somebody who was told just now, as readers see it."""

from editions.models import FirstStep
from editions.views import live_with_path, only_signed


def shown():
    """Live editions of the pages on the path, in its order, each with its ``path``: one query."""
    on_the_path = live_with_path().filter(page__first_step__isnull=False)
    order = (f"page__first_step__{name}" for name in FirstStep._meta.ordering)
    return only_signed(on_the_path.order_by(*order))
