#!/usr/bin/env python3
"""Judge: total ink inside the bleed of a print file (registration marks outside it are 400 % by design).

usage: ink.py FILE LIMIT_PERCENT
Ghostscript renders the CMYK plates at 150 dpi; the darkest pixel of each page counts.
"""
import glob
import subprocess
import sys
import tempfile

import numpy
from PIL import Image

from verdict import check, finish, info

GHOSTSCRIPT = ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER"]


def total_ink(path, limit):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [*GHOSTSCRIPT, "-dUseBleedBox", "-sDEVICE=tiff32nc", "-r150", "-o", f"{folder}/%03d.tif", path], check=True)
        pages = sorted(glob.glob(f"{folder}/*.tif"))
        check(bool(pages), "ink-rendered", f"{len(pages)} pages")
        for number, page in enumerate(pages, 1):
            most = numpy.asarray(Image.open(page)).astype(int).sum(2).max() / 2.55
            check(most <= limit + 1, f"ink-p{number}", f"{most:.0f}% (limit {limit:.0f}%)")


def plates(path):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([*GHOSTSCRIPT, "-sDEVICE=tiffsep", "-r36", "-o", f"{folder}/%03d.tif", path], check=True)
        names = {file.split("(")[1].split(")")[0] for file in glob.glob(f"{folder}/*(*).tif")}
    info("plates", " ".join(sorted(names)))


if __name__ == "__main__":
    total_ink(sys.argv[1], float(sys.argv[2]))
    plates(sys.argv[1])
    finish()
