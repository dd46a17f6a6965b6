#!/usr/bin/env python3
"""Makes broken copies of a good office PDF, one fault each, for self-test.sh.

usage: break.py GOOD FOLDER
Writes FOLDER/<fault>.pdf and prints for each `<fault> <check that must fail>`; the copy `untouched` must pass ("-").
A fault names the check that answers for it; that others fail too is no matter.
"""
import pathlib
import sys

import numpy
import pikepdf
import zxingcpp
from pikepdf import Array, Dictionary, Name

FAULTS = []
TINY_CODE = 27  # points: modules of 0.3 mm


def fault(check):
    """Registers a function that breaks an open PDF, with the check that must notice."""
    def register(function):
        FAULTS.append((function, check))
        return function
    return register


# --- helpers

def elements(pdf):
    """The structure elements in reading order."""
    waiting = [pdf.Root.StructTreeRoot]
    while waiting:
        element = waiting.pop()
        if "/S" in element:
            yield element
        kids = element.get("/K", Array())
        kids = list(kids) if isinstance(kids, Array) else [kids]
        waiting += [kid for kid in reversed(kids) if isinstance(kid, Dictionary) and "/Obj" not in kid]


def of_kind(pdf, kind):
    return [element for element in elements(pdf) if element.S == kind]


def code_boxes(pdf):
    """Where the codes are: the square figures, as (left, bottom, side)."""
    boxes = [[float(edge) for edge in figure.A.BBox] for figure in of_kind(pdf, Name.Figure)]
    return [(left, bottom, right - left) for left, bottom, right, top in boxes if abs(right - left - top + bottom) < 0.1]


def paint(pdf, operators):
    """Draws something as decoration over all that is on the first page."""
    page = pdf.pages[0]
    page.contents_add(b"q", prepend=True)
    page.contents_add(f"Q /Artifact BMC q {operators} Q EMC".encode())


def rectangle(left, bottom, side):
    return f"{left} {bottom} {side} {side} re f"


# --- what a screen reader needs

@fault("a11y-title")
def title_removed(pdf):
    del pdf.trailer.Info.Title


@fault("a11y-lang")
def language_removed(pdf):
    del pdf.Root.Lang


@fault("a11y-display-title")
def title_not_shown(pdf):
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


@fault("a11y-tagged")
def tags_removed(pdf):
    del pdf.Root.StructTreeRoot
    del pdf.Root.MarkInfo


@fault("a11y-all-text-tagged")
def paragraphs_as_decoration(pdf):
    for paragraph in of_kind(pdf, Name.P):
        paragraph.K = Array()


@fault("a11y-figure-alt")
def alternative_emptied(pdf):
    of_kind(pdf, Name.Figure)[0].Alt = ""


@fault("a11y-alt-meaningful")
def alternative_meaningless(pdf):
    of_kind(pdf, Name.Figure)[0].Alt = "QR-Code"


@fault("a11y-heading-levels")
def heading_level_skipped(pdf):
    of_kind(pdf, Name.H2)[0].S = Name.H4


@fault("a11y-order")
def read_backwards(pdf):
    document = of_kind(pdf, Name.Document)[0]
    document.K = Array(reversed(list(document.K)))


# --- archive and accessibility standards

@fault("verapdf-2a")
def output_intent_removed(pdf):
    del pdf.Root.OutputIntents


@fault("verapdf-ua1")
def tab_order_removed(pdf):
    del pdf.pages[0].obj.Tabs


# --- fonts and syntax

def descriptors(pdf):
    return [each for each in pdf.objects if isinstance(each, Dictionary) and each.get("/Type") == Name.FontDescriptor]


@fault("fonts-embedded")
def font_program_removed(pdf):
    for key in ("/FontFile", "/FontFile2", "/FontFile3"):
        if key in descriptors(pdf)[0]:
            del descriptors(pdf)[0][key]


@fault("fonts-unicode")
def letters_without_meaning(pdf):
    del next(each for each in pdf.objects if isinstance(each, Dictionary) and "/ToUnicode" in each).ToUnicode


@fault("ghostscript-interprets")
def shading_missing(pdf):
    paint(pdf, "/Nowhere sh")


@fault("mupdf-renders")
def unknown_operator(pdf):
    paint(pdf, "1 2 3 nonsense")


# --- codes

@fault("qr-exactly-poppler")
def one_code_covered(pdf):
    paint(pdf, "1 g " + rectangle(*code_boxes(pdf)[0]))


@fault("qr-found-poppler")
def all_codes_covered(pdf):
    paint(pdf, "1 g " + " ".join(rectangle(*box) for box in code_boxes(pdf)))


@fault("qr-exactly-pdfium")
def code_too_many(pdf):
    code = zxingcpp.create_barcode("https://elsewhere.example/", zxingcpp.BarcodeFormat.QRCode)
    modules = numpy.asarray(code.to_image(scale=1, add_quiet_zones=True))
    left, bottom, side = code_boxes(pdf)[0]
    module = side / len(modules)
    dark = [rectangle(left + x * module, bottom + side - (y + 1) * module, module)
            for y, row in enumerate(modules) for x, grey in enumerate(row) if grey < 128]
    paint(pdf, f"1 g {rectangle(left, bottom, side)} 0 g " + " ".join(dark))


@fault("qr-quiet-zone")
def code_crowded(pdf):
    left, bottom, side = code_boxes(pdf)[0]
    paint(pdf, f"0 g {left} {bottom - 4} {side} 2 re f {left} {bottom + side + 2} {side} 2 re f")


def fade(pdf, opacity):
    """Lays half-transparent white over the first code."""
    pdf.pages[0].obj.Resources.ExtGState = Dictionary(Faded=Dictionary(Type=Name.ExtGState, ca=opacity))
    paint(pdf, "/Faded gs 1 g " + rectangle(*code_boxes(pdf)[0]))


@fault("qr-contrast")
def code_faded(pdf):
    fade(pdf, 0.6)


@fault("qr-score-zxing")
def code_nearly_gone(pdf):
    fade(pdf, 0.82)


@fault("qr-module-mm")
def code_tiny(pdf):
    scale = TINY_CODE / code_boxes(pdf)[0][2]
    pdf.pages[0].contents_add(f"{scale} 0 0 {scale} 0 0 cm".encode(), prepend=True)


@fault("-")
def untouched(_pdf):
    """Shows that it is the fault that is caught, and not that the file was written anew."""


def main():
    good, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    for function, check in FAULTS:
        with pikepdf.open(good) as pdf:
            function(pdf)
            pdf.save(folder / f"{function.__name__}.pdf")
        print(function.__name__, check)


if __name__ == "__main__":
    main()
