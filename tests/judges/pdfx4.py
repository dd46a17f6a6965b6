#!/usr/bin/env python3
"""Judge: the rules of PDF/X-4 (ISO 15930-7) that neither veraPDF (PDF/A-2b) nor proof-pdf looks at.

usage: pdfx4.py FILE
Identification and agreement of metadata, the output intent and its profile, page boxes, and what no object may be.
"""
import hashlib
import re
import sys
import xml.etree.ElementTree as xml

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from verdict import check, finish

NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
REQUIRED_XMP = ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate", "dc:title", "xmpMM:DocumentID", "xmpMM:VersionID",
                "xmpMM:RenditionClass")
COMPONENTS = {"CMYK": 4, "RGB": 3, "GRAY": 1}
LATEST_VERSION = (1, 6)
TOLERANCE = 0.01  # points, when boxes are compared


# --- the file as a whole

def whole_file(pdf):
    check("/Encrypt" not in pdf.trailer, "x4-no-encrypt")
    check("/ID" in pdf.trailer and len(pdf.trailer.ID) == 2, "x4-trailer-id")
    version = tuple(int(part) for part in str(pdf.pdf_version).split("."))
    # Some presses take a 1.7 header; strict preflights warn.
    check(version <= LATEST_VERSION, "x4-version<=1.6", str(pdf.pdf_version))


# --- metadata

