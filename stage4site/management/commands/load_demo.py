from django.conf import settings
from django.core.management.base import BaseCommand

from stage4site import demo, demo_questions
from stage4site.demo_pages import KINDS


class Command(BaseCommand):
    help = "Adds the demonstration accounts and pages that are missing. Refuses on a production site."

    def add_arguments(self, parser):
        kinds = ", ".join([*(model.prefix for model in KINDS), demo_questions.FOLDER])
        parser.add_argument(
            "--only", nargs="+", default=(), help=f"Only these kinds ({kinds}) or pages (glossary/trastuzumab)."
        )

    def handle(self, *args, only, **options):
        demo.load(only, progress=lambda path: self.stdout.write(f"added: {path}"))
        self.stdout.write("Demonstration accounts (sign in at /accounts/login/):")
        for email, (_name, role) in demo.PEOPLE.items():
            self.stdout.write(f"  {role:18} {email:24} {demo.PASSWORD}")
        if addresses := demo_questions.addresses():
            self.stdout.write("What those see who asked two of the questions (published; answered privately):")
        for address in addresses:
            self.stdout.write(f"  {settings.SITE_URL}{address}")
