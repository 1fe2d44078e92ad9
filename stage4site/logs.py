"""What the log says: one JSON object a line, and in none of them what somebody read, typed or is called.

Paths and query strings are left out (a path can carry a token, and what somebody reads is about their
health), and so is what an exception says (PostgreSQL quotes whole rows in it). Messages of our own loggers
are written to hold nothing of that kind; of other people's only the template is kept, without its arguments.
"""

import datetime
import json
import logging
import sys
import time

OURS = {
    "stage4site", "articles", "editions", "experts", "glossary", "markup", "people", "printouts", "questions", "search",
    "urgent", "videos", "wording",
}  # fmt: skip
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"}
FIELDS = ("method", "route", "status", "ms")  # of a request

logger = logging.getLogger(__name__)


class JsonLines(logging.Formatter):
    """A record as one line of JSON: time (UTC), level, logger, message, and where it was written or failed."""

    def format(self, record):
        moment = datetime.datetime.fromtimestamp(record.created, datetime.UTC)
        line = {
            "time": moment.isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _message(record),
            **{name: getattr(record, name) for name in FIELDS if record.name == __name__ and hasattr(record, name)},
        }
        if not _ours(record):
            line["at"] = f"{record.pathname}:{record.lineno} {record.funcName}"
        if record.exc_info and record.exc_info[1]:
            line["errors"] = list(failures(record.exc_info[1]))
        return json.dumps(line)


def _ours(record):
    return record.name.split(".")[0] in OURS


def _message(record):
    """Ours whole. Of others the template; nothing when there are no arguments, for then it may be a finished text."""
    if _ours(record):
        return record.getMessage()
    return str(record.msg) if record.args else ""


def failures(error):
    """Type and frames of an exception and of those that led to it; never what they say."""
    seen = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield {"type": f"{type(error).__module__}.{type(error).__qualname__}", "frames": list(_frames(error))}
        error = error.__cause__ or error.__context__


def _frames(error):
    step = error.__traceback__
    while step is not None:
        code = step.tb_frame.f_code
        yield f"{code.co_filename}:{step.tb_lineno} {code.co_name}"
        step = step.tb_next


class RequestLog:
    """A line for each request: method, route, status and milliseconds. Stands first, so that it sees every answer."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        began = time.monotonic()
        response = self.get_response(request)
        match = getattr(request, "resolver_match", None)
        fields = {
            "method": request.method if request.method in METHODS else "other",
            "route": match.route if match else None,
            "status": response.status_code,
            "ms": round((time.monotonic() - began) * 1000),
        }
        logger.info("request", extra=fields)
        return response


def quiet_uncaught(kind, error, frames):
    """``sys.excepthook`` of production: a command that fails tells the log where, and a terminal everything."""
    if issubclass(kind, KeyboardInterrupt) or sys.stderr.isatty():
        sys.__excepthook__(kind, error, frames)
    else:
        logger.critical("uncaught", exc_info=(kind, error, frames))


def configuration(production):
    """Django's LOGGING: JSON lines in production, plain ones in development; all of it on standard error."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {"()": "stage4site.logs.JsonLines"},
            "plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json" if production else "plain"}},
        "root": {"handlers": ["console"], "level": "INFO" if production else "WARNING"},
        "loggers": {**(_DJANGO if production else {}), **_PDFS},
    }


# Django's own handlers would mail whole requests, or print them.
_DJANGO = {"django": {"handlers": [], "level": "INFO", "propagate": True}}
# What makes PDFs tells each of its steps.
_PDFS = {name: {"level": "ERROR"} for name in ("weasyprint", "weasyprint.progress", "fontTools")}


def gunicorn():
    """gunicorn's ``logconfig_dict``: its errors as JSON lines, and no log of its own of who asked for what."""
    return {
        **configuration(production=True),
        "loggers": {
            "gunicorn.error": {"handlers": ["console"], "level": "INFO", "propagate": False},
            "gunicorn.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
        },
    }
