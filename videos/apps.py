from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VideosConfig(AppConfig):
    """A kind: videos."""

    name = "videos"
    verbose_name = _("Videos")

    def ready(self):
        from editions import serving
        from videos.beside import offer_videos
        from videos.player import put_player
        from videos.searching import put_search

        serving.register(put_player)
        serving.register(offer_videos)
        serving.register(put_search)
