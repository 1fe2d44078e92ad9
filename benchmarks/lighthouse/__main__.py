"""Lighthouse (mobile) on a production-like site: the scores of each page, and every audit below 1 with its reason.

    npm ci --prefix benchmarks/lighthouse      # once
    python -m benchmarks.lighthouse [--page /articles/bone-pain/ …]

The site is served over loopback without TLS, on the name localhost, which browsers take for secure. So nothing is
lost for mixed content or for missing TLS, but the site sends no HSTS, and HTTP/1.1 is spoken, where a proxy would
speak HTTP/2: audits that look at these say so below, and none of them counts for a score.

Performance depends on how busy the machine is: Lighthouse slows the network and the processor down by calculation,
but starts from what it measures. Of each page the run with the best performance of ``--runs`` counts.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.site import served

FOLDER = Path(__file__).parent
LIGHTHOUSE = FOLDER / "node_modules" / ".bin" / "lighthouse"
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
PAGES = ("/", "/articles/bone-pain/", "/topics/symptoms/")


class Unfinished(Exception):
    """Lighthouse gave up, as it does now and then on a busy machine."""


def lighthouse(url, folder):
    """Lighthouse's own report of this page, as a dictionary. It is written into the folder and nowhere else."""
    path = Path(folder) / "report.json"
    path.unlink(missing_ok=True)
    command = [
        str(LIGHTHOUSE), url, "--quiet", "--output=json", f"--output-path={path}",
        f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={FLAGS}", "--no-enable-error-reporting",
    ]  # fmt: skip
    environment = {**os.environ, "CHROME_PATH": CHROMIUM, "TMPDIR": str(folder)}
    done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=False)
    report = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    if done.returncode or not report or "runtimeError" in report:
        raise Unfinished(report.get("runtimeError", {}).get("message") or done.stdout + done.stderr)
    return report


def best(url, folder, runs):
    """The report of the run with the best performance; of those that do not finish, as many are made up for."""
    reports, unfinished = [], []
    while len(reports) < runs:
        try:
            reports.append(lighthouse(url, folder))
        except Unfinished as error:
            unfinished.append(error)
            print(f"{url}: a run did not finish: {error}")
            if len(unfinished) > runs:
                raise
    return max(reports, key=lambda report: report["categories"]["performance"]["score"] or 0)


def scores(report):
    """The score of each category out of 100; Lighthouse gives none when it could not look."""
    return {name: round((report["categories"][name]["score"] or 0) * 100) for name in CATEGORIES}


def imperfect(report):
    """(category, weight in its score, audit) of each audit that has a score below 1, or failed to run."""
    for name in CATEGORIES:
        for reference in report["categories"][name]["auditRefs"]:
            audit = report["audits"][reference["id"]]
            wrong = audit["scoreDisplayMode"] == "error"
            if wrong or (audit["score"] is not None and audit["score"] < 1):
                yield name, reference["weight"], audit


def reasons(audit, most=4):
    """What the audit found, in a few lines; what it looks for when it found nothing that could be listed."""
    said = [audit[name] for name in ("displayValue", "explanation", "errorMessage") if audit.get(name)]
    items = (audit.get("details") or {}).get("items") or []
    if isinstance(items, dict):  # a check list: what is not so
        items = [check for check in items.values() if not check["value"]]
    items = [item for item in items if "type" not in item]
    said += [" · ".join(_words(item)) for item in items[:most]]
    if len(items) > most:
        said.append(f"… and {len(items) - most} more")
    return said or [re.sub(r"\[(.*?)\]\(.*?\)", r"\1", audit["description"])]


def _words(item):
    """The texts and numbers of a row of Lighthouse's table, and what the node says to which it points."""
    for name, value in item.items():
        if isinstance(value, dict):
            node = {key: value[key] for key in ("snippet", "explanation", "url", "value") if value.get(key)}
            yield from (f"{key}: {' '.join(str(said).split())[:300]}" for key, said in node.items())
        elif not isinstance(value, list):
            yield f"{name}: {str(value)[:300]}"


def show(page, report):
    print(f"\n{page}   " + "   ".join(f"{name} {score}" for name, score in scores(report).items()))
    for category, weight, audit in imperfect(report):
        counts = f"weight {weight}" if weight else "does not count"
        print(f"  {category}: {audit['id']} ({counts}, score {audit['score']}): {audit['title']}")
        for reason in reasons(audit):
            print(f"      {reason}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--page", action="append", help=f"instead of {', '.join(PAGES)}")
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    if not LIGHTHOUSE.exists() or not Path(CHROMIUM).exists():
        print("Needs Debian's chromium, and Lighthouse: npm ci --prefix benchmarks/lighthouse")
        return 2
    plain = {"ALLOWED_HOSTS": "localhost", "SITE_URL": "http://localhost:{port}", "SSL_REDIRECT": "0"}
    good = True
    with served(**plain) as site, tempfile.TemporaryDirectory(prefix="stage4-lighthouse-") as folder:
        for page in asked.page or PAGES:
            report = best(f"http://localhost:{site.port}{page}", folder, asked.runs)
            show(page, report)
            good = good and all(score == 100 for score in scores(report).values())
        print(f"\nLighthouse {report['lighthouseVersion']}, mobile, best of {asked.runs}: ", end="")
        print("100 in every category of every page" if good else "not 100 everywhere, for the reasons above")
    return int(not good)


if __name__ == "__main__":
    sys.exit(main())
