from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editions.models import Edition, KindManager, Page
from markup import citations, sources
from markup.citations import Numbering
from markup.pictures import wordless_pictures
from markup.points import points
from markup.render import is_renderable, parse, render, render_inline
from markup.sources import Problem
from wording.checks import STANDARD
from wording.findings import Text

FEWEST_POINTS, MOST_POINTS = 3, 5


class ArticleEdition(Edition):
    """One version of an article's words."""

    kind = "article"
    words_template = "articles/words.html"
    in_topics, in_newest = 1, True
    called, heading = _("Article"), _("Articles")

    in_short = models.TextField(
        _("in short"),
        blank=True,
        help_text=_("The 3 to 5 things to know, one a line. A reader who stops here has the main part."),
    )
    body = models.TextField(
        _("text"),
        blank=True,
        help_text=_(
            "Markdown. Headings begin with ## ; cite a source as [@its-key]. Care cards: a line "
            "“::: emergency Title”, “::: urgent Title” or “::: non-urgent Title”, the text, and a line “:::”. "
            "Lists of what to do: “::: do” and “::: dont” in the same way."
        ),
    )
    sources = models.TextField(
        _("sources"),
        blank=True,
        help_text=_(
            "One a line: key | reference | web address. For example: "
            "nice-cg81 | NICE. Advanced breast cancer (CG81). 2009, updated 2017. | "
            "https://www.nice.org.uk/guidance/cg81. Readers see numbers, in the order in which you cite them."
        ),
    )

    class Meta:
        verbose_name = _("edition of an article")
        verbose_name_plural = _("editions of articles")

    @classmethod
    def page_model(cls):
        return Article

    @property
    def points(self):
        return points(self.in_short)

    checks = STANDARD

    def words_context(self):
        listed, _problems = sources.parse(self.sources)
        numbering = Numbering(known=listed)
        in_short = [render_inline(point, numbering=numbering) for point in self.points]
        body = render(self.body, doc="text", numbering=numbering)
        cited = [(listed[key], places) for key, places in numbering.places.items()]
        return {"points": in_short, "body": body, "cited": cited}

    def checked_texts(self):
        return [
            *super().checked_texts(),
            Text("in_short", self.in_short, "lines"),
            Text("body", self.body),
            Text("sources", self.sources, "lines"),
        ]

    def problems(self):
        listed, wrong_lines = sources.parse(self.sources)
        found = [*super().problems(), *self._missing(listed), *wrong_lines]
        if not (is_renderable(self.body) and is_renderable(self.in_short)):
            return [*found, Problem("body", None, gettext("The text is too long for one page: make two pages of it."))]
        body = parse(self.body)
        cited = citations.problems(listed, {"in_short": parse(self.in_short), "body": body})
        return [*found, *cited, *wordless_pictures("body", body)]

    def _missing(self, listed):
        if not FEWEST_POINTS <= len(self.points) <= MOST_POINTS:
            message = gettext("Write 3 to 5 points, one a line; there are {count}.").format(count=len(self.points))
            yield Problem("in_short", None, message)
        if not self.body:
            yield Problem("body", None, gettext("The text is empty."))
        if not listed:
            yield Problem("sources", None, gettext("Name at least one source, and cite it in the text."))


class Article(Page):
    """An article: a page whose words are in its ``ArticleEdition`` rows."""

    edition_model = ArticleEdition
    prefix = "articles"
    objects = KindManager()

    class Meta:
        proxy = True
        verbose_name = _("article")
        verbose_name_plural = _("articles")
