#!/usr/bin/env bash
# check-pdf.sh FILE office|print [options] - judges one finished file with tools that are not ours.
#
#   --qr TEXT        a text that a code must carry; repeat for each (then no other code may be there)
#   --no-qr          the file has no code
#   --order 'a|b|c'  office: pieces of text in the order in which they must be spoken
#   --flavour 2a     office: the PDF/A flavour
#   --no-verapdf     veraPDF has judged the file already (verapdf-batch.sh does many at once)
#   --trim-mm WxH    print: the trimmed size      --bleed-mm 3   print: the bleed      --max-tac 300   print: ink limit in %
#
# VALIDATORS names the folder given to install.sh. Prints `PASS|FAIL|INFO <check> <detail>` and ends with
# `N passed, N failed`; exit 1 when one failed, 2 on bad usage. A judge that crashes or says nothing counts as failed.
# The judges do not need each other, so they run at the same time; their verdicts always come in the same order.
set -uf -o pipefail

here=$(cd "$(dirname "$0")" && pwd)
judges=${VALIDATORS:?set VALIDATORS to the folder given to install.sh}
python=$judges/venv/bin/python
[ $# -ge 2 ] || { sed -n 2,10p "$0"; exit 2; }
file=$1 profile=$2
shift 2
codes=() no_codes='' no_verapdf='' order='' flavour=2a trim='' bleed=3 max_ink=300
while [ $# -gt 0 ]; do
  case $1 in
    --no-qr) no_codes=1; shift; continue ;;
    --no-verapdf) no_verapdf=1; shift; continue ;;
    --qr) codes+=(--expect "${2:?}") ;;
    --order) order=${2:?} ;;
    --flavour) flavour=${2:?} ;;
    --trim-mm) trim=${2:?} ;;
    --bleed-mm) bleed=${2:?} ;;
    --max-tac) max_ink=${2:?} ;;
    *) echo "unknown option $1"; exit 2 ;;
  esac
  shift 2
done
[ -f "$file" ] || { echo "no such file: $file"; exit 2; }

export PYTHONDONTWRITEBYTECODE=1 # nothing is left in the checkout
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# --- the judges: each prints its verdicts

# Runs a judge that prints verdict lines itself.
ask() {
  local name=$1
  shift
  "$@" > "$work/$name" 2> "$work/$name.err"
  grep -q Traceback "$work/$name.err" && echo FAIL "$name-crashed" "$(tail -1 "$work/$name.err")"
  grep -qE '^(PASS|FAIL) ' "$work/$name" || echo FAIL "$name-silent" "$(head -1 "$work/$name.err")"
  grep -E '^(PASS|FAIL|INFO) ' "$work/$name" | sed -E 's/ +$//'
}

# Several flavours at once: starting Java takes longer than judging.
verapdf() {
  local wanted
  VALIDATORS=$judges "$here/verapdf-batch.sh" "$1" "$file" > "$work/vera" 2> "$work/vera.err"
  for wanted in ${1//,/ }; do
    grep -q "^PASS $wanted " "$work/vera" && echo PASS "verapdf-$wanted" || echo FAIL "verapdf-$wanted"
  done
  { sed -n 's/^  - /    /p; /^ERROR/p' "$work/vera"; head -3 "$work/vera.err"; } | cut -c1-220
}

syntax() {
  if qpdf --check "$file" > "$work/qpdf" 2>&1; then
    echo PASS qpdf-check
  else
    echo FAIL qpdf-check "$(grep -iE 'warn|error' "$work/qpdf" | head -2 | tr '\n' ' ')"
  fi
}

rendering() {
  # Ghostscript mends what it can and says so, in many words: for a good file it says nothing.
  if gs -q -dNOPAUSE -dBATCH -dSAFER -sDEVICE=nullpage "$file" > "$work/gs" 2>&1 && [ ! -s "$work/gs" ]; then
    echo PASS ghostscript-interprets
  else
    echo FAIL ghostscript-interprets "$(head -c 150 "$work/gs" | tr '\n' ' ')"
  fi
  # Debian's MuPDF is built without ICC support and says so on each page.
  if mutool draw -q -r 36 -o "$work/page%d.png" "$file" > "$work/mupdf" 2>&1 && ! grep -vqi 'ICC support' "$work/mupdf"; then
    echo PASS mupdf-renders
  else
    echo FAIL mupdf-renders "$(head -1 "$work/mupdf")"
  fi
}

# pdffonts ends each line with: embedded, subset, unicode, object number, generation.
fonts() {
  local loose dumb
  pdffonts "$file" 2> /dev/null | tail -n +3 > "$work/fonts"
  loose=$(awk '$(NF-4) != "yes"' "$work/fonts" | wc -l)
  dumb=$(awk '$(NF-2) != "yes"' "$work/fonts" | wc -l)
  [ "$loose" = 0 ] && echo PASS fonts-embedded "$(wc -l < "$work/fonts") fonts" || echo FAIL fonts-embedded "$loose not embedded"
  [ "$profile" = print ] && return
  [ "$dumb" = 0 ] && echo PASS fonts-unicode || echo FAIL fonts-unicode "$dumb without ToUnicode"
}

proof_pdf() {
  if "$judges/venv/bin/proof-pdf" verify "$file" --no-pdfa --strict-cmyk --require-bleed --max-tac 400 \
    ${trim:+--trim-mm "$trim" --bleed-mm "$bleed"} > "$work/proof" 2>&1; then
    echo PASS proof-pdf "$(grep -E '^ +!' "$work/proof" | tr -s ' ' | tr '\n' ';')"
  else
    echo FAIL proof-pdf
    grep -E '^ +(x|!)' "$work/proof" | cut -c1-200
  fi
}

# --- the bench: who judges what, the slowest first

bench=()

# Lets a judge begin its work; the name says where its verdicts go.
start() {
  local name=$1
  shift
  bench+=("$name")
  "$@" > "$work/$name.verdict" &
}

office() {
  [ -n "$no_codes" ] || start codes ask codes "$python" "$here/codes.py" "$file" ${codes[@]+"${codes[@]}"}
  [ -n "$no_verapdf" ] || start verapdf verapdf "$flavour,ua1"
  start accessibility ask accessibility "$python" "$here/accessibility.py" "$file" ${order:+--order "$order"}
}

# A press file is PDF/X-4 and PDF/A-2b at once: veraPDF then proves fonts, device colours, transfer functions and ids.
press() {
  [ -n "$no_codes" ] || start codes ask codes "$python" "$here/codes.py" "$file" --cmyk ${codes[@]+"${codes[@]}"}
  [ -n "$no_verapdf" ] || start verapdf verapdf 2b
  start ink ask ink "$python" "$here/ink.py" "$file" "$max_ink"
  start pdfx4 ask pdfx4 "$python" "$here/pdfx4.py" "$file"
  start proof-pdf proof_pdf
}

case $profile in
  office) office ;;
  print) press ;;
  *) echo "unknown profile $profile: office or print"; exit 2 ;;
esac
start rendering rendering
start fonts fonts
start syntax syntax
wait

for name in "${bench[@]}"; do
  [ -s "$work/$name.verdict" ] || echo "FAIL $name-silent" > "$work/$name.verdict"
  cat "$work/$name.verdict"
done | tee "$work/verdicts"
passed=$(grep -c '^PASS ' "$work/verdicts")
failed=$(grep -c '^FAIL ' "$work/verdicts")
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
