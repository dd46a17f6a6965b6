#!/usr/bin/env bash
# check-pdf.sh FILE office|print [options] - judges one finished file with tools that are not ours.
#
#   --qr TEXT        a text that a code must carry; repeat for each (then no other code may be there)
#   --no-qr          the file has no code
#   --order 'a|b|c'  office: pieces of text in the order in which they must be spoken
#   --flavour 2a     office: the PDF/A flavour
#   --trim-mm WxH    print: the trimmed size      --bleed-mm 3   print: the bleed      --max-tac 300   print: ink limit in %
#
# VALIDATORS names the folder given to install.sh. Prints `PASS|FAIL|INFO <check> <detail>` and ends with
# `N passed, N failed`; exit 1 when one failed, 2 on bad usage. A judge that crashes or says nothing counts as failed.
set -uf -o pipefail

here=$(cd "$(dirname "$0")" && pwd)
judges=${VALIDATORS:?set VALIDATORS to the folder given to install.sh}
python=$judges/venv/bin/python
[ $# -ge 2 ] || { sed -n 2,9p "$0"; exit 2; }
file=$1 profile=$2
shift 2
codes=() no_codes='' order='' flavour=2a trim='' bleed=3 max_ink=300
while [ $# -gt 0 ]; do
  case $1 in
    --no-qr) no_codes=1; shift; continue ;;
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

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

say() {
  echo "$*"
  case $1 in PASS) passed=$((passed + 1)) ;; FAIL) failed=$((failed + 1)) ;; esac
}

# Runs a judge that prints verdict lines itself, and takes them over.
ask() {
  local name=$1 line
  shift
  "$@" > "$work/$name" 2> "$work/$name.err"
  grep -q Traceback "$work/$name.err" && say FAIL "$name-crashed" "$(tail -1 "$work/$name.err")"
  grep -qE '^(PASS|FAIL) ' "$work/$name" || say FAIL "$name-silent" "$(head -1 "$work/$name.err")"
  while IFS= read -r line; do say "$line"; done < <(grep -E '^(PASS|FAIL|INFO) ' "$work/$name" | sed -E 's/ +$//')
}

verapdf() {
  VALIDATORS=$judges "$here/verapdf-batch.sh" "$1" "$file" > "$work/verapdf" 2> "$work/verapdf.err"
  if grep -q '^PASS' "$work/verapdf"; then
    say PASS "verapdf-$1"
  else
    say FAIL "verapdf-$1" "$(grep -c '^  - ' "$work/verapdf") rules"
    { sed -n 's/^  - /    /p; /^ERROR/p' "$work/verapdf"; head -3 "$work/verapdf.err"; } | cut -c1-220
  fi
}

syntax_and_rendering() {
  if qpdf --check "$file" > "$work/qpdf" 2>&1; then
    say PASS qpdf-check
  else
    say FAIL qpdf-check "$(grep -iE 'warn|error' "$work/qpdf" | head -2 | tr '\n' ' ')"
  fi
  if gs -q -dNOPAUSE -dBATCH -dSAFER -sDEVICE=nullpage "$file" > "$work/gs" 2>&1 && ! grep -qiE 'error|warning' "$work/gs"; then
    say PASS ghostscript-interprets
  else
    say FAIL ghostscript-interprets "$(head -c 150 "$work/gs" | tr '\n' ' ')"
  fi
  # Debian's MuPDF is built without ICC support and says so on each page.
  if mutool draw -q -r 36 -o "$work/page%d.png" "$file" > "$work/mupdf" 2>&1 && ! grep -vqi 'ICC support' "$work/mupdf"; then
    say PASS mupdf-renders
  else
    say FAIL mupdf-renders "$(head -1 "$work/mupdf")"
  fi
}

# pdffonts ends each line with: embedded, subset, unicode, object number, generation.
fonts() {
  local loose dumb
  pdffonts "$file" 2> /dev/null | tail -n +3 > "$work/fonts"
  loose=$(awk '$(NF-4) != "yes"' "$work/fonts" | wc -l)
  dumb=$(awk '$(NF-2) != "yes"' "$work/fonts" | wc -l)
  [ "$loose" = 0 ] && say PASS fonts-embedded "$(wc -l < "$work/fonts") fonts" || say FAIL fonts-embedded "$loose not embedded"
  [ "$profile" = print ] && return
  [ "$dumb" = 0 ] && say PASS fonts-unicode || say FAIL fonts-unicode "$dumb without ToUnicode"
}

office() {
  verapdf "$flavour"
  verapdf ua1
  ask accessibility "$python" "$here/accessibility.py" "$file" ${order:+--order "$order"}
  [ -n "$no_codes" ] || ask codes "$python" "$here/codes.py" "$file" ${codes[@]+"${codes[@]}"}
}

# A press file is PDF/X-4 and PDF/A-2b at once: veraPDF then proves fonts, device colours, transfer functions and ids.
press() {
  verapdf 2b
  if "$judges/venv/bin/proof-pdf" verify "$file" --no-pdfa --strict-cmyk --require-bleed --max-tac 400 \
    ${trim:+--trim-mm "$trim" --bleed-mm "$bleed"} > "$work/proof-pdf" 2>&1; then
    say PASS proof-pdf "$(grep -E '^ +!' "$work/proof-pdf" | tr -s ' ' | tr '\n' ';')"
  else
    say FAIL proof-pdf
    grep -E '^ +(x|!)' "$work/proof-pdf" | cut -c1-200
  fi
  ask pdfx4 "$python" "$here/pdfx4.py" "$file"
  ask ink "$python" "$here/ink.py" "$file" "$max_ink"
  [ -n "$no_codes" ] || ask codes "$python" "$here/codes.py" "$file" --cmyk ${codes[@]+"${codes[@]}"}
}

case $profile in
  office) syntax_and_rendering; fonts; office ;;
  print) syntax_and_rendering; fonts; press ;;
  *) echo "unknown profile $profile: office or print"; exit 2 ;;
esac
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
