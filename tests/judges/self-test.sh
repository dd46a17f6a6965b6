#!/usr/bin/env bash
# self-test.sh GOOD [options of check-pdf.sh] - proves that each judge can fail.
#
# Comes in: an office PDF that passes, with the options it passes with (--qr and --order at least). Broken copies of it,
# one fault each, are judged; the check that answers for the fault must say FAIL. Goes out: one line for each copy and
# `N caught, N missed`; exit 1 when one is missed. VALIDATORS names the folder given to install.sh.
set -uf -o pipefail

here=$(cd "$(dirname "$0")" && pwd)
good=${1:?usage: self-test.sh GOOD [options of check-pdf.sh]}
shift
options=("$@")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Only the judge in question is asked where that saves time.
judge() {
  local check=$1 file=$2
  shift 2
  case $check in verapdf-* | -) ;; *) set -- "$@" --no-verapdf ;; esac
  case $check in qr-* | codes-* | -) ;; *) set -- "$@" --no-qr ;; esac
  "$here/check-pdf.sh" "$file" office ${options[@]+"${options[@]}"} "$@"
}

# expect FAULT CHECK FILE [more options]: judges a copy; the check `-` stands for a copy that must pass.
expect() {
  local fault=$1 check=$2 file=$3
  shift 3
  judge "$check" "$file" "$@" > "$work/$fault.verdicts" 2>&1
  if [ "$check" = - ]; then
    grep -q ' 0 failed$' "$work/$fault.verdicts" && echo "caught $fault: passes" || echo "missed $fault: should pass"
  else
    grep -q "^FAIL $check\b" "$work/$fault.verdicts" && echo "caught $fault: $check" || echo "missed $fault: $check"
  fi
}

# Two at a time; what they say is kept until the end, so that the lines stay in order.
told=()
begin() {
  told+=("$work/$1.line")
  expect "$@" > "$work/$1.line" &
  [ "$(jobs -rp | wc -l)" -lt 2 ] || wait -n
}

"${VALIDATORS:?}/venv/bin/python" "$here/break.py" "$good" "$work" > "$work/faults" || exit 1
while read -r fault check; do
  begin "$fault" "$check" "$work/$fault.pdf"
done < "$work/faults"

head -c $(($(wc -c < "$good") * 2 / 3)) "$good" > "$work/truncated.pdf"
begin truncated qpdf-check "$work/truncated.pdf"
echo "not a PDF" > "$work/no-pdf.pdf"
begin no_pdf_for_accessibility accessibility-crashed "$work/no-pdf.pdf"
begin no_pdf_for_codes codes-crashed "$work/no-pdf.pdf"
begin other_code_expected qr-exactly-poppler "$good" --qr https://elsewhere.example/
begin other_order_expected a11y-order "$good" --order "these words stand nowhere"
wait

cat "${told[@]}" | tee "$work/all"
missed=$(grep -c '^missed' "$work/all")
echo "$(grep -c '^caught' "$work/all") caught, $missed missed"
[ "$missed" = 0 ]
