#!/usr/bin/env bash
# Puts a version of FlowEx into service, one process after the other, and takes it back where it does not do well.
#
#   scripts/deploy-production.sh deploy [--release DIR]   this version, or one that was built elsewhere
#   scripts/deploy-production.sh status                   which processes run, of which version, and whether they are ready
#   scripts/deploy-production.sh logs [PROCESS]           their last lines
#   scripts/deploy-production.sh backup DIR               nodes and database into a new folder
#   scripts/deploy-production.sh restore DIR [--release DIR]   of such a folder into an installation that has no data
#   scripts/deploy-production.sh rollback                 the version before
#   scripts/deploy-production.sh stop                     everything, the gateway first
#
# Where: FLOWEX_DEPLOY_TO=processes (this machine), compose (docker-compose.production.yml) or kubernetes (k8s/production); unless it says so,
# kubernetes where kubectl has a cluster, compose where docker has one, else processes.
#
# processes: below FLOWEX_HOME (/srv/flowex): settings (0600, made of .env.production), releases/VERSION, data and logs. Three nodes of the engine,
# two processes with every service, and a gateway before them on FLOWEX_PORT (8000). While one of the two is exchanged the other serves.
set -euo pipefail
# Java reads names of folders by it: in the language C one with other letters is no name.
export LC_ALL=C.UTF-8
caller=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD

home=${FLOWEX_HOME:-/srv/flowex}
services=(services-a services-b)
nodes=(node0 node1 node2)
port=${FLOWEX_PORT:-8000}
first_service_port=${FLOWEX_DEPLOY_SERVICE_PORT:-8101}
first_node_port=${FLOWEX_DEPLOY_NODE_PORT:-9100}
operators_port=${FLOWEX_DEPLOY_OPERATORS_PORT:-8019}
ready_max=${FLOWEX_DEPLOY_READY_SECONDS:-120}
# After a process says that it is ready it has to stay so for this long before the next one's turn.
watched=${FLOWEX_DEPLOY_WATCH_SECONDS:-5}
# Longer than the gateway takes to notice (two answers, two seconds apart).
leaving=${FLOWEX_DEPLOY_LEAVE_SECONDS:-6}
# A reader of their own writes, while one process takes the views over from the other, waits for that, and is not refused.
read_wait=${FLOWEX_DEPLOY_READ_WAIT_MS:-5000}
# A Prometheus with a user of its own does not get into FLOWEX_HOME, which is 0700.
targets=${FLOWEX_DEPLOY_TARGETS:-$home/targets}

