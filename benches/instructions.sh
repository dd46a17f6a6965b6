#!/usr/bin/env bash
# benches/instructions.sh [FLYER] - how many instructions whole processes take, beside what they took.
#
# Comes in: the release binary (target/release/flyer unless another is named) and the pinned figures in
# benches/instructions.txt: name, millions of instructions, arguments. Goes out: one line for each, with the share by stage
# where the binary has its symbols (CARGO_PROFILE_RELEASE_STRIP=none); a line that took over 3 % more is marked. Instructions of
# a process are the same on every run of one machine, times are not. `--accept` as last argument writes what was counted as
# the new figures; read the difference before you commit it.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
flyer=$(realpath "${1:-$root/target/release/flyer}")
pinned=$root/benches/instructions.txt
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

# What each stage is called in the binary, and here.
stages='Reader::spec=spec resolve::resolve=resolve layout::layout=layout export::office=export export::press=press proof::prove=proof'

count() {
  valgrind --tool=callgrind --callgrind-out-file="$1" "$flyer" build "${@:2}" --jobs 1 --quiet > "$1.log" 2>&1 || { cat "$1.log"; exit 1; }
  awk '/^(summary|totals):/ { total = $2 } END { print total }' "$1"
}

by_stage() {
  local stage
  callgrind_annotate --inclusive=yes --threshold=100 "$1" > "$1.txt" 2> /dev/null || return 0
  for stage in $stages; do
    awk -v name="flyer::.*${stage%%=*}( |\\\\[|\$)" -v called="${stage##*=}" -v total="$2" '
      $0 ~ name { gsub(/[, ]/, "", $1); if ($1 + 0 > most) most = $1 + 0 }
      END { if (most) printf " %s %.0f %%", called, most * 100 / total }' "$1.txt"
  done
}

while IFS='|' read -r name before sheets targets; do
  case $name in '' | '#'*) continue ;; esac
  # shellcheck disable=SC2086 # words are arguments
  total=$(count "$folder/$name" $targets)
  now=$(awk -v total="$total" -v sheets="$sheets" 'BEGIN { printf "%.1f", total / sheets / 1e6 }')
  mark=$(awk -v now="$now" -v before="$before" 'BEGIN { if (now > before * 1.03) print "  MORE than 3 % up" }')
  printf '%-14s %8s M (pinned %s M)%s %s\n' "$name" "$now" "$before" "$mark" "$(by_stage "$folder/$name" "$total")"
  printf '%s|%s|%s|%s\n' "$name" "$now" "$sheets" "$targets" >> new.txt
done < "$pinned"

if [ "${*: -1}" = --accept ]; then
  { grep '^#' "$pinned"; cat new.txt; } > "$pinned.new"
  mv "$pinned.new" "$pinned"
fi
