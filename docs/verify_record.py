#!/usr/bin/env python3
"""Checks the record of a page without the site that made it. Python 3.11 or newer, nothing else.

    python verify_record.py RECORD.json [--key-file FILE]

Prints a line for each edition, and below it what is wrong. Without the key, which the site's operator keeps, it
says of every signature that it was not checked. Exits with 0 when all that was checked holds, with 1 when anything
is wrong, with 2 when the file cannot be read as a record. docs/record.md says what this proves, and what not.
"""

import argparse
import datetime
import hashlib
import hmac
import itertools
import json
import sys
from pathlib import Path

FORMAT = "stage4 record 1"
# fmt: off
SEALED = ("page_id", "number", "author_id", "author_name", "author_credit", "html", "text", "files", "renderer")
SIGNED = ("page_id", "number", "title", "summary", "author_name", "seal", "reviewer_id", "reviewed_at", "reviewer_name",
          "reviewer_letters", "reviewer_role", "reviewer_organisation", "credentials_until",
          "credentials_confirmed_by_id", "publish_at", "review_due_on")
SUBMITTED = ("page_id", "number", "author_id", "submitted_at", "seal")
# What an edition must have once it is submitted, decided, closed.
SUBMISSION = ("submitted_at", "seal", "submission", "html", "author_name")
DECISION = ("reviewer_id", "reviewed_at", "reviewer_name", "credentials_until", "credentials_confirmed_by_id",
            "review_due_on", "countersign")
CLOSING = ("closed_at", "closed_by_id", "closed_why")
HAS = {"draft": (), "in review": SUBMISSION, "closed": CLOSING, "approved": (*SUBMISSION, *DECISION),
       "published": (*SUBMISSION, *DECISION, "published_at"),
       "superseded": (*SUBMISSION, *DECISION, "published_at", "superseded_at")}
ENDS = ("published_at", "superseded_at", "closed_at")
DECIDED = ("reviewed_at", "countersign", *ENDS)
HAS_NOT = {"draft": ("submitted_at", *DECIDED), "in review": DECIDED, "approved": ENDS, "published": ENDS[1:],
           "superseded": ENDS[2:], "closed": ENDS[1:2]}
# fmt: on
MOMENTS = ("created_at", "submitted_at", "reviewed_at", "published_at", "superseded_at", "closed_at")


def canonical(version, fields):
    """The version, then a line ``name:length:value`` for each field that is not empty, sorted by name."""
    texts = {name: "" if fields[name] is None else str(fields[name]) for name in fields}
    return "\n".join([version, *(f"{name}:{len(texts[name])}:{texts[name]}" for name in sorted(texts) if texts[name])])


def encoded(text):
    return text.encode(errors="surrogatepass")


def sha256(text):
    return hashlib.sha256(encoded(text)).hexdigest()


def seal_of(fields, page, word_names):
    sealed = {name: fields[name] for name in (*SEALED, *word_names)}
    return sha256(canonical("stage4 seal 1", {**sealed, "kind": page["kind"], "language": page["language"]}))


def key_id(key):
    return sha256(f"key id of {key}")[:8]


def why_not_signed(signature, text, keys):
    """Why none of the keys made this signature of this text, or None."""
    made = [f"{key_id(key)}:{hmac.new(encoded(key), encoded(text), hashlib.sha256).hexdigest()}" for key in keys]
    if any(hmac.compare_digest(encoded(str(signature)), encoded(one)) for one in made):
        return None
    named = str(signature).partition(":")[0]
    if named not in {key_id(key) for key in keys}:
        return f"it names the key {named[:8]!a}, which is not in the key file"
    return "it is not the signature of what stands here"


def load(path):
    """The whole file as a dict whose shape is that of a record."""
    whole = json.loads(Path(path).read_text(encoding="utf-8"), object_pairs_hook=once)
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        raise ValueError(f"{path} is not a record of the form “{FORMAT}”.")
    return whole


def once(pairs):
    """An object in which no name stands twice: two readers could take different values."""
    if len({name for name, _value in pairs}) != len(pairs):
        raise ValueError("a name stands twice in one object")
    return dict(pairs)


def moment(fields, name):
    if not fields[name]:
        return None
    found = datetime.datetime.fromisoformat(fields[name])
    if found.tzinfo is None:
        raise ValueError(f"{name} has no time zone")
    return found


