"""The kinds of text. A kind is a model that inherits from Edition; nothing else registers it.

class ArticleEdition(Edition):
    kind = "article"                     # as it stands in Page.kind, never changed
    words_template = "articles/words.html"
    body = models.TextField()            # its words: text, numbers and dates only
"""

from functools import cache

from django.apps import apps


@cache
def edition_models():
    """The edition models by kind, in the order of the installed apps."""
    from editions.models import Edition

    models = (model for model in apps.get_models() if issubclass(model, Edition) and model is not Edition)
    return {model.kind: model for model in models if not model._meta.proxy}


def edition_model(kind):
    return edition_models()[kind]


def own_texts(model):
    """The names of this kind's own words that can hold a text; a word's column has its name."""
    own = (field for field in model._meta.local_fields if field.name != "edition_ptr")
    return [field.name for field in own if field.get_internal_type() in {"CharField", "TextField", "SlugField"}]
