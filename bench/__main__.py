"""Run every benchmark that needs no arguments, one after the other."""

import argparse
import subprocess
import sys

BENCHMARKS = (
    "bench.startup",
    "bench.platforms",
    "bench.rounds",
    "bench.segmentation",
    "bench.discord",
)


def main() -> int:
    """Run them and return the first exit code that is not 0."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    codes = []
    for name in BENCHMARKS:
        print(f"== python -m {name}", flush=True)
        codes.append(
            subprocess.run([sys.executable, "-m", name], check=False).returncode
        )
    return next((code for code in codes if code), 0)


if __name__ == "__main__":
    sys.exit(main())
