#!/usr/bin/env python3
"""Judge: can the QR codes of a PDF be read, by more than one reader, from more than one renderer, in bad conditions?

usage: codes.py FILE [--expect TEXT]... [--cmyk] [--min-score 0.8]
Renders each page at 300 dpi with poppler and with pdfium (Ghostscript for CMYK files). zxing-cpp and zbar must read the same
texts in both renders, and with --expect exactly those texts. Then, for each code: quiet zone (ISO/IEC 18004: 4 modules),
module size, contrast, and sixteen degradations of the picture with a score for each reader.
"""
import argparse
import glob
import math
import subprocess
import tempfile

import cv2
import numpy
import pypdfium2
import zxingcpp
from PIL import Image
from pyzbar.pyzbar import ZBarSymbol
from pyzbar.pyzbar import decode as zbar_decode

from verdict import check, finish, info

DPI = 300
LEAST_MODULE_MM = 0.4
LEAST_CONTRAST = 0.6
CORNER_PIXELS = 2  # how well the readers know the corners of a code
PAPER = 220  # grey of the table under a turned picture
random = numpy.random.default_rng(1)  # fixed seed: the same noise each time


# --- renderers and readers

def render(path, cmyk):
    """Grey pages, by renderer."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-r", str(DPI), "-gray", "-png", path, f"{folder}/poppler"], check=True,
                       stderr=subprocess.DEVNULL)
        pages = {"poppler": read_pages(f"{folder}/poppler*.png")}
        if cmyk:
            subprocess.run(["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=png16m", f"-r{DPI}",
                            "-dTextAlphaBits=4", "-dGraphicsAlphaBits=4", "-o", f"{folder}/gs%03d.png", path],
                           check=True, stderr=subprocess.DEVNULL)
            pages["ghostscript"] = read_pages(f"{folder}/gs*.png")
        else:
            pages["pdfium"] = [cv2.cvtColor(page.render(scale=DPI / 72).to_numpy(), cv2.COLOR_BGR2GRAY)
                               for page in pypdfium2.PdfDocument(path)]
    return pages


def read_pages(pattern):
    return [cv2.imread(file, cv2.IMREAD_GRAYSCALE) for file in sorted(glob.glob(pattern))]


def zxing_codes(picture):
    return zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)


def zxing(picture):
    return {code.text for code in zxing_codes(picture)}


def zbar(picture):
    found = zbar_decode(Image.fromarray(picture), symbols=[ZBarSymbol.QRCODE])
    return {code.data.decode("utf8", "replace") for code in found}


# --- measures of one code

class Code:
    """Where a code stands on its page, in pixels."""

    def __init__(self, page, found):
        self.page, self.text = page, found.text
        corners = found.position
        points = numpy.array([[corner.x, corner.y] for corner in (
            corners.top_left, corners.top_right, corners.bottom_right, corners.bottom_left)], float)
        self.side = numpy.linalg.norm(points[0] - points[1])
        (self.x0, self.y0), (self.x1, self.y1) = points.min(0), points.max(0)
        self.modules = self._count_modules()
        self.module = self.side / self.modules
        inside = page[int(self.y0):int(self.y1), int(self.x0):int(self.x1)]
        self.light, self.dark = float(numpy.percentile(inside, 95)), float(numpy.percentile(inside, 5))

    def _count_modules(self):
        """The first dark run of the top row is a finder pattern, seven modules wide; versions go in steps of four."""
        row = self.page[int(self.y0 + self.side * 0.004) + 2, int(self.x0):int(self.x1)]
        threshold = (int(row.min()) + int(row.max())) / 2
        run = int(numpy.argmax(row[2:] > threshold)) + 2
        return round((self.side / (run / 7) - 17) / 4) * 4 + 17

    def quiet_zone(self):
        """Whole clear modules around the code, up to six: frames one pixel wide, each further out, until one is dark."""
        height, width = self.page.shape
        threshold = (self.light + self.dark) / 2
        for away in range(CORNER_PIXELS, round(6 * self.module)):
            left, right = int(self.x0 - away), int(self.x1 + away)
            top, bottom = int(self.y0 - away), int(self.y1 + away)
            inside = left >= 0 and top >= 0 and right < width and bottom < height
            if not inside or self._dark_share(left, top, right, bottom, threshold) > 0.01:
                return int((away + CORNER_PIXELS) / self.module)
        return 6

    def _dark_share(self, left, top, right, bottom, threshold):
        frame = numpy.concatenate([self.page[top, left:right], self.page[bottom, left:right],
                                   self.page[top:bottom, left], self.page[top:bottom, right]])
        return (frame < threshold).mean()

    def crop(self):
        margin = self.side * 0.45
        return self.page[max(0, int(self.y0 - margin)):int(self.y1 + margin),
                         max(0, int(self.x0 - margin)):int(self.x1 + margin)]

    def at(self, pixels):
        """The code with so many pixels a module, as a camera might see it."""
        scale = pixels / self.module
        how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        return cv2.resize(self.crop(), None, fx=scale, fy=scale, interpolation=how)


# --- sixteen bad days

def blurred(picture, sigma):
    return cv2.GaussianBlur(picture, (0, 0), sigma)


def turned(picture, degrees):
    height, width = picture.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    cos, sin = abs(matrix[0, 0]), abs(matrix[0, 1])
    new_width, new_height = int(height * sin + width * cos), int(height * cos + width * sin)
    matrix[0, 2] += new_width / 2 - width / 2
    matrix[1, 2] += new_height / 2 - height / 2
    return cv2.warpAffine(picture, matrix, (new_width, new_height), borderValue=PAPER)


def tilted(picture, much):
    height, width = picture.shape
    corners = numpy.float32([[0, 0], [width, 0], [width, height], [0, height]])
    moved = numpy.float32([[width * much, height * much * 0.5], [width * (1 - much * 0.3), 0], [width, height],
                           [0, height * (1 - much * 0.6)]])
    return cv2.warpPerspective(picture, cv2.getPerspectiveTransform(corners, moved), (width, height), borderValue=PAPER)


def noisy(picture, sigma):
    return numpy.clip(picture + random.normal(0, sigma, picture.shape), 0, 255).astype(numpy.uint8)


def as_jpeg(picture, quality):
    return cv2.imdecode(cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], cv2.IMREAD_GRAYSCALE)


def faded(picture, contrast):
    return numpy.clip((picture.astype(float) - 127) * contrast + 140, 0, 255).astype(numpy.uint8)


def lit_from_the_right(picture, darkest):
    return (picture * numpy.linspace(darkest, 1, picture.shape[1])[None, :]).astype(numpy.uint8)


def stained(code, picture, pixels, share):
    stained_picture = picture.copy()
    height, width = picture.shape
    half = int(math.sqrt(share) * code.modules * pixels) // 2
    x, y = int(width * 0.58), int(height * 0.57)
    stained_picture[y - half:y + half, x - half:x + half] = 128
    return stained_picture


def bad_days(code):
    phone = lit_from_the_right(blurred(tilted(turned(code.at(5), 8), 0.12), 1.0), 0.5)
    return {
        "3 px": code.at(3), "2.5 px": code.at(2.5), "2 px": code.at(2),
        "blur 0.3": blurred(code.at(6), 1.8), "blur 0.4": blurred(code.at(6), 2.4),
        "turned 33": turned(code.at(4), 33), "turned 180": turned(code.at(4), 180),
        "tilted 0.1": tilted(code.at(5), 0.1), "tilted 0.2": tilted(code.at(5), 0.2),
        "contrast 0.25": faded(code.at(5), 0.25),
        "noise 30": noisy(code.at(6), 30), "noise 50": noisy(code.at(6), 50),
        "jpeg 20": as_jpeg(code.at(3), 20), "stain 4%": stained(code, code.at(4), 4, 0.04),
        "side light": lit_from_the_right(code.at(5), 0.25), "phone": as_jpeg(noisy(phone, 10), 60),
    }


def upright_codes(page):
    """The codes of a page, whichever way up they stand: each on the page turned so that it stands upright."""
    for quarters in range(4):
        turned_page = numpy.ascontiguousarray(numpy.rot90(page, quarters))
        for found in zxing_codes(turned_page):
            corners = found.position
            if corners.top_left.y < corners.bottom_left.y and corners.top_left.x < corners.top_right.x:
                yield Code(turned_page, found)


# --- verdicts

def judge_reading(pages, expected):
    for renderer, pictures in pages.items():
        read = set()
        for number, picture in enumerate(pictures, 1):
            one, other = zxing(picture), zbar(picture)
            read |= one
            if one or other:
                check(one == other, f"qr-read-{renderer}-p{number}", f"zxing={sorted(one)} zbar={sorted(other)}")
        check(bool(read), f"qr-found-{renderer}", f"{len(read)} texts")
        if expected:
            check(read == expected, f"qr-exactly-{renderer}", f"read {sorted(read)}")


def judge_code(code, least_score):
    quiet = code.quiet_zone()
    check(quiet >= 4, "qr-quiet-zone", f"{quiet} modules clear (need 4)")
    module_mm = 25.4 / DPI * code.module
    check(module_mm >= LEAST_MODULE_MM, "qr-module-mm",
          f"{module_mm:.2f} mm, {code.modules} modules, side {code.side / DPI * 25.4:.1f} mm")
    contrast = (code.light - code.dark) / max(code.light, 1)
    check(contrast >= LEAST_CONTRAST, "qr-contrast", f"{contrast:.2f}")
    days = bad_days(code)
    for reader, least in ((zxing, least_score), (zbar, least_score - 0.15)):  # zbar is the weaker reader
        lost = [day for day, picture in days.items() if code.text not in reader(picture)]
        score = 1 - len(lost) / len(days)
        check(score >= least, f"qr-score-{reader.__name__}", f"{len(days) - len(lost)}/{len(days)}, lost: {lost}")


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("pdf")
    arguments.add_argument("--expect", action="append", default=[])
    arguments.add_argument("--cmyk", action="store_true")
    arguments.add_argument("--min-score", type=float, default=0.8)
    given = arguments.parse_args()
    pages = render(given.pdf, given.cmyk)
    judge_reading(pages, set(given.expect))
    codes = [code for page in pages["poppler"] for code in upright_codes(page)]
    for code in codes:
        judge_code(code, given.min_score)
    info("qr-codes", str(len(codes)))
    finish()


if __name__ == "__main__":
    main()
