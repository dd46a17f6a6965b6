#!/usr/bin/env python3
"""Judge: what a screen reader gets from a tagged PDF, beyond what veraPDF can see (a reversed reading order, `alt="image"`).

usage: accessibility.py FILE [--order 'first|second|third']
--order: pieces of text in the order in which they must be spoken. From right to left each piece must lie within one line.
"""
import argparse
import collections
import re
import subprocess
import tempfile
import unicodedata

import pdfplumber
import pikepdf

from verdict import check, finish, info

MEANINGLESS = re.compile(
    r"\W*(image|picture|photo|graphic|figure|bild|foto|grafik|dessin|(code )?qr([ -]?code)?|logo|img\d*|untitled|"
    r".*\.(png|jpe?g|svg))\W*", re.I)
NOT_COMPARED = re.compile("[\u2010\u200e\u200f\u202a-\u202e\u2066-\u2069]")
RIGHT_TO_LEFT = "[\u0590-\u08ff]"  # Hebrew, Arabic and their neighbours; compatibility forms are gone by then
RIGHT_TO_LEFT_RUN = re.compile(f"{RIGHT_TO_LEFT}(?:[^A-Za-z0-9]*{RIGHT_TO_LEFT})?")
UNTAGGED_ALLOWED = 0.02  # running heads and folios may be artifacts
# In Indic scripts a glyph may stand for parts of several letters. The spans say which, but poppler's reader of the
# structure tree cannot take them (see spoken_text), and what single glyphs say comes near it at best.
UNTAGGED_ALLOWED_INDIC = 0.04
INDIC = re.compile("[\u0900-\u0dff]")


def output_of(*command):
    return subprocess.run(command, capture_output=True).stdout.decode("utf8", "replace")


def bare(text):
    """Text without spaces, taken apart into letters and marks, so that two extractors can be compared.

    Nor bidi controls: pdftotext puts them around each right-to-left line to tell the terminal how to show it. They are not
    on the page, so a structure tree cannot hold them, and a right-to-left page would seem to lose text. Nor hyphens that
    stand only where a line ends (U+2010; words that have one of their own have U+002D)."""
    return re.sub(r"\s+", "", NOT_COMPARED.sub("", unicodedata.normalize("NFKD", text)))


def as_drawn(text):
    """Bare text with each right-to-left run turned round, as its glyphs follow each other on the page.

    PDF writers draw such runs from left to right; readers turn whole lines back. `pdfinfo -struct-text` does not. A letter
    with its hamza is one glyph: letters are taken apart only when the runs are turned."""
    whole = re.sub(r"\s+", "", NOT_COMPARED.sub("", unicodedata.normalize("NFKC", text)))
    return bare(RIGHT_TO_LEFT_RUN.sub(lambda run: run[0][::-1], whole))


def without_inner_spans(page):
    """The page's operators without marked content that has no number of its own (spans with ActualText)."""
    kept, open_marks = [], []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BMC", "BDC"):
            open_marks.append(name == "BDC" and isinstance(operands[1], pikepdf.Dictionary) and "/MCID" in operands[1])
        numbered = open_marks.pop() if name == "EMC" and open_marks else bool(open_marks and open_marks[-1])
        if name not in ("BMC", "BDC", "EMC") or numbered:
            kept.append((operands, operator))
    return pikepdf.unparse_content_stream(kept)


def spoken_text(path):
    """The text of the structure tree, in its order.

    poppler drops what follows a span within the same marked content, so it is shown a copy without such spans."""
    with pikepdf.open(path) as pdf, tempfile.NamedTemporaryFile(suffix=".pdf") as copy:
        for page in pdf.pages:
            page.Contents = pdf.make_stream(without_inner_spans(page))
        pdf.save(copy.name)
        return " ".join(re.findall(r'^\s*"(.*)"\s*$', output_of("pdfinfo", "-struct-text", copy.name), re.M))


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


def running_lines(path):
    """First and last lines that come back on other pages, but for their numbers."""
    pages = [page.strip().splitlines() for page in output_of("pdftotext", "-layout", path, "-").split("\f")]
    ends = [line.strip() for lines in pages if lines for line in (lines[0], lines[-1])]
    often = collections.Counter(re.sub(r"\d+", "#", line) for line in ends)
    return [line for line in ends if often[re.sub(r"\d+", "#", line)] > 1]


def everything_is_spoken(path, spoken):
    tagged = collections.Counter(bare(spoken))
    visible = collections.Counter(bare(output_of("pdftotext", path, "-")))
    # Running heads and page numbers are no part of what is read aloud (ISO 14289-1, 7.8).
    visible -= collections.Counter(bare("".join(running_lines(path))))
    lost = sum((visible - tagged).values()) / (sum(visible.values()) or 1)
    indic = sum(number for letter, number in visible.items() if INDIC.match(letter)) > sum(visible.values()) / 2
    check(lost <= (UNTAGGED_ALLOWED_INDIC if indic else UNTAGGED_ALLOWED), "a11y-all-text-tagged", f"{100 - 100 * lost:.1f}% of the visible characters are tagged")


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
        ends = [found + len(form) for form in (bare(piece), as_drawn(piece)) if (found := text.find(form, reached)) >= 0]
        check(bool(ends), "a11y-order", piece)
        reached = min(ends, default=reached)


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
