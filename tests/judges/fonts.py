#!/usr/bin/env python3
"""Judge: does a PDF hold the instance of a variable font that was asked for?

usage: fonts.py FILE.pdf FONT.ttf WEIGHT=NAME...
For each weight fontTools makes the instance. The PDF must embed a TrueType subset of that name, and each letter of it that
ToUnicode names must have the advance and the bounds of that letter in the instance, to one unit.
"""
import argparse
import io
import re

import pikepdf
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from verdict import check, finish


def embedded(pdf):
    """Name, letters by glyph and file of each embedded TrueType font."""
    for font in pdf.objects:
        if not isinstance(font, pikepdf.Dictionary) or "/DescendantFonts" not in font:
            continue
        descriptor = font.DescendantFonts[0].FontDescriptor
        if "/FontFile2" in descriptor:
            pairs = re.findall(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]{4})>\s", font.ToUnicode.read_bytes())
            letters = {int(code, 16): chr(int(letter, 16)) for code, letter in pairs}
            yield str(font.BaseFont), letters, TTFont(io.BytesIO(descriptor.FontFile2.read_bytes()))


def measures(font, glyph):
    pen = BoundsPen(font.getGlyphSet())
    font.getGlyphSet()[glyph].draw(pen)
    return [font["hmtx"][glyph][0], *(pen.bounds or (0, 0, 0, 0))]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file")
    parser.add_argument("font")
    parser.add_argument("weights", nargs="+")
    options = parser.parse_args()
    fonts = list(embedded(pikepdf.open(options.file)))
    for weight, ending in (pair.split("=") for pair in options.weights):
        wanted = instantiateVariableFont(TTFont(options.font), {"wght": int(weight)})
        cmap = wanted.getBestCmap()
        found = [font for font in fonts if font[0].endswith("+" + ending)]
        check(len(found) == 1, f"weight {weight} is embedded", " ".join(font[0] for font in fonts))
        for name, letters, font in found:
            order = font.getGlyphOrder()
            wrong = [
                letter for code, letter in letters.items() if ord(letter) in cmap and any(
                    abs(one - other) > 1
                    for one, other in zip(measures(font, order[code]), measures(wanted, cmap[ord(letter)])))
            ]
            same = len(letters) > 5 and not wrong
            check(same, f"{name}: {len(letters)} letters as fontTools draws them", " ".join(wrong))
    finish()


if __name__ == "__main__":
    main()