def qualified(name):
    prefix, local = name.split(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def read_xmp(root):
    """XMP properties, the first value of each."""
    packet = re.sub(rb"<\?xpacket[^>]*\?>", b"", root.Metadata.read_bytes()).strip()
    properties = {}
    for description in xml.fromstring(packet).iter(qualified("rdf:Description")):
        for name, value in description.attrib.items():
            properties.setdefault(name, value)
        for child in description:
            first = child.find(f".//{qualified('rdf:li')}")
            properties.setdefault(child.tag, (child.text if first is None else first.text) or "")
    return properties


def metadata(pdf):
    try:
        properties = read_xmp(pdf.Root)
    except Exception as reason:  # whatever is wrong with it, it cannot be read
        properties = {}
        check(False, "x4-xmp-readable", str(reason)[:80])

    def xmp(name):
        return properties.get(qualified(name))

    check("/Filter" not in pdf.Root.get("/Metadata", Dictionary()), "x4-xmp-uncompressed")
    check(xmp("pdfxid:GTS_PDFXVersion") == "PDF/X-4", "x4-xmp-GTS_PDFXVersion", repr(xmp("pdfxid:GTS_PDFXVersion")))
    for name in REQUIRED_XMP:
        check(bool(xmp(name)), f"x4-xmp-{name}")
    document_information(pdf.trailer.get("/Info", Dictionary()), xmp)


def to_the_minute(date):
    """The digits of a PDF or XMP date, so that both can be compared."""
    return re.sub(r"\D", "", date)[:12]


def document_information(information, xmp):
    """What the Info dictionary says, and that XMP says the same."""
    trapped = str(information.get("/Trapped", "missing"))
    check(trapped in ("/True", "/False"), "x4-trapped", trapped)
    if xmp("pdf:Trapped") is not None:
        check(xmp("pdf:Trapped") == trapped[1:], "x4-trapped-xmp-match", f"{xmp('pdf:Trapped')} vs {trapped}")
    for key in ("/Title", "/CreationDate", "/ModDate"):
        check(key in information, f"x4-info{key}")
    if "/Title" in information and xmp("dc:title") is not None:
        check(str(information.Title) == xmp("dc:title"), "x4-title-info-xmp-match")
    for key, name in (("/CreationDate", "xmp:CreateDate"), ("/ModDate", "xmp:ModifyDate")):
        if key in information and xmp(name):
            agree = to_the_minute(str(information[key])) == to_the_minute(xmp(name))
            check(agree, f"x4-{name.split(':')[1]}-match", f"{information[key]} {xmp(name)}")


# --- output intent

def fingerprint(profile):
    """Of an ICC profile, without its own checksum, which some writers leave out."""
    return hashlib.md5(profile[:84] + bytes(16) + profile[100:]).hexdigest()


def output_intent(root):
    """Judges the intent; hands back the fingerprint of its profile, None without one."""
    intents = root.get("/OutputIntents", [])
    pdfx = [intent for intent in intents if intent.get("/S") == Name.GTS_PDFX]
    check(len(pdfx) == 1, "x4-one-GTS_PDFX-intent", str(len(pdfx)))
    if not pdfx:
        return None
    identifier = str(pdfx[0].get("/OutputConditionIdentifier", ""))
    check(bool(identifier), "x4-OutputConditionIdentifier", identifier or "missing")
    check("/DestOutputProfileRef" not in pdfx[0], "x4-no-profile-ref")
    stream = pdfx[0].get("/DestOutputProfile")
    check(stream is not None, "x4-DestOutputProfile-embedded")
    if stream is None:
        return None
    for other in intents:
        if other.get("/S") != Name.GTS_PDFX and "/DestOutputProfile" in other:
            check(other.DestOutputProfile.objgen == stream.objgen, "x4-intents-share-one-profile")
    profile = stream.read_bytes()
    output_profile(profile, int(stream.get("/N", 0)))
    return fingerprint(profile)


def output_profile(profile, components):
    kind, space = profile[12:16].decode("latin1"), profile[16:20].decode("latin1").strip()
    check(profile[36:40] == b"acsp" and kind == "prtr", "x4-icc-class-prtr", kind)
    check(space == "CMYK", "x4-icc-cmyk", space)
    check(components == COMPONENTS.get(space, -1), "x4-icc-N", str(components))
    check(profile[8] in (2, 4), "x4-icc-version", f"{profile[8]}.{profile[9] >> 4}")


# --- catalog

def catalog(root):
    for key in ("/OpenAction", "/AA"):
        check(key not in root, f"x4-no-catalog{key}")
    check("/JavaScript" not in root.get("/Names", Dictionary()), "x4-no-javascript")
    check("/XFA" not in root.get("/AcroForm", Dictionary()), "x4-no-xfa")
    preferences = root.get("/ViewerPreferences", Dictionary())
    for key in ("/ViewArea", "/ViewClip", "/PrintArea", "/PrintClip"):
        if key in preferences:
            check(str(preferences[key]) in ("/MediaBox", "/BleedBox"), f"x4-viewerprefs{key}", str(preferences[key]))
    layers = root.get("/OCProperties")
    if layers is not None:
        for configuration in [layers.get("/D"), *layers.get("/Configs", [])]:
            check(configuration is not None and "/AS" not in configuration, "x4-oc-no-AS")
            check(configuration is not None and "/Name" in configuration, "x4-oc-named")


# --- pages; a box is (left, bottom, right, top)

def box(numbers):
    a, b, c, d = (float(number) for number in numbers)
    return min(a, c), min(b, d), max(a, c), max(b, d)


def holds(outer, inner):
    return (inner[0] >= outer[0] - TOLERANCE and inner[1] >= outer[1] - TOLERANCE
            and inner[2] <= outer[2] + TOLERANCE and inner[3] <= outer[3] + TOLERANCE)


def overlap(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def page_boxes(page, name):
    """Judges the boxes; hands back that of the bleed."""
    media, entries = box(page.mediabox), page.obj
    check(("/TrimBox" in entries) != ("/ArtBox" in entries), f"{name}-exactly-one-of-TrimBox/ArtBox")
    finished = box(entries.get("/TrimBox", entries.get("/ArtBox", page.mediabox)))
    bleed = box(entries["/BleedBox"]) if "/BleedBox" in entries else finished
    check(holds(media, bleed) and holds(bleed, finished), f"{name}-boxes-nest")
    if "/CropBox" in entries:  # a rule of the Ghent Workgroup: what is cut off on the screen is not checked by people
        crop = box(entries["/CropBox"])
        check(holds(media, crop) and holds(crop, bleed), f"{name}-cropbox-contains-bleed")
    return bleed


def one_page(page, name):
    entries = page.obj
    bleed = page_boxes(page, name)
    check(float(entries.get("/UserUnit", 1)) == 1, f"{name}-no-UserUnit")
    check("/SeparationInfo" not in entries, f"{name}-not-preseparated")
    check("/AA" not in entries, f"{name}-no-page-actions")
    check(int(entries.get("/Rotate", 0)) % 360 == 0, f"{name}-not-rotated")  # ours: presses impose such pages wrongly
    for annotation in entries.get("/Annots", []):
        kind = str(annotation.get("/Subtype"))
        if kind != "/TrapNet":
            check(not overlap(box(annotation.Rect), bleed), f"{name}-annot-outside-bleed", kind)


# --- every object

def direct_parts(value):
    """An object and all that is written inside it; what it refers to is met as an object of its own."""
    waiting = [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Array):
            inside = list(part)
        elif isinstance(part, (Dictionary, Stream)):
            inside = [entry for key, entry in part.items() if key != "/Parent"]
        else:
            continue
        yield part
        waiting += [each for each in inside if isinstance(each, (Array, Dictionary)) and not each.is_indirect]


def has_transfer_function(part):
    old = isinstance(part.get("/TR"), (Dictionary, Stream, Array)) and part.get("/Type") in (None, Name.ExtGState)
    return old or part.get("/TR2", Name.Default) != Name.Default


def is_encrypted_alone(part):
    filters = part.get("/Filter") if isinstance(part, Stream) else None
    return filters is not None and "Crypt" in str(filters if isinstance(filters, Name) else list(filters))


FORBIDDEN = {
    "x4-no-postscript-xobject": lambda part: part.get("/Subtype") == Name.PS,
    "x4-no-alternate-images": lambda part: "/Alternates" in part,
    "x4-no-opi": lambda part: "/OPI" in part,
    "x4-no-reference-xobject": lambda part: part.get("/Subtype") == Name.Form and "/Ref" in part,
    "x4-no-transfer-functions": has_transfer_function,
    "x4-no-crypt-filter": is_encrypted_alone,
}


def repeats_intent(space, intent):
    """A CMYK colour space with the very profile of the output intent would be converted twice or not at all."""
    profile = space[1].read_bytes()
    return profile[16:20] == b"CMYK" and fingerprint(profile) == intent


def spot_recipe(space):
    """How a spot colour is shown without its ink; it must be the same wherever the ink is used."""
    alternate, tint = space[2], space[3]
    recipe = tint.read_bytes() if isinstance(tint, Stream) else tint.unparse(resolved=True)
    return str(alternate) if isinstance(alternate, Name) else "array", hashlib.md5(recipe).hexdigest()


def every_object(pdf, intent):
    found = dict.fromkeys(FORBIDDEN, 0)
    repeated, spots = 0, {}
    for part in (part for top in pdf.objects for part in direct_parts(top)):
        if not isinstance(part, Array):
            for rule, breaks in FORBIDDEN.items():
                found[rule] += breaks(part)
        elif len(part) >= 2 and isinstance(part[0], Name):
            if part[0] == Name.ICCBased:
                repeated += repeats_intent(part, intent)
            if part[0] == Name.Separation and len(part) >= 4:
                spots.setdefault(str(part[1]), set()).add(spot_recipe(part))
    for rule, times in found.items():
        check(times == 0, rule, f"{times} found" if times else "")
    check(repeated == 0, "x4-no-ICCBased-CMYK-identical-to-intent")
    for ink, recipes in spots.items():
        check(len(recipes) == 1, "x4-spot-consistent", ink)


def main():
    with pikepdf.open(sys.argv[1]) as pdf:
        whole_file(pdf)
        metadata(pdf)
        intent = output_intent(pdf.Root)
        catalog(pdf.Root)
        for number, page in enumerate(pdf.pages, 1):
            one_page(page, f"x4-p{number}")
        every_object(pdf, intent)
    finish()


if __name__ == "__main__":
    main()
