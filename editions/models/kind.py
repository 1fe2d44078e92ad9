"""What a kind says of itself, and what it adds to the life cycle: each of these may be set or overridden by a kind."""

from django.utils.text import capfirst
from django.utils.translation import gettext


class OfAKind:
    """Mixed into Edition; everything here is what holds for most kinds."""

    # The kind, as in Page.kind; the template of its words area. Set by each kind.
    kind = None
    words_template = None
    # The words that stand in this table, whatever the kind.
    shared_words = ("title", "summary", "change_note", "unexplained", "sought_as")
    # What an author says of one edition only, and what is said of one that repeats the words of the last.
    said_anew = ("change_note",)
    said_when_unchanged = {}
    # Where a topic shows pages of this kind: those with 1 come first; 0 is nowhere.
    in_topics = 0
    # Whether readers are told what of this kind was newly reviewed.
    in_newest = False
    # Whether other pages offer it as what to read next.
    is_read_next = True
    # For kinds that readers find so: what one page is called, the heading over several, and whether those are looked
    # up by their names, as in a dictionary, and not by what is new.
    called = heading = None
    # A template for the page as the very thing that a reader looked for by its name: on top of what was found.
    card_template = None
    # Templates for what the head of its pages has beside the others: a style sheet, the rest; its Open Graph type.
    style_template = head_template = None
    open_graph = "article"
    # A template for what a reviewer has to look at beside the words.
    review_template = None
    by_name = False
    # Whether the words can be erased (``editions.models.erasing``).
    erasable = False
    # Whether people without an account may be sent a link to an edition that is not live.
    previewed_by_link = True
    # Whether titles, lists, mails and logs of the desk do not say what a page is about while readers do not see it.
    discreet = False

    @classmethod
    def discreet_names(cls, pages):
        """{id: what the desk calls this page then}, for each of these pages of a ``discreet`` kind."""
        return {page.pk: f"{cls.kind} {page.pk}" for page in pages}

    def statements(self):
        """What the author says of this edition beside its words, in sentences for the reviewer; kinds add to it."""
        return []

    def names_to_find(self):
        """(name, whether readers see it) of each name by which somebody looks for this page, the title first."""
        return [(self.title, True)]

    @classmethod
    def list_of_all(cls):
        """(address, name) of the list of this kind's pages."""
        pages = cls.page_model()
        return f"/{pages.prefix}/", cls.heading or capfirst(pages._meta.verbose_name_plural)

    @classmethod
    def own_guards(cls):
        """Guards that this kind adds to those that every kind has (``editions.guards.guard.Guard``)."""
        return ()

    @classmethod
    def why_not_begun_by(cls, person, page):
        """Why this writer may not begin the next edition of this page, and so read its newest words; or None."""
        return None

    def why_not_published(self):
        """Why this kind's rules keep this edition from being published now, or None."""
        return None

    def why_not_sent_privately(self):
        """Why this edition may not be approved without being published, or None; most kinds have no such thing."""
        return gettext("A page of this kind is approved for readers, now or for a time.")

    def goes_live(self):
        """Called first in the transaction that puts this edition live; kinds do what follows from it."""

    def is_kept_private(self):
        """Called in the transaction that approves this edition without publishing it; kinds do what follows."""

    def is_taken_down(self):
        """Called first in the transaction that withdraws this edition, which somebody reads. A failure is logged."""

    def may_be_seen_by(self, person):
        """Whether a colleague who may see pages of this kind may see the words of this edition on the desk."""
        return True

    def is_read(self, *, by):
        """Called before the desk shows these words to a colleague; a kind that has to writes it down."""