# Messages about processes here are in a journal besides, of which ./flowex report deployment makes a report.
note() { [ ! -w "$home/journal" ] || printf '%s %s %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$verb" "$*" >>"$home/journal"; }
say() { printf 'deploy: %s\n' "$*" >&2; note "${*//$'\n'/ }"; }
fail() { say "$*"; exit 1; }
verb=none

usage() { sed -n 's/^#   scripts/scripts/p' "$root/scripts/deploy-production.sh"; exit 2; }

# --- Where ------------------------------------------------------------------------------------------------------------

target() {
    if [ -n "${FLOWEX_DEPLOY_TO:-}" ]; then echo "$FLOWEX_DEPLOY_TO"
    elif command -v kubectl >/dev/null && kubectl version --request-timeout=5s >/dev/null 2>&1; then echo kubernetes
    elif command -v docker >/dev/null && docker compose version >/dev/null 2>&1 && docker info >/dev/null 2>&1; then echo compose
    else echo processes
    fi
}

# --- Processes on this machine -----------------------------------------------------------------------------------------

current() { cat "$home/$1.version" 2>/dev/null || true; }
pid_of() { cat "$home/$1.pid" 2>/dev/null || true; }

# True if the process that was started under this name still runs: a number alone may be another's by now. A process
# that becomes another program has no environment for a moment, and an ended one that its parent has not taken note of
# has none for good.
runs() {
    local pid environ
    pid=$(pid_of "$1")
    [ -n "$pid" ] || return 1
    for _ in 1 2 3 4 5; do
        environ=$({ tr '\0' '\n' <"/proc/$pid/environ"; } 2>/dev/null) || return 1
        if [ -n "$environ" ]; then
            grep -qx "DEPLOYED_AS=$home/$1" <<<"$environ"
            return
        fi
        sleep 0.1
    done
    return 1
}

members() {
    local list='' id
    for id in 0 1 2; do list+=",$id=localhost:$((first_node_port + id * 10))"; done
    echo "${list#,}"
}

service_port() { case $1 in services-a) echo "$first_service_port" ;; *) echo $((first_service_port + 1)) ;; esac; }
node_operators() { echo $((first_node_port + ${1#node} * 10 + 6)); }

# Settings of one process alone; everything else is in the settings.
own_settings() {
    case $1 in
        node*) printf '%s\n' FLOWEX_SERVICES=engine "FLOWEX_CLUSTER_MEMBERS=$(members)" "FLOWEX_CLUSTER_MEMBER_ID=${1#node}" ;;
        services-*)
            printf '%s\n' FLOWEX_SERVICES=identity,trading,marketdata,wallet,p2p,tenants,binance,operations,listings,risk,strategies "FLOWEX_CLUSTER_MEMBERS=$(members)" \
                "FLOWEX_PORT=$(service_port "$1")" FLOWEX_SERVICE_PORTS=off FLOWEX_HOST=127.0.0.1 "FLOWEX_DRAIN_SECONDS=$leaving" \
                "FLOWEX_LEAVE_SECONDS=$leaving" \
                "FLOWEX_READ_WAIT_MS=$read_wait" ;;
        gateway)
            printf '%s\n' FLOWEX_SERVICES=gateway "FLOWEX_PORT=$port" FLOWEX_SERVICE_PORTS=off FLOWEX_HEAP_MAX=256m \
                "FLOWEX_GATEWAY_UPSTREAMS=127.0.0.1:$(service_port services-a),127.0.0.1:$(service_port services-b)" \
                "FLOWEX_GATEWAY_OPERATORS=127.0.0.1:$operators_port" ;;
    esac
}

ready_url() {
    case $1 in
        node*) echo "http://localhost:$(node_operators "$1")/ready" ;;
        services-*) echo "http://127.0.0.1:$(service_port "$1")/ready" ;;
        gateway) echo "http://127.0.0.1:$operators_port/ready" ;;
    esac
}

is_ready() { curl -fsS -m 3 -o /dev/null "$(ready_url "$1")" 2>/dev/null; }

# main_class VERSION NAME: build/main-classes of a release says in which package the class is. A release without that file is older, and all of
# its classes are in one package.
main_class() {
    local known=$home/releases/$1/build/main-classes
    if [ -f "$known" ]; then sed -n "s/^$2 //p" "$known"; else echo "com.flowex.launcher.$2"; fi
}

# begin NAME VERSION
begin() {
    local name=$1 release=$home/releases/$2 own heap
    mapfile -t own < <(own_settings "$name")
    case $name in gateway) heap=256m ;; *) heap=$(sed -n 's/^FLOWEX_HEAP_MAX=//p' "$home/settings" | tail -n 1) ;; esac
    (
        cd "$home"
        while IFS= read -r other; do unset "$other"; done < <(compgen -v FLOWEX_ || true)
        exec env "${own[@]}" "FLOWEX_ENV_FILE=$home/settings" "FLOWEX_DATA_DIR=$home/data/$name" "DEPLOYED_AS=$home/$name" \
            setsid "$JAVA_HOME/bin/java" "@$release/build/jvm.options" "@$release/build/launcher.options" ${heap:+"-Xms$heap" "-Xmx$heap"} \
            -cp "$release/launcher.jar" "$(main_class "$2" Launcher)" </dev/null >>"$home/logs/$name.log" 2>&1 &
        echo $! >"$home/$name.pid"
    )
    echo "$2" >"$home/$name.version"
    # Until it has become Java it has the environment of this script; an ended one has no command line.
    while ! runs "$name" && { tr -d '\0' <"/proc/$(pid_of "$name")/cmdline"; } 2>/dev/null | grep -q .; do sleep 0.05; done
}

