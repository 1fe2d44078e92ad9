from functools import cache

from django.db.models import Q

from editions.models import Edition


def demonstration(request):
    """``is_demonstration``: whether anything live was written or reviewed by a demonstration account."""

    @cache
    def is_demonstration():
        by_a_demonstrator = Q(author__is_demonstration=True) | Q(reviewer__is_demonstration=True)
        by_a_demonstrator |= Q(credentials_confirmed_by__is_demonstration=True)
        return Edition.objects.live().filter(by_a_demonstrator).exists()

    return {"is_demonstration": is_demonstration}