def read_keys(path):
    """Keys as the operator's COUNTERSIGN_KEYS has them: separated by commas, or one a line."""
    keys = [key.strip() for key in Path(path).read_text(encoding="utf-8").replace("\n", ",").split(",") if key.strip()]
    if not keys:
        raise ValueError(f"{path} holds no key.")
    return keys


def problems_of(edition, record, keys):
    """A sentence for each thing that is wrong with this edition."""
    fields = edition["fields"]
    yield from wrong_state(fields, record["page"])
    sealed = seal_of(fields, record["page"], record["word_names"]) if fields["submitted_at"] or fields["seal"] else ""
    if fields.get("erased_at"):
        yield from wrong_erasure(fields, record["word_names"])
    elif fields["seal"] != sealed:
        yield "its words are not those that were sealed"
    yield from wrong_dates(fields)
    if fields["reviewer_id"] is not None:
        yield from wrong_reviewer(fields, record)
    yield from wrong_answers(edition)
    if keys:
        yield from wrong_signatures(fields, keys)


def wrong_erasure(fields, word_names):
    """Of what is erased no word is left, so that neither its seal nor its countersignature can be checked."""
    texts = [one for one in ("html", "text", "files", *word_names) if isinstance(fields[one], str) and fields[one]]
    if texts or fields["status"] not in {"superseded", "closed"}:
        yield f"it is marked as erased, but is {fields['status']!a} and has {', '.join(texts) or 'no words'}"


def wrong_state(fields, page):
    status = fields["status"]
    if status not in HAS:
        yield f"{status!a} is no state"
        return
    needed = [*HAS[status], *(SUBMISSION if fields["submitted_at"] else ())]
    needed += DECISION if fields["countersign"] or fields["reviewer_name"] or fields["published_at"] else ()
    needed = [name for name in needed if name != "html" or not fields.get("erased_at")]
    if missing := sorted({name for name in needed if fields[name] in {None, ""}}):
        yield f"it is {status}, but has no {', '.join(missing)}"
    if early := [name for name in HAS_NOT[status] if fields[name] not in {None, ""}]:
        yield f"it is {status}, but has {', '.join(early)}"
    if fields["page_id"] != page["id"]:
        yield f"it belongs to page {fields['page_id']!a}"


def wrong_dates(fields):
    known = [(name, moment(fields, name)) for name in MOMENTS if fields[name]]
    for (earlier, first), (later, second) in itertools.pairwise(known):
        if first > second:
            yield f"{later} is before {earlier}"
    published, planned = moment(fields, "published_at"), moment(fields, "publish_at")
    if published and planned and published < planned and not fields["published_by_id"]:
        yield "it was published before its time, by nobody"


def wrong_reviewer(fields, record):
    authors = authors_before(fields, record["editions"])
    if fields["reviewer_id"] in authors:
        yield "its reviewer wrote some of these words"
    if not fields["countersign"]:
        return
    if fields["credentials_confirmed_by_id"] in {*authors, fields["reviewer_id"]}:
        yield "its reviewer's credentials were confirmed by an author of these words, or by the reviewer"
    reviewed = moment(fields, "reviewed_at")
    if reviewed and str(fields["credentials_until"]) < reviewed.astimezone(datetime.UTC).date().isoformat():
        yield "its reviewer's credentials had ended"


def authors_before(fields, editions):
    """Everybody who wrote an edition since the last approval that stood when this one was decided; its author too."""
    decided = moment(fields, "reviewed_at")
    earlier = [one["fields"] for one in editions if one["fields"]["number"] < fields["number"]]
    standing = [one["number"] for one in earlier if one["countersign"] and stood(one, decided)]
    last = max(standing, default=0)
    return {fields["author_id"], *(one["author_id"] for one in earlier if one["number"] > last)}


def stood(fields, at):
    closed = moment(fields, "closed_at")
    return closed is None or (at is not None and closed > at)


def wrong_answers(edition):
    fields = edition["fields"]
    for answer in edition["answers"]:
        if not fields["countersign"] or answer["answered_by_id"] != fields["reviewer_id"]:
            yield "a warning was answered by somebody who did not approve it"
        elif answer["answered_at"] != fields["reviewed_at"]:
            yield "a warning was answered at another time than it was approved"


def wrong_signatures(fields, keys):
    if fields["seal"]:
        text = canonical("stage4 submission 1", {name: fields[name] for name in SUBMITTED})
        if why := why_not_signed(fields["submission"], text, keys):
            yield f"its author's submission does not hold: {why}"
    if fields["countersign"] and not fields.get("erased_at"):
        text = canonical("stage4 countersign 1", {name: fields[name] for name in SIGNED})
        if why := why_not_signed(fields["countersign"], text, keys):
            yield f"its reviewer's countersignature does not hold: {why}"


