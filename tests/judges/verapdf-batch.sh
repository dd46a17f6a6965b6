#!/usr/bin/env bash
# verapdf-batch.sh FLAVOUR[,FLAVOUR...] FILE... - judges many files in one JVM (about thirty files a second).
#
# Flavours: 2a 2b 2u ua1 ... VALIDATORS names the folder given to install.sh. Prints one verdict per file and flavour and
# the broken rules below a FAIL; exit 1 when one fails.
set -euo pipefail
judges=${VALIDATORS:?set VALIDATORS to the folder given to install.sh}
exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto \
  -cp "$judges/verapdf:$judges/verapdf/lib/*:$judges/verapdf/vera.jar" VeraCheck "$@"
