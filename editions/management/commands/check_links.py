from django.core.management.base import BaseCommand
from django.utils import timezone

from editions import links


class Command(BaseCommand):
    help = (
        "Asks whether the web addresses in live and open editions still exist, those first that were asked longest "
        "ago. Run it each night. Nothing waits for it, and a dead link is no failure of this command."
    )

    def add_arguments(self, parser):
        parser.add_argument("--limit", type=int, default=200, help="How many addresses to ask at most (200).")
        parser.add_argument("--dry-run", action="store_true", help="Only say which addresses would be asked.")

    def handle(self, *args, limit, dry_run, **options):
        if dry_run:
            for address in links.next_to_ask(links.collect(), max(limit, 0), timezone.now()):
                self.stdout.write(f"would be asked: {address}")
            return
        run = links.check(max(limit, 0), tell=self._tell)
        self.stdout.write(f"{run.asked} asked: {run.works} work, {run.dead} dead, {run.unknown} unknown.")

    def _tell(self, state):
        if state.works is False:
            self.stdout.write(f"dead: {state.address}: {links.why_dead(state)}")
