from django.db.models import Q

from editions.models import Edition
from editions.reading import by_generation


def demonstrations():
    """Live editions that a demonstration account wrote, reviewed or vouched for."""
    by_one = Q(author__is_demonstration=True) | Q(reviewer__is_demonstration=True)
    by_one |= Q(credentials_confirmed_by__is_demonstration=True)
    return Edition.objects.live().filter(by_one)


def demonstration(request):
    """``is_demonstration``: whether the banner stands on every page. Asked only where a template uses it."""
    return {"is_demonstration": lambda: any_demonstration(request)}


@by_generation
def any_demonstration(request):
    return demonstrations().exists()
