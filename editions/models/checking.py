"""What the checks of language say of an edition, and how the reviewer answered each warning."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editions.models.writing import normal
from markup.sources import Problem
from people.refused import Refused
from wording import checks
from wording.findings import ERROR, WARNING, Text


class Unanswered(Refused):
    """Warnings that the reviewer has not answered; ``findings`` are those."""

    def __init__(self, unanswered):
        super().__init__(gettext("Answer each warning: write why you accept it, or ask for changes."), "answers")
        self.findings = unanswered


class Checked:
    """An edition as the checks of language see it. Mixed into Edition."""

    # The checks of this kind (``wording.checks``); a kind without any is not checked.
    checks = ()
    # Names of checks that apps have registered and that do not fit this kind.
    unwanted_checks = frozenset()

    def checked_texts(self):
        """The texts that are checked, each with the name of its field; kinds add to it."""
        return [Text("title", self.title, "line"), Text("summary", self.summary, "line")]

    def compared_texts(self):
        """The texts in which changes that can hurt are sought; kinds add to it."""
        return self.checked_texts()

    def findings(self):
        """Everything that the checks say of these words, errors and warnings."""
        added = tuple(check for check in checks.added() if check.__name__ not in self.unwanted_checks)
        return checks.findings(self.checked_texts(), checks=(*self.checks, *added)) if self.checks else []

    def warnings(self):
        """What a reviewer must answer before approving."""
        return [finding for finding in self.findings() if finding.level == WARNING]

    def errors_of_language(self):
        """What keeps these words from being submitted, as ``Problem``."""
        return [Problem(one.field, one.line, one.message) for one in self.findings() if one.level == ERROR]

    def earlier_answers(self):
        """What was answered to the same warnings in approvals of this page that stand, the newest by key."""
        standing = self._meta.get_field("status").model.objects.standing().filter(page_id=self.page_id)
        rows = CheckAnswer.objects.filter(edition__in=standing.exclude(pk=self.pk))
        return {row.key: row for row in rows.select_related("answered_by", "edition").order_by("pk")}

    def keep_answers(self, by, now, answers):
        """Write the reviewer's answer to each warning; raises Unanswered, and then nothing is written."""
        warnings = self.warnings()
        given = {key: normal(text) for key, text in (answers or {}).items()}
        if unanswered := [one for one in warnings if not given.get(one.key)]:
            raise Unanswered(unanswered)
        if self.answers.exists():
            raise Refused(
                gettext(
                    "Answers that no decision wrote stand with this edition. Tell the operator, and ask the author to "
                    "take it back and submit it again."
                ),
                "tampered",
            )
        CheckAnswer.objects.bulk_create(
            CheckAnswer(
                edition_id=self.pk,
                key=one.key,
                check_name=one.check,
                field=one.field,
                line=one.line,
                excerpt=one.excerpt,
                message=one.message,
                answer=given[one.key],
                answered_by=by,
                answered_at=now,
            )
            for one in warnings
        )


class CheckAnswer(models.Model):
    """“Accepted because …”: a reviewer's answer to one warning, kept with the edition that was approved."""

    edition = models.ForeignKey("editions.Edition", models.PROTECT, related_name="answers", verbose_name=_("edition"))
    key = models.CharField(max_length=16, help_text=_("The same warning has the same key in later editions."))
    check_name = models.CharField(_("check"), max_length=60)
    field = models.CharField(max_length=60)
    line = models.PositiveIntegerField(null=True)
    excerpt = models.CharField(max_length=200, blank=True)
    message = models.TextField(_("warning"))
    answer = models.TextField(_("accepted because"))
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("answered by")
    )
    answered_at = models.DateTimeField(_("answered"), default=timezone.now)

    class Meta:
        verbose_name = _("answer to a warning")
        verbose_name_plural = _("answers to warnings")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="one_answer_to_each_warning")]

    def __str__(self):
        return f"{self.check_name}: {self.answer}"
