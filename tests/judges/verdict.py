"""What every Python judge says in the same way: one line `PASS|FAIL|INFO <check> <detail>` per check, exit code 1 when one
failed."""
import sys

_failed = 0


def check(ok, name, detail=""):
    """Prints the verdict of one check and remembers a failure."""
    global _failed
    if not ok:
        _failed += 1
    print("PASS" if ok else "FAIL", name, detail)


def info(name, detail):
    """Prints something worth knowing that is not judged."""
    print("INFO", name, detail)


def finish():
    """Ends the judge with the exit code its checks earned."""
    sys.exit(1 if _failed else 0)