def problems_of_record(whole, keys):
    record = whole["record"]
    digest = sha256(json.dumps(record, sort_keys=True, ensure_ascii=True, separators=(",", ":")))
    if whole["digest"] != digest:
        yield "the record is not the one that was exported: its digest is another"
    exported = {"digest": digest, "exported_at": whole["exported_at"], "exported_by": whole["exported_by"]}
    if keys and (why := why_not_signed(whole["signature"], canonical(FORMAT, exported), keys)):
        yield f"the signature of the export does not hold: {why}"
    editions = [edition["fields"] for edition in record["editions"]]
    yield from missing_editions(editions)
    for name, states in (("live", ["published"]), ("open", ["draft", "in review", "approved"])):
        found = [one["number"] for one in editions if one["status"] in states]
        if len(found) > 1:
            yield f"more than one edition is {name}: {found}"
    yield from wrong_after_withdrawal(record, editions)


def wrong_after_withdrawal(record, editions):
    last = max((moment(one, "withdrawn_at") for one in record["withdrawals"]), default=None)
    for one in editions:
        submitted = moment(one, "submitted_at")
        if last and submitted and submitted <= last and one["status"] in {"in review", "approved", "published"}:
            yield f"edition {one['number']} is {one['status']}, but was submitted before a withdrawal"


def missing_editions(editions):
    numbers, ids = [one["number"] for one in editions], {one["id"] for one in editions}
    if missing := sorted(set(range(1, max(numbers, default=1) + 1)) - set(numbers)):
        yield f"edition {', '.join(map(str, missing))} is missing"
    if numbers != sorted(set(numbers)):
        yield "an edition stands twice, or not in its place"
    published = {one["published_at"] for one in editions}
    for one in editions:
        if one["superseded_at"] and one["superseded_at"] not in published:
            yield f"the edition that replaced edition {one['number']} is missing"
        if one["based_on_id"] is not None and one["based_on_id"] not in ids:
            yield f"the edition that edition {one['number']} began as a copy of is missing"


def described(edition, record, keys):
    """One line: number, state, who wrote and who decided, and which checks were made."""

    def name(pk):
        return record["people"].get(str(pk), {}).get("name", f"account {pk}")

    fields = edition["fields"]
    parts = [f"{fields['status']}, by {name(fields['author_id'])}"]
    if fields["reviewer_id"] is not None:
        verb = "approved" if fields["countersign"] else "sent back"
        parts.append(f"{verb} by {name(fields['reviewer_id'])} on {str(fields['reviewed_at'])[:10]}")
    checked = "signatures checked" if keys else "signatures not checked: no key"
    sealed = [f"seal {str(fields['seal'])[:8]}", checked]
    parts += sealed if fields["seal"] else ["never submitted: nothing was sealed"]
    parts += [f"words erased on {str(fields['erased_at'])[:10]}: not checked"] if fields.get("erased_at") else []
    return f"edition {fields['number']}: {'; '.join(parts)}"


def report(whole, keys):
    """Print what was found; returns how many things are wrong."""
    record, wrong = whole["record"], 0
    for edition in record["editions"]:
        found = list(problems_of(edition, record, keys))
        say(described(edition, record, keys), *(f"  WRONG: {one}" for one in found))
        wrong += len(found)
    found = list(problems_of_record(whole, keys))
    say(*(f"WRONG: {one}" for one in found))
    wrong += len(found)
    if not keys:
        say("Not checked: no key. Whoever can write the database, or this file, can make seals that fit.")
    say(f"{wrong} wrong." if wrong else f"Nothing is wrong with {len(record['editions'])} editions.")
    return wrong


def say(*lines):
    """Nothing is printed that a terminal would obey."""
    for line in lines:
        sys.stdout.write("".join(letter if letter.isprintable() else "?" for letter in line) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("record", help="the record of a page, as JSON")
    parser.add_argument("--key-file", help="the operator's countersigning keys, one a line")
    given = parser.parse_args()
    try:
        whole = load(given.record)
        wrong = report(whole, read_keys(given.key_file) if given.key_file else [])
    except (AttributeError, KeyError, OSError, RecursionError, TypeError, ValueError) as error:
        sys.stderr.write(f"Cannot be read as a record: {type(error).__name__} {str(error)!a}\n")
        sys.exit(2)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
