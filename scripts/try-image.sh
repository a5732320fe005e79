#!/usr/bin/env bash
# Starts an image that scripts/build-image.sh made, as an orchestrator would: as its own user, without privileges, with a root that cannot be
# written to. Says what it found, a NAME=value each: bytes, user, root, seconds until it is ready, health. Needs root and podman.
#
# usage: scripts/try-image.sh [--tag NAME] [--work DIR]
#
# Limits of memory and processors are not tried, since not every kernel gives containers control groups; the network is the machine's own.
set -euo pipefail
# crun takes control groups of one version, not of both beside each other: the newer ones, which nothing here uses, are out of its sight.
if mountpoint -q /sys/fs/cgroup/unified; then
    exec unshare --mount --propagation slave sh -c 'umount /sys/fs/cgroup/unified && exec "$0" "$@"' "$(realpath "$0")" "$@"
fi
cd "$(dirname "${BASH_SOURCE[0]}")/.."
tag=arkcyber/flowex:0.1.0 work=$PWD/target/image

fail() { printf 'try-image: %s\n' "$*" >&2; exit 1; }

while [ $# -gt 0 ]; do
    case $1 in
        --tag) tag=${2:?--tag wants a name}; shift 2 ;;
        --work) work=$(realpath -m "${2:?--work wants a folder}"); shift 2 ;;
        *) fail "unknown: $1; usage: scripts/try-image.sh [--tag NAME] [--work DIR]" ;;
    esac
done
command -v podman >/dev/null || fail "needs podman: apt-get install podman crun"

pod() { podman --root "$work/storage" --runroot "$work/run" --storage-driver vfs --cgroup-manager cgroupfs --events-backend file "$@"; }

# podman lowers its own limit of processes to this, and may be refused to give a container more than it has itself.
processes=$(ulimit -Hu)
[ "$processes" != unlimited ] && [ "$processes" -lt 32768 ] || processes=32768

name=flowex-try-$$
# A free port: the machine's network is the container's.
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
trap 'pod rm --force --volumes --time 30 $name >/dev/null 2>&1 || true' EXIT
begun=$(date +%s)
pod run --detach --name "$name" --network host --cgroups disabled --read-only --read-only-tmpfs=false --cap-drop ALL \
    --ulimit "nofile=$(ulimit -Sn):$(ulimit -Hn)" --ulimit "nproc=$processes:$processes" \
    --health-interval disable --security-opt no-new-privileges --tmpfs /tmp:size=64m --shm-size 768m --volume "$name:/var/lib/flowex" \
    --env FLOWEX_PORT="$port" --env FLOWEX_SERVICE_PORTS=off --env FLOWEX_HOST=127.0.0.1 "$tag" >/dev/null
while ! pod logs "$name" 2>&1 | grep -q '^FlowEx is ready'; do
    [ "$(pod inspect --format '{{.State.Running}}' "$name")" = true ] || fail "it ended: $(pod logs "$name" 2>&1 | tail -n 3)"
    [ $(($(date +%s) - begun)) -lt 180 ] || fail "not ready after three minutes: $(pod logs "$name" 2>&1 | tail -n 3)"
    sleep 0.3
done
echo "ready: $(pod logs "$name" 2>&1 | grep '^FlowEx is ready')"
echo "seconds=$(($(date +%s) - begun))"
echo "bytes=$(pod image inspect --format '{{.Size}}' "$tag")"
echo "user=$(pod exec "$name" id -u)"
if pod exec "$name" sh -c 'touch /opt/flowex/x || touch /x || touch /etc/x' 2>/dev/null; then echo "root=written"; else echo "root=read-only"; fi
if pod healthcheck run "$name" >/dev/null; then echo "health=healthy"; else echo "health=unhealthy"; fi
pod exec "$name" /opt/flowex/flowex config | grep -c '^FLOWEX_' | sed 's/^/settings=/'
pod stop --time 60 "$name" >/dev/null
echo "exit=$(pod inspect --format '{{.State.ExitCode}}' "$name")"
