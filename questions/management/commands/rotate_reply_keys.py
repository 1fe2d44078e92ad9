from django.core.management.base import BaseCommand
from django.db import transaction

from questions.models import ReplyAddress


class Command(BaseCommand):
    help = "Encrypts every reply address anew with the first of REPLY_KEYS; the older keys can be removed then."

    @transaction.atomic
    def handle(self, *args, **options):
        self.stdout.write(f"{ReplyAddress.objects.rotate()} addresses encrypted with the newest key.")
