from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PrintoutsConfig(AppConfig):
    """Taking a page away: its PDF, and whether a printout is still current."""

    name = "printouts"
    verbose_name = _("Printouts")

    def ready(self):
        from editions import following, serving, verification
        from editions.guards import counting
        from printouts import checks, jobs, public

        following.register(jobs.follow)
        serving.register(public.link)
        serving.annotate(public.annotations)
        counting.register(public.counts)
        verification.register(checks.altered)
