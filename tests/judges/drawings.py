#!/usr/bin/env python3
"""drawings.py FOLDER - holds drawings as flyer printed them against pictures of them by another program.

Comes in: a folder of a.svg with a.pdf beside it, as `FLYER_DRAWINGS=FOLDER cargo test drawings` leaves them; where there
is an a.png too, it is the picture, else rsvg-convert makes one. Poppler draws the PDF. Goes out: a line for each drawing
that looks otherwise, `N looked at, N otherwise`, exit 1 when one does. A pixel is otherwise when nothing beside the same
place in the other picture is like it; a drawing, when more than one in 250 is.
"""
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter

LIKE, SHARE = 40, 1 / 250
# What librsvg 2.54 (Debian 12) does not draw: a clip of a clip, colours of CSS 4 and of profiles, a transform's origin.
UNKNOWN = {"clip", "color-icc", "color-p3-alone", "color-var", "color-var-of-root", "turned-round-a-point"}


def drawn(command, picture):
    subprocess.run([str(part) for part in command], check=True, capture_output=True)
    seen = Image.open(picture).convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen).convert("RGB")


def stray(one, other):
    """The share of pixels of one that lie outside of what the other has within a pixel of the same place."""
    least, most = other.filter(ImageFilter.MinFilter(3)), other.filter(ImageFilter.MaxFilter(3))
    off = Image.new("L", one.size)
    for part in (ImageChops.subtract(least, one), ImageChops.subtract(one, most)):
        for channel in part.split():
            off = ImageChops.lighter(off, channel)
    return sum(off.histogram()[LIKE:]) / (one.width * one.height)


def judge(pdf, scratch):
    picture = pdf.with_suffix(".png")
    ours = drawn(["pdftoppm", "-r", 72, "-png", "-singlefile", pdf, scratch / "ours"], scratch / "ours.png")
    if picture.exists():
        theirs = drawn(["true"], picture)
    else:
        made = scratch / "theirs.png"
        theirs = drawn(["rsvg-convert", "-w", ours.width, "-h", ours.height, pdf.with_suffix(".svg"), "-o", made], made)
    size = (min(ours.width, theirs.width), min(ours.height, theirs.height))
    ours, theirs = (seen.crop((0, 0, *size)) for seen in (ours, theirs))
    return max(stray(ours, theirs), stray(theirs, ours))


def main(folder):
    files = [pdf for pdf in sorted(Path(folder).rglob("*.pdf")) if pdf.stem not in UNKNOWN]
    otherwise = 0
    with tempfile.TemporaryDirectory() as scratch:
        for pdf in files:
            share = judge(pdf, Path(scratch))
            if share > SHARE:
                otherwise += 1
                print(f"{pdf}: {share:.2%} of it looks otherwise")
    print(f"{len(files)} looked at, {otherwise} otherwise")
    return 1 if otherwise or not files else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
