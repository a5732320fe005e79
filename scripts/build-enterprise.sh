#!/usr/bin/env bash
# Builds what is shipped: the jar with its libraries, and the image arkcyber/flowex.
#
# usage: scripts/build-enterprise.sh [--env production|staging|dev] [--version V] [--verify] [--docker] [--push]
#   --env      whose settings are judged before anything is built: .env.production has to be whole but for its secrets
#   --version  of the image, by default git's name of this version
#   --verify   runs all tests first
#   --docker   makes the image: by Docker, or, where there is none, by buildah (scripts/build-image.sh)
#   --push     sends it to where Docker is logged in (FLOWEX_REGISTRY/arkcyber/flowex)
#
# The result is in target/release: launcher.jar, lib, build, and what the code makes (docs, monitoring, .env.production);
# scripts/deploy-production.sh deploy --release target/release takes it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
say() { printf 'build: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

env=production version='' docker='' push='' verify=''
while [ $# -gt 0 ]; do
    case $1 in
        --env) env=${2:?--env wants a name}; shift 2 ;;
        --version) version=${2:?--version wants a name}; shift 2 ;;
        --verify) verify=yes; shift ;;
        --docker) docker=yes; shift ;;
        --push) push=yes; shift ;;
        *) fail "unknown: $1; usage: scripts/build-enterprise.sh [--env production|staging|dev] [--version V] [--verify] [--docker] [--push]" ;;
    esac
done
case $env in production | staging | dev) ;; *) fail "--env $env: production, staging or dev" ;; esac
[ -n "$version" ] || version=$(git describe --always --dirty 2>/dev/null || echo 0.1.0)
[[ $version =~ ^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$ ]] || fail "--version $version is no name of an image's version"
[ -z "$push" ] || [ -n "$docker" ] || fail "--push sends the image: --docker makes it"

# Values of .env.$env, where there is one, with nothing of this shell: only values that its caller has to give may be
# missing from it.
judge_settings() {
    local file=/dev/null wrong
    [ ! -f ".env.$env" ] || file=.env.$env
    mkdir -p target
    if wrong=$(env -i "PATH=$PATH" "HOME=${HOME:-/}" ${JAVA_HOME:+"JAVA_HOME=$JAVA_HOME"} ${SKIP_BUILD:+"SKIP_BUILD=$SKIP_BUILD"} \
        "FLOWEX_PROFILE=$env" "FLOWEX_ENV_FILE=$file" ./flowex config 2>&1 >target/config.txt); then return 0; fi
    printf '%s\n' "$wrong" >>target/config.txt
    wrong=$(grep '^FLOWEX_' <<<"$wrong" | grep -v ' must be given in production') || wrong=''
    if [ -n "$wrong" ] || ! grep -q ' must be given in production' target/config.txt; then
        fail "the settings of $env are wrong (all of it: target/config.txt): ${wrong:-$(tail -n 1 target/config.txt)}"
    fi
    say "to be given where it runs: $(sed -n 's/^\(FLOWEX_[A-Z_]*\) must be given in production.*/\1/p' target/config.txt | paste -sd ' ' -)"
}

if [ -n "$verify" ]; then ./flowex verify; fi
judge_settings
rm -rf target/release
mkdir -p target/release
cp -R app/target/launcher.jar app/target/lib build target/release/
# Templates of settings, documents, dashboards and rules, which the code makes.
./flowex config --write "$PWD/target/release"
./flowex metrics --write "$PWD/target/release"
./flowex sbom
say "target/release and target/sbom, version $version"

image=arkcyber/flowex:$version
if [ -n "$docker" ]; then
    if command -v docker >/dev/null && docker info >/dev/null 2>&1; then
        docker build --tag "$image" .
    else
        say "no Docker answers here: by buildah"
        [ -z "$push" ] || fail "--push needs Docker, which is logged in where the image goes"
        scripts/build-image.sh --tag "$image"
    fi
    say "$image"
fi
if [ -n "$push" ]; then
    target=${FLOWEX_REGISTRY:+$FLOWEX_REGISTRY/}$image
    [ "$target" = "$image" ] || docker tag "$image" "$target"
    docker push "$target"
    say "sent: $target"
fi
