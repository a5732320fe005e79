#!/bin/bash
# Entry point of the image: ./flowex of a checkout builds first, this has been built. An orchestrator starts again what ends.
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
java=${JAVA_HOME:?}/bin/java
# Nothing is written outside the data directory and /tmp: no performance counters, no core files.
common=("@$home/build/jvm.options" -XX:-UsePerfData -XX:-CreateCoredumpOnCrash)

fail() { printf 'flowex: %s\n' "$*" >&2; exit 2; }

usage() {
    cat <<'END'
usage: flowex [run | health | VERB ARGUMENTS]
  run     what FLOWEX_SERVICES says (the default)
  health  ends with 0 where this container's process is ready
  VERB    signer, config, metrics, log, views, sagas, events, reconcile, pauses, adjustments, unclaimed, backtest, keys,
          security, surveillance, backup, restore, drill, doctor, migrations, verify-log, audit or solvency; VERB --help shows its options
END
}

tool() {
    local heap=256m
    # These replay the log, which takes the memory of a node.
    case $1 in drill | restore | verify-log) heap=$(memory) ;; esac
    # A drill restores into the temporary folder, which a container may have on a volume.
    exec "$java" "${common[@]}" "-Xmx$heap" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
        "-Djava.io.tmpdir=${TMPDIR:-/tmp}" -cp "$home/launcher.jar" \
        com.flowex.app.cli.FlowexCommand "$@"
}

# FLOWEX_HEAP_MAX, or nothing. The reader of settings refuses invalid values.
heap_max() {
    local max=${FLOWEX_HEAP_MAX:-}
    if [[ $max =~ ^[1-9][0-9]{2,5}m$|^[1-9][0-9]{0,3}g$ ]]; then printf '%s\n' "$max"; fi
}

heap() {
    local max
    max=$(heap_max)
    [ -z "$max" ] || printf '%s\n' "-Xms$max" "-Xmx$max"
}

memory() {
    local max
    max=$(heap_max)
    echo "${max:-256m}"
}

run() {
    local options
    mapfile -t options < <(heap)
    exec "$java" "${common[@]}" "@$home/build/launcher.options" "${options[@]}" -cp "$home/launcher.jar" \
        com.flowex.app.process.Launcher
}

# Where the services listen: on one address alone if FLOWEX_HOST is one.
own_host() { case ${FLOWEX_HOST:-} in '' | 0.0.0.0 | ::) echo 127.0.0.1 ;; *) echo "$FLOWEX_HOST" ;; esac; }

# address: HOST PORT of whoever answers /ready in this container.
address() {
    local services=${FLOWEX_SERVICES:-all} address port member
    case $services in
        all) echo "$(own_host) ${FLOWEX_PORT:-8000}" ;;
        gateway)
            address=${FLOWEX_GATEWAY_OPERATORS:-127.0.0.1:8019}
            echo "127.0.0.1 ${address##*:}"
            ;;
        engine)
            # A node's last port is for operators, on the node's own address.
            for member in ${FLOWEX_CLUSTER_MEMBERS//,/ }; do
                if [ "${member%%=*}" = "${FLOWEX_CLUSTER_MEMBER_ID:-0}" ]; then
                    address=${member#*=}
                    echo "${address%:*} $((${address##*:} + 6))"
                fi
            done
            ;;
        *)
            case ${services%%,*} in
                identity) port=8001 ;;
                trading) port=8002 ;;
                marketdata) port=8003 ;;
                wallet) port=8004 ;;
                p2p) port=8005 ;;
                tenants) port=8012 ;;
                binance) port=8011 ;;
                risk) port=8007 ;;
                operations) port=8009 ;;
                listings) port=8006 ;;
                strategies) port=8008 ;;
                *) fail "health: no service ${services%%,*}" ;;
            esac
            echo "$(own_host) ${FLOWEX_PORT:-$port}"
            ;;
    esac
}

# Bash speaks TCP: an image needs no program for this.
health() {
    local host port status
    read -r host port < <(address) || fail "health: FLOWEX_CLUSTER_MEMBERS has no member ${FLOWEX_CLUSTER_MEMBER_ID:-0}"
    # Bash takes an IPv6 address without its brackets.
    host=${host#\[}
    exec 3<>"/dev/tcp/${host%\]}/$port" || exit 1
    printf 'GET /ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
    read -r -t 4 _ status _ <&3 || exit 1
    [ "$status" = 200 ] || exit 1
}

verb=${1:-run}
[ $# -eq 0 ] || shift
case $verb in
    run) run ;;
    health) health ;;
    help | -h | --help) usage ;;
    *) tool "$verb" "$@" ;;
esac
