#!/usr/bin/env bash
# Builds the image of ./Dockerfile where no registry of images can be reached: its base images are made of Debian's packages by
# mmdebstrap and of this machine's JDK 25, and built by buildah without a daemon. Needs root. ImageTest runs it.
#
# usage: scripts/build-image.sh [--tag NAME] [--work DIR] [--maven-repo DIR]
#   --tag         name of the image, by default arkcyber/flowex:0.1.0
#   --work        folder of roots, layers and the result, by default target/image; roots are made once
#   --maven-repo  libraries that are there already, by default ~/.m2/repository
#
# Started as with podman --root DIR/storage --runroot DIR/run --storage-driver vfs run ... ; the last line says so.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
tag=arkcyber/flowex:0.1.0 work=$PWD/target/image repo=$HOME/.m2/repository suite=trixie

say() { printf 'build-image: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

while [ $# -gt 0 ]; do
    case $1 in
        --tag) tag=${2:?--tag wants a name}; shift 2 ;;
        --work) work=$(realpath -m "${2:?--work wants a folder}"); shift 2 ;;
        --maven-repo) repo=$(realpath -m "${2:?--maven-repo wants a folder}"); shift 2 ;;
        *) fail "unknown: $1; usage: scripts/build-image.sh [--tag NAME] [--work DIR] [--maven-repo DIR]" ;;
    esac
done

[ "$(id -u)" = 0 ] || fail "needs root: it makes whole roots of Debian's packages"
for tool in buildah mmdebstrap; do
    command -v "$tool" >/dev/null || fail "needs $tool: apt-get install $tool"
done
java=${JAVA_HOME:-}
grep -qs '^JAVA_VERSION="25[."]' "$java/release" || fail "needs JAVA_HOME to name a JDK 25, was \"$java\""

store=(--root "$work/storage" --runroot "$work/run" --storage-driver vfs)
slim=(--dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*'
    --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt='path-exclude=/usr/share/info/*')

# make_root NAME OPTION...: an image localhost/NAME of Debian's packages, once.
make_root() {
    local name=$1 container
    shift
    if buildah "${store[@]}" inspect --type image "localhost/$name" >/dev/null 2>&1; then return; fi
    say "a root of Debian's packages: $name"
    rm -f "$work/$name.tar"
    mmdebstrap --mode=root --aptopt='Acquire::Retries "3"' "$@" "$suite" "$work/$name.tar"
    container=$(buildah "${store[@]}" from scratch)
    buildah "${store[@]}" add "$container" "$work/$name.tar" / >/dev/null
    buildah "${store[@]}" config --env JAVA_HOME=/opt/jdk --env PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$container"
    buildah "${store[@]}" commit --quiet --format docker "$container" "localhost/$name" >/dev/null
    buildah "${store[@]}" rm "$container" >/dev/null
    rm -f "$work/$name.tar"
}

# The JDK goes in as it is, with the certificates that this machine trusts.
# shellcheck disable=SC2016  # mmdebstrap's hooks name the root as $1
build_root=(--variant=minbase --include=ca-certificates,maven,nodejs,npm
    "--customize-hook=mkdir -p \"\$1/opt/jdk\" && cp -aL '$java/.' \"\$1/opt/jdk/\""
    '--customize-hook=cp /etc/ssl/certs/ca-certificates.crt "$1/etc/ssl/certs/ca-certificates.crt"'
    '--customize-hook=printf "cafile=/etc/ssl/certs/ca-certificates.crt\n" >"$1/etc/npmrc"')

mkdir -p "$work" "$repo"
# The embedded PostgreSQL wants the library of C++, which a slim Debian has, too.
make_root flowex-run --variant=essential --include=libstdc++6 "${slim[@]}"
make_root flowex-build "${build_root[@]}"
say "building $tag"
buildah "${store[@]}" bud --quiet --isolation chroot --format docker --layers=false --pull-never --volume "$repo:/root/.m2/repository:rw" \
    --build-arg BUILD_IMAGE=localhost/flowex-build --build-arg PAGE_IMAGE=localhost/flowex-build \
    --build-arg BASE_IMAGE=localhost/flowex-run --tag "$tag" . >/dev/null
bytes=$(buildah "${store[@]}" inspect --type image --format '{{.FromImageID}}' "$tag" | xargs -I{} du -sb "$work/storage/vfs/dir" | cut -f 1)
say "built $tag (all layers on this disk: $((bytes / 1000000)) MB)"
printf 'podman --root %q --runroot %q --storage-driver vfs run --rm -p 127.0.0.1:8000:8000 %q\n' "$work/storage" "$work/run" "$tag"
