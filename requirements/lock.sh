#!/bin/sh
# Pins every package with its digests; names no registry, so the files work with any mirror.
set -eu
cd "$(dirname "$0")/.."

pin() {
    output=$1
    shift
    pip-compile --quiet --upgrade --allow-unsafe --generate-hashes --strip-extras \
        --no-header --no-annotate --no-emit-options --no-emit-index-url \
        --no-emit-trusted-host --no-emit-find-links \
        --output-file "$output" "$@" pyproject.toml requirements/build.in
    sed -i -e '/^#/d' -e '/^$/d' "$output"
}

pin requirements/dev.txt --extra dev
pin requirements/base.txt --constraint requirements/dev.txt
pin requirements/bench.txt --constraint requirements/dev.txt --extra dev --extra bench
