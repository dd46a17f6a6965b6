#!/usr/bin/env bash
# cold.sh [ROUNDS] - whole processes, cold: `flyer build fr-a4` with its proof, next to Typst setting a comparable
# sheet (benches/sheet.typ: the same words, two vector codes, six drawn screens), which proves nothing.
#
# Comes in: nothing. Goes out: medians in milliseconds, and ratios of this run, which are what to quote. Typst is the
# Python package of that name, so its process holds an interpreter: its own start is measured and shown too.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-30}

cargo build --release --quiet
tools=target/bench
[ -x "$tools/venv/bin/python" ] || python3 -m venv "$tools/venv"
"$tools/venv/bin/pip" -q --disable-pip-version-check install typst==0.15.2

exec "$tools/venv/bin/python" - "$rounds" "$tools" <<'PYTHON'
"""Runs the processes in turn, so that a busy moment of the machine hits all of them alike."""
import statistics
import subprocess
import sys
import time

rounds, tools = int(sys.argv[1]), sys.argv[2]
python = f"{tools}/venv/bin/python"
typst = ("import typst; typst.compile('benches/sheet.typ', output='%s/sheet.pdf', root='.', "
         "font_paths=['fonts/latin-greek-cyrillic'], ignore_system_fonts=True)" % tools)
flyer = ["target/release/flyer", "build", "--quiet", "--out", tools]
commands = {
    "flyer build fr-a4, with proof": flyer + ["fr-a4"],
    "flyer build, four targets": flyer + ["*-a4"],
    "typst sheet": [python, "-c", typst],
    "python with typst loaded, nothing set": [python, "-c", "import typst"],
}
times = {name: [] for name in commands}
for turn in range(rounds + 3):
    for name, command in commands.items():
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if turn >= 3:
            times[name].append((time.perf_counter() - start) * 1e3)
first = statistics.median(times["flyer build fr-a4, with proof"])
for name, taken in times.items():
    middle = statistics.median(taken)
    print(f"{name:<40} {middle:7.1f} ms  {middle / first:5.2f} x  (least {min(taken):.1f}, most {max(taken):.1f})")
PYTHON
