from django.core.management.base import BaseCommand

from stage4site import demo
from stage4site.demo_pages import KINDS


class Command(BaseCommand):
    help = "Adds the demonstration accounts and pages that are missing. Refuses on a production site."

    def add_arguments(self, parser):
        kinds = ", ".join(model.prefix for model in KINDS)
        parser.add_argument(
            "--only", nargs="+", default=(), help=f"Only these kinds ({kinds}) or pages (glossary/trastuzumab)."
        )

    def handle(self, *args, only, **options):
        demo.load(only, progress=lambda path: self.stdout.write(f"added: {path}"))
        self.stdout.write("Demonstration accounts (sign in at /accounts/login/):")
        for email, (_name, role) in demo.PEOPLE.items():
            self.stdout.write(f"  {role:18} {email:24} {demo.PASSWORD}")
