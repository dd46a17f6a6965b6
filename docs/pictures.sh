#!/usr/bin/env bash
# Makes the pictures of the README from built files. usage: docs/pictures.sh
set -euo pipefail
cd "$(dirname "$0")/.."
for target in fr-a4 de-a4 ar-a4; do
  cargo run --release --quiet -- preview "$target" --dpi 60 --out docs/pictures --quiet
done
cargo run --release --quiet -- preview fr-a3 --dpi 42.4 --out docs/pictures --quiet
cargo run --release --quiet -- sheet 'fr-*' --out target/sheet --quiet
cp target/sheet/sheet-1.png docs/pictures/layouts.png
