#!/usr/bin/env python3
"""make.py - makes the fonts for tests out of Noto Sans, as README.md says. Needs fontTools 4.68; run it in this folder."""

import copy
import string

from fontTools import subset, varLib
from fontTools.designspaceLib import AxisDescriptor, DesignSpaceDocument, InstanceDescriptor, SourceDescriptor
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.qu2cuPen import Qu2CuPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont

SOURCE = "../../fonts/latin-greek-cyrillic/NotoSans-{}.ttf"
TEXT = string.ascii_letters + string.digits + " .,:;!?'\"()-/&%+@_"
DROPPED = ["STAT", "GDEF", "GPOS", "GSUB", "gasp", "prep", "cvt ", "fpgm", "meta", "DSIG", "MVAR"]


def letters(weight):
    font = TTFont(SOURCE.format(weight))
    options = subset.Options()
    options.layout_features, options.hinting, options.glyph_names = [], False, False
    options.name_IDs, options.notdef_outline = [1, 2, 3, 4, 6, 13, 14], True
    options.drop_tables += DROPPED
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=TEXT)
    subsetter.subset(font)
    return font


def rename(font, family, postscript):
    names = font["name"]
    names.names = [record for record in names.names if record.nameID in (13, 14) and record.platformID == 3]
    for number, text in ((1, family), (2, "Regular"), (3, postscript), (4, family + " Regular"), (6, postscript)):
        names.setName(text, number, 3, 1, 0x409)


def static(regular):
    font = copy.deepcopy(regular)
    rename(font, "Quay", "Quay-Regular")
    font["head"].unitsPerEm = 1280
    font.save("Quay-Regular.ttf")


def variable(masters):
    space = DesignSpaceDocument()
    axis = AxisDescriptor()
    axis.tag, axis.name, axis.minimum, axis.default, axis.maximum = "wght", "Weight", 400, 400, 800
    space.addAxis(axis)
    for weight, font in masters.items():
        rename(font, "Quay Flex", "QuayFlex-Regular")
        font["OS/2"].usWeightClass = weight
        source = SourceDescriptor()
        source.name, source.location, source.font = str(weight), {"Weight": weight}, font
        space.addSource(source)
    for weight, name in ((400, "Regular"), (700, "Bold"), (800, "ExtraBold")):
        instance = InstanceDescriptor()
        instance.familyName, instance.styleName, instance.location = "Quay Flex", name, {"Weight": weight}
        instance.postScriptFontName = "QuayFlex-" + name
        space.addInstance(instance)
    varLib.build(space, exclude=["MVAR", "STAT"])[0].save("QuayFlex.ttf")


def postscript():
    source = TTFont("Quay-Regular.ttf")
    glyphs, order, outlines = source.getGlyphSet(), source.getGlyphOrder(), {}
    for name in order:
        pen = T2CharStringPen(source["hmtx"][name][0], glyphs)
        glyphs[name].draw(Qu2CuPen(pen, 0.5, all_cubic=True))
        outlines[name] = pen.getCharString()
    font = FontBuilder(1280, isTTF=False)
    font.setupGlyphOrder(order)
    font.setupCharacterMap(source.getBestCmap())
    font.setupCFF("QuayPost-Regular", {"FullName": "Quay Post Regular"}, outlines, {})
    font.setupHorizontalMetrics({name: source["hmtx"][name] for name in order})
    font.setupHorizontalHeader(ascent=1069, descent=-293)
    licence = "This Font Software is licensed under the SIL Open Font License, Version 1.1."
    font.setupNameTable({"familyName": "Quay Post", "styleName": "Regular", "psName": "QuayPost-Regular",
                         "licenseDescription": licence})
    font.setupOS2(usWeightClass=400, fsType=0)
    font.setupPost()
    font.save("QuayPost-Regular.otf")


regular = letters("Regular")
static(regular)
variable({400: regular, 800: letters("ExtraBold")})
postscript()
