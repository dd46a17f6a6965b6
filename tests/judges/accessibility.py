#!/usr/bin/env python3
"""Judge: what a screen reader gets from a tagged PDF, beyond what veraPDF can see (a reversed reading order, `alt="image"`).

usage: accessibility.py FILE [--order 'first|second|third']
--order: pieces of text in the order in which they must be spoken.
"""
import argparse
import collections
import re
import subprocess
import unicodedata

import pdfplumber
import pikepdf

from verdict import check, finish, info

MEANINGLESS = re.compile(
    r"\W*(image|picture|photo|graphic|figure|qr ?(code)?|logo|img\d*|untitled|.*\.(png|jpe?g|svg))\W*", re.I)
UNTAGGED_ALLOWED = 0.02  # running heads and folios may be artifacts


def output_of(*command):
    return subprocess.run(command, capture_output=True).stdout.decode("utf8", "replace")


def bare(text):
    """Text without spaces and compatibility forms, so that two extractors can be compared."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def spoken_text(path):
    """The text of the structure tree, in its order."""
    return " ".join(re.findall(r'^\s*"(.*)"\s*$', output_of("pdfinfo", "-struct-text", path), re.M))


def document_properties(path):
    facts = output_of("pdfinfo", path)

    def fact(key):
        found = re.search(rf"^{key}:\s*(.*)$", facts, re.M)
        return found[1].strip() if found else ""

    check(bool(fact("Title")), "a11y-title", fact("Title"))
    check(fact("Tagged") == "yes", "a11y-tagged", fact("Tagged"))
    with pikepdf.open(path) as pdf:
        check("/Lang" in pdf.Root, "a11y-lang", str(pdf.Root.get("/Lang", "")))
        preferences = pdf.Root.get("/ViewerPreferences", {})
        check(bool(preferences.get("/DisplayDocTitle", False)), "a11y-display-title")


def everything_is_spoken(path, spoken):
    tagged = collections.Counter(bare(spoken))
    visible = collections.Counter(bare(output_of("pdftotext", path, "-")))
    lost = sum((visible - tagged).values()) / (sum(visible.values()) or 1)
    check(lost <= UNTAGGED_ALLOWED, "a11y-all-text-tagged", f"{100 - 100 * lost:.1f}% of the visible characters are tagged")


def figures_and_headings(path):
    figures, levels = [], []

    def walk(element):
        kind = element.get("type") or ""
        if kind == "Figure":
            figures.append(element.get("alt_text") or "")
        if re.fullmatch(r"H[1-6]", kind):
            levels.append(int(kind[1]))
        for child in element.get("children", []):
            walk(child)

    with pdfplumber.open(path) as pdf:
        for element in pdf.structure_tree:
            walk(element)
    check(all(figures), "a11y-figure-alt", str(figures))
    check(not any(MEANINGLESS.fullmatch(alt) for alt in figures), "a11y-alt-meaningful", str(figures))
    steps_ok = all(after <= before + 1 for before, after in zip(levels, levels[1:]))
    check(not levels or (levels[0] == 1 and steps_ok), "a11y-heading-levels", str(levels))


def reading_order(spoken, pieces):
    text, reached = bare(spoken), 0
    for piece in pieces:
        found = text.find(bare(piece), reached)
        check(found >= 0, "a11y-order", piece)
        if found >= 0:
            reached = found + len(bare(piece))


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("pdf")
    arguments.add_argument("--order")
    given = arguments.parse_args()
    spoken = spoken_text(given.pdf)
    document_properties(given.pdf)
    everything_is_spoken(given.pdf, spoken)
    figures_and_headings(given.pdf)
    if given.order:
        reading_order(spoken, given.order.split("|"))
    info("a11y-spoken", spoken[:160])
    finish()


if __name__ == "__main__":
    main()
