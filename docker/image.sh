#!/usr/bin/env bash
# Builds the image where there is no Docker engine: with buildah, and with all wheels fetched beforehand.
# Arguments are handed to the build, for instance --build-arg BASE=localhost/base. Run by `make image`.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if ! command -v buildah >/dev/null; then
    echo "buildah is missing: apt-get install buildah" >&2
    exit 2
fi

echo "fetching wheels into docker/wheels"
.venv/bin/python -m pip download --quiet --disable-pip-version-check --require-hashes --no-deps --dest docker/wheels \
    --requirement requirements.lock --requirement requirements-setup.lock

version=$(sed -n 's/^version = "\(.*\)"$/\1/p' pyproject.toml)
buildah --storage-driver vfs bud --isolation chroot --format docker --file docker/Dockerfile \
    --build-arg PIP_INDEX=--no-index --build-arg VERSION="$version" \
    --build-arg REVISION="$(git rev-parse --short HEAD)" --tag "feedmill:$version" "$@" .
