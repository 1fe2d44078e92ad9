from django.core.management.base import BaseCommand

from stage4site import demo


class Command(BaseCommand):
    help = "Adds the demonstration accounts and pages that are missing. Refuses on a production site."

    def handle(self, *args, **options):
        added = demo.load()
        for path in added:
            self.stdout.write(f"added: {path}")
        self.stdout.write("Demonstration accounts (sign in at /accounts/login/):")
        for email, (_name, role) in demo.PEOPLE.items():
            self.stdout.write(f"  {role:18} {email:24} {demo.PASSWORD}")