# end NAME: as an operator would; it serves on until the gateway has noticed.
end() {
    local pid tries=0
    runs "$1" || return 0
    pid=$(pid_of "$1")
    kill -TERM "$pid" 2>/dev/null || true
    while runs "$1"; do
        tries=$((tries + 1))
        [ $tries -lt 1500 ] || fail "$1 (pid $pid) does not stop: $home/logs/$1.log"
        sleep 0.1
    done
}

# how_far NAME: changes while a process gets on with its start: what it printed, where its log stands, each five seconds of processor
# time (one that only waits uses less than that in two minutes).
how_far() {
    stat -c %s "$home/logs/$1.log" 2>/dev/null || true
    awk -v ticks="$(getconf CLK_TCK)" '{ sub(/^.*\) /, ""); print int(($12 + $13) / ticks / 5) }' "/proc/$(pid_of "$1")/stat" 2>/dev/null || true
    case $1 in node*) curl -sS -m 3 "http://localhost:$(node_operators "$1")/cluster" 2>/dev/null ;; *) curl -sS -m 3 "$(ready_url "$1")" 2>/dev/null ;; esac || true
}

# stays_ready NAME: for as long as is watched; with services also what users ask first.
stays_ready() {
    local until=$((SECONDS + watched))
    while [ $SECONDS -lt $until ]; do
        is_ready "$1" || { why="did not stay ready"; return 1; }
        case $1 in
            services-*)
                curl -fsS -m 5 -o /dev/null "http://127.0.0.1:$(service_port "$1")/api/trading/pairs" \
                    || { why="does not answer /api/trading/pairs"; return 1; } ;;
        esac
        sleep 0.5
    done
}

# gate NAME: ready, and for a while. Waits for as long as the process gets on, at most ten times as long as it may stand still; false once it
# ended, or stood still for too long.
gate() {
    local until=$((SECONDS + ready_max)) last=$((SECONDS + 10 * ready_max)) before='' now why="was not ready"
    while :; do
        if is_ready "$1" && stays_ready "$1"; then return 0; fi
        if ! runs "$1"; then say "$1 ended: $(tail -n 1 "$home/logs/$1.log")"; return 1; fi
        now=$(how_far "$1")
        # Starting is getting on; having been ready and not staying so is not.
        if [ "$now" != "$before" ] && [ "$why" = "was not ready" ]; then before=$now until=$((SECONDS + ready_max)); fi
        if [ $SECONDS -ge $last ]; then say "$1 $why within $((10 * ready_max)) s: $(tail -n 1 "$home/logs/$1.log")"; return 1; fi
        if [ $SECONDS -ge $until ]; then say "$1 $why and stood still for $ready_max s: $(tail -n 1 "$home/logs/$1.log")"; return 1; fi
        sleep 0.2
    done
}

# exchange NAME VERSION: its place is taken by that version; false where that does badly.
exchange() {
    end "$1"
    begin "$1" "$2"
    gate "$1" || return 1
    note "$1 is ready with $2"
}

# role NODE: leader, follower …; nothing where it does not answer.
role() { curl -fsS -m 3 "http://localhost:$(node_operators "$1")/cluster" 2>/dev/null | sed 's/.*"role":"\([a-z]*\)".*/\1/'; }

# One that does not answer first, since no other may go while it is away; the leader last: followers are exchanged
# without an interruption.
nodes_in_order() {
    local node
    for node in "${nodes[@]}"; do
        case $(role "$node") in
            leader) echo "3 $node" ;;
            '') echo "1 $node" ;;
            *) echo "2 $node" ;;
        esac
    done | sort | cut -d ' ' -f 2
}

