from editions import schema


def card_schema(edition):
    """The template's ``heading``, and ``schema``: the page, and the sources in the order in which readers see them."""
    heading = f"{edition.title}: {edition.numbers}"
    page = schema.medical_web_page(edition, ()) | schema.cited(edition) | {"name": heading}
    return {"heading": heading, "schema": schema.script(page)}
