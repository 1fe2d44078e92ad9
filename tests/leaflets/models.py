from django.db import models

from editions.models import Edition, KindManager, Page


class LeafletEdition(Edition):
    kind = "leaflet"
    words_template = "leaflets/words.html"

    lines = models.TextField(blank=True)
    fold = models.PositiveSmallIntegerField(default=2)

    @classmethod
    def page_model(cls):
        return Leaflet


class Leaflet(Page):
    edition_model = LeafletEdition
    prefix = "leaflets"
    objects = KindManager()

    class Meta:
        proxy = True