# Each answers, one leads, the others follow it: so that the next one may go.
all_nodes_agree() {
    local node roles until=$((SECONDS + ready_max))
    while :; do
        roles=$(for node in "${nodes[@]}"; do printf '%s=%s ' "$node" "$(role "$node")"; done)
        if [ "$(grep -o '=follower' <<<"$roles" | wc -l)" = $((${#nodes[@]} - 1)) ] && [ "$(grep -o '=leader' <<<"$roles" | wc -l)" = 1 ]; then
            return 0
        fi
        [ $SECONDS -lt $until ] || { say "the nodes do not agree: ${roles//= /=silent }"; return 1; }
        sleep 0.5
    done
}

# The template of settings that comes with a release, or the one that a build makes here.
settings_template() {
    if [ -f "${from:-}/.env.production" ]; then cat "$from/.env.production"; return; fi
    ./flowex config --write
    cat .env.production
}

check_machine() {
    local free
    for tool in curl setsid; do command -v $tool >/dev/null || fail "needs $tool: install it"; done
    for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/*25*; do
        if [ -x "$candidate/bin/java" ] && grep -qs '^JAVA_VERSION="25[."]' "$candidate/release"; then JAVA_HOME=$candidate; break; fi
    done
    [ -x "${JAVA_HOME:-}/bin/java" ] && grep -qs '^JAVA_VERSION="25[."]' "$JAVA_HOME/release" || fail "needs a Java 25: set JAVA_HOME to it"
    export JAVA_HOME
    mkdir -p "$home/releases" "$home/logs" "$home/data"
    chmod 700 "$home"
    case $verb in
        deploy | rollback)
            [ -f "$home/journal" ] || install -m 600 /dev/null "$home/journal"
            note begins
            trap 'note "ends $?"' EXIT ;;
    esac
    free=$(df -Pk "$home" | awk 'NR == 2 { print int($4 / 1048576) }')
    [ "$free" -ge "${FLOWEX_DEPLOY_FREE_GB:-20}" ] || fail "$home has $free GB free, and needs ${FLOWEX_DEPLOY_FREE_GB:-20}"
    if [ ! -f "$home/settings" ]; then
        settings_template >"$home/settings.part"
        install -m 600 "$home/settings.part" "$home/settings"
        rm "$home/settings.part"
        fail "fill in the secrets in $home/settings, which was made of .env.production, and deploy again"
    fi
    [ "$(stat -c %a "$home/settings")" = 600 ] || fail "$home/settings has secrets and others may read it: chmod 600 ${home@Q}/settings"
}

# The version itself reports all missing secrets at once.
check_settings() {
    local own wrong
    mapfile -t own < <(own_settings services-a)
    wrong=$(env "${own[@]}" "FLOWEX_ENV_FILE=$home/settings" "FLOWEX_DATA_DIR=$home/data/services-a" "$JAVA_HOME/bin/java" \
        "@$home/releases/$1/build/jvm.options" -Xmx256m -cp "$home/releases/$1/launcher.jar" "$(main_class "$1" ShowSettings)" 2>&1 >/dev/null) \
        || fail "settings are wrong, nothing was changed:
$wrong"
}

# release DIR: as it is needed here, under its own number; says which.
release() {
    local from=$1 version
    [ -f "$from/launcher.jar" ] && [ -d "$from/lib" ] && [ -d "$from/build" ] || fail "$from is no release: it lacks launcher.jar, lib or build"
    version=$(cd "$from" && find launcher.jar lib build -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c1-12)
    if [ ! -d "$home/releases/$version" ]; then
        rm -rf "$home/releases/$version.part"
        mkdir "$home/releases/$version.part"
        cp -R "$from/launcher.jar" "$from/lib" "$from/build" "$home/releases/$version.part/"
        mv "$home/releases/$version.part" "$home/releases/$version"
    fi
    echo "$version"
}

own_release() {
    ./flowex config >/dev/null
    rm -rf target/release
    mkdir -p target/release
    cp -R app/target/launcher.jar app/target/lib build target/release/
    release target/release
}

anything_runs() {
    local name
    for name in "${nodes[@]}" "${services[@]}" gateway; do if runs "$name"; then return 0; fi; done
    return 1
}

# begin_unless_there NAME VERSION
begin_unless_there() {
    if runs "$1" && [ "$(current "$1")" = "$2" ]; then return 0; fi
    end "$1"
    begin "$1" "$2"
}

# Everything at once: no request is served yet.
first_start() {
    local name
    for name in "${nodes[@]}"; do begin_unless_there "$name" "$1"; done
    for name in "${nodes[@]}"; do
        gate "$name" || fail "the nodes do not start: nothing else was started"
        note "$name is ready with $1"
    done
    for name in "${services[@]}" gateway; do
        begin_unless_there "$name" "$1"
        gate "$name" || fail "$name does not start"
        note "$name is ready with $1"
    done
}

# back NAME...: those that were exchanged get the version before again, the last one first.
back() {
    local name version=$1
    shift
    for name in "$@"; do
        say "$name goes back to $version"
        exchange "$name" "$version" || fail "$name does not do well with $version either: look at $home/logs/$name.log"
    done
}

# put_one NAME VERSION: a node only while no other is away, and the next one only when it is back among them.
put_one() {
    if runs "$1" && [ "$(current "$1")" = "$2" ]; then return 0; fi
    case $1 in
        node*)
            if [ -n "$(role "$1")" ]; then all_nodes_agree || return 1; fi
            say "$1: $2"
            exchange "$1" "$2" && all_nodes_agree
            ;;
        *)
            say "$1: $2"
            exchange "$1" "$2"
            ;;
    esac
}

# put_or_back NAME: within put, whose names these are; all of them go back where one does badly.
put_or_back() {
    done_=("$1" "${done_[@]}")
    if put_one "$1" "$version"; then return 0; fi
    [ -n "$before" ] && [ "$before" != "$version" ] || fail "$1 does not do well, and there is no version before"
    back "$before" "${done_[@]}"
    fail "$version was taken back, $before serves: see $home/logs/$1.log"
}

# put VERSION: one after the other, nodes before services: these may send what an older node would pass over (ADR 0176). Taken back in reverse.
put() {
    local version=$1 before name done_=()
    before=$(current deployed)
    for name in $(nodes_in_order) "${services[@]}"; do put_or_back "$name"; done
    if ! runs gateway; then
        begin gateway "$version"
        gate gateway || fail "the gateway does not start"
    elif [ "$(current gateway)" != "$version" ]; then
        say "the gateway goes on with $(current gateway): with --gateway it is exchanged too, and connections break off for a moment"
    fi
}

deploy_processes() {
    local from='' version gateway=''
    while [ $# -gt 0 ]; do
        case $1 in
            --release) from=$(cd "$caller" && realpath "${2:?--release needs a folder}"); shift 2 ;;
            --gateway) gateway=yes; shift ;;
            *) usage ;;
        esac
    done
    check_machine
    if [ -n "$from" ]; then version=$(release "$from"); else version=$(own_release); fi
    check_settings "$version"
    serve "$version" "$gateway"
}

# Where the figures of these processes are, for Prometheus (file_sd_configs of monitoring/prometheus.yml).
write_scrape_targets() {
    local name addresses=()
    for name in "${nodes[@]}"; do addresses+=("localhost:$(node_operators "$name")"); done
    for name in "${services[@]}"; do addresses+=("127.0.0.1:$(service_port "$name")"); done
    addresses+=("127.0.0.1:$operators_port")
    mkdir -p "$targets"
    printf -- "- targets: ['%s']\n" "$(printf '%s\n' "${addresses[@]}" | paste -sd, - | sed "s/,/', '/g")" >"$targets/flowex.yml"
}

serve() {
    local version=$1 before
    write_scrape_targets
    before=$(current deployed)
    # Before anything was deployed whole there is nothing to go back to.
    if [ -n "$before" ] && anything_runs; then put "$version"; else first_start "$version"; fi
    if [ -n "$2" ] && [ "$(current gateway)" != "$version" ]; then
        exchange gateway "$version" || { back "$before" gateway; fail "the gateway was taken back to $before"; }
    fi
    if [ "$before" != "$version" ]; then
        [ -z "$before" ] || echo "$before" >"$home/before.version"
        echo "$version" >"$home/deployed.version"
    fi
    say "$version serves at http://localhost:$port"
}

rollback_processes() {
    local before
    check_machine
    before=$(current before)
    [ -n "$before" ] && [ -d "$home/releases/$before" ] || fail "there is no version in $home to go back to"
    serve "$before" ''
}

status_processes() {
    local name state bad=0
    printf '%-11s %-8s %-13s %s\n' process pid version state
    for name in "${nodes[@]}" "${services[@]}" gateway; do
        if ! runs "$name"; then state=down bad=1
        elif is_ready "$name"; then state=ready
        else state='not ready' bad=1
        fi
        printf '%-11s %-8s %-13s %s\n' "$name" "$(runs "$name" && pid_of "$name" || echo -)" "$(current "$name")" "$state"
    done
    return $bad
}

logs_processes() {
    local name
    for name in ${1:-"${nodes[@]}" "${services[@]}" gateway}; do
        [ -f "$home/logs/$name.log" ] || fail "there is no process $name"
        printf '== %s\n' "$name"
        tail -n "${FLOWEX_DEPLOY_LOG_LINES:-20}" "$home/logs/$name.log"
    done
}

stop_processes() {
    local name
    end gateway
    for name in "${services[@]}"; do end "$name"; done
    # All nodes at once: one that runs longer would report the others as lost.
    for name in "${nodes[@]}"; do ! runs "$name" || kill -TERM "$(pid_of "$name")" 2>/dev/null || true; done
    for name in "${nodes[@]}"; do end "$name"; done
    say stopped
}

setting() { sed -n "s/^$1=//p" "$home/settings" | tail -n 1; }

# cluster_tool VERSION ARGUMENTS...
cluster_tool() {
    local version=$1
    shift
    "$JAVA_HOME/bin/java" "@$home/releases/$version/build/jvm.options" -Xmx512m -cp "$home/releases/$version/launcher.jar" \
        "$(main_class "$version" ClusterTool)" "$@"
}

# The database first: views catch up from a log that is newer, never the other way round.
backup_processes() {
    local to
    [ $# = 1 ] || usage
    to=$(cd "$caller" && realpath -m "$1")
    check_machine
    [ -n "$(current deployed)" ] || fail "nothing was deployed to $home"
    command -v pg_dump >/dev/null || fail "needs pg_dump: install package postgresql-client"
    [ ! -e "$to" ] || fail "$to is there already: name a new folder"
    mkdir -p -m 700 "$to.part"
    pg_dump --format=custom --no-password --file="$to.part/database" "$(setting FLOWEX_DATABASE_URL)" || fail "the database was not copied"
    cluster_tool "$(current deployed)" backup --members "$(members)" --to "$to.part/nodes"
    install -m 600 "$home/settings" "$to.part/settings"
    (cd "$to.part" && sha256sum database nodes settings >SHA256SUMS)
    mv "$to.part" "$to"
    say "$to has database, nodes and settings (with secrets: encrypt it before it leaves this machine)"
}

# A server that never had FlowEx lacks the logins that the tables are granted to; the next start gives them their passwords.
make_logins() {
    local role
    for role in 'flowex_app LOGIN' 'flowex_views LOGIN BYPASSRLS'; do
        psql --no-password --quiet --no-psqlrc --set=ON_ERROR_STOP=1 --dbname="$1" --command="DO \$\$ BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${role%% *}') THEN CREATE ROLE $role; END IF; END \$\$" || return 1
    done
}

restore_processes() {
    local backup='' from='' name version
    while [ $# -gt 0 ]; do
        case $1 in
            --release) from=$(cd "$caller" && realpath "${2:?--release needs a folder}"); shift 2 ;;
            -*) usage ;;
            *) [ -z "$backup" ] || usage; backup=$(cd "$caller" && realpath -m "$1"); shift ;;
        esac
    done
    [ -n "$backup" ] || usage
    [ -d "$backup" ] || fail "there is no backup $backup"
    (cd "$backup" && sha256sum --check --quiet SHA256SUMS) || fail "$backup is damaged"
    if [ ! -f "$home/settings" ]; then
        mkdir -p "$home"
        install -m 600 "$backup/settings" "$home/settings"
        fail "$home/settings was made of the backup: name the new database and Redis in it, and restore again"
    fi
    check_machine
    anything_runs && fail "FlowEx runs: stop it first"
    command -v pg_restore >/dev/null || fail "needs pg_restore: install package postgresql-client"
    command -v psql >/dev/null || fail "needs psql: install package postgresql-client"
    for name in "${nodes[@]}"; do [ ! -e "$home/data/$name/node" ] || fail "$home/data/$name has a log: move it away"; done
    # A new machine has no version yet, whose tools are needed.
    version=$(current deployed)
    [ -n "$version" ] || if [ -n "$from" ]; then version=$(release "$from"); else version=$(own_release); fi
    make_logins "$(setting FLOWEX_DATABASE_URL)" || fail "the logins flowex_app and flowex_views were not made: see docs/operations/database.md"
    pg_restore --no-password --no-owner --exit-on-error --dbname="$(setting FLOWEX_DATABASE_URL)" "$backup/database" \
        || fail "the database was not restored: it has to be new"
    for name in "${nodes[@]}"; do
        cluster_tool "$version" restore --from "$backup/nodes" --into "$home/data/$name"
    done
    say "restored: deploy starts it"
}

# --- Compose and Kubernetes -----------------------------------------------------------------------------------------

compose() { docker compose -f docker-compose.production.yml "$@"; }

# The images of ours that run now become "before", whatever their version is called: rollback starts them.
keep_images() {
    local id name
    compose ps --quiet | xargs -r docker inspect --format '{{.Image}} {{.Config.Image}}' | sort -u | while read -r id name; do
        case $name in
            *:before) ;;
            arkcyber/*) docker tag "$id" "${name%:*}:before" ;;
        esac
    done
}

in_compose() {
    local verb=$1
    shift
    [ -f docker-compose.production.yml ] || fail "docker-compose.production.yml is not here"
    case $verb in
        deploy)
            # Secrets that only a newer version names are made, empty where others give them; those that are there stay.
            [ ! -s "${FLOWEX_SECRETS_DIR:-secrets}/jwt_secret" ] || scripts/make-secrets.sh "${FLOWEX_SECRETS_DIR:-secrets}"
            keep_images
            compose build && compose up -d --wait --wait-timeout "$ready_max" || { say "not healthy: going back"; in_compose rollback; exit 1; } ;;
        rollback)
            docker image inspect arkcyber/flowex:before >/dev/null 2>&1 || fail "there is no version before"
            # The version before may have had no image of Grafana.
            docker image inspect arkcyber/flowex-grafana:before >/dev/null 2>&1 \
                || docker tag "arkcyber/flowex-grafana:${FLOWEX_VERSION:-0.1.0}" arkcyber/flowex-grafana:before
            FLOWEX_VERSION=before compose up -d --no-build --wait --wait-timeout "$ready_max" ;;
        status) compose ps ;;
        logs) compose logs --tail="${FLOWEX_DEPLOY_LOG_LINES:-20}" "$@" ;;
        stop) compose stop ;;
        *) fail "$verb: of containers it is done by scripts/backup-system.sh" ;;
    esac
}

in_kubernetes() {
    local verb=$1 space=flowex-production workload
    shift
    case $verb in
        deploy)
            deploy/cloud/cluster-objects.sh || exit 1
            kubectl apply -f k8s/production/
            deploy/cloud/dashboards.sh $space || exit 1
            for workload in $(kubectl -n $space get deployments,statefulsets -o name); do
                if ! kubectl -n $space rollout status "$workload" --timeout="${ready_max}s"; then
                    say "$workload does not do well: going back"
                    in_kubernetes rollback
                    exit 1
                fi
            done ;;
        rollback) for workload in $(kubectl -n $space get deployments,statefulsets -o name); do kubectl -n $space rollout undo "$workload"; done ;;
        status) kubectl -n $space get pods,deployments,statefulsets ;;
        logs) for workload in ${1:-$(kubectl -n $space get deployments,statefulsets -o name)}; do
                kubectl -n $space logs --tail="${FLOWEX_DEPLOY_LOG_LINES:-20}" "$workload"; done ;;
        *) fail "$verb: in a cluster it is done by its volumes' snapshots and by scripts/backup-system.sh" ;;
    esac
}

# --- The requested action ---------------------------------------------------------------------------------------------------

# Read as a whole: this file may be exchanged while it waits.
{
    [ $# -ge 1 ] || usage
    verb=$1
    shift
    case $verb in deploy | status | logs | backup | restore | rollback | stop) ;; *) usage ;; esac
    where=$(target)
    case $where in
        processes) "${verb}_processes" "$@" ;;
        compose) in_compose "$verb" "$@" ;;
        kubernetes) in_kubernetes "$verb" "$@" ;;
        *) fail "FLOWEX_DEPLOY_TO=$where: processes, compose or kubernetes" ;;
    esac
    exit
}
