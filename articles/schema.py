from editions import schema
from editions.views import topics_of


def article_schema(edition):
    """The template's ``schema``: the page, and the sources in the order in which readers see them."""
    return {"schema": schema.script(schema.medical_web_page(edition, topics_of(edition)) | schema.cited(edition))}
