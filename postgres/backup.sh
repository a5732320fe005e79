#!/bin/bash
# Copies PostgreSQL into BACKUPS for as long as it runs: every change at once (pg_receivewal), the whole server once a day (pg_basebackup), the copies of
# KEEP_DAYS. docs/operations/database.md says how a server is made of them, also of a moment in between.
#
#   PRIMARY         host of the server (postgres); PRIMARY_PORT its port
#   BACKUPS         a folder that outlives the server (/backups)
#   KEEP_DAYS       14
#   EVERY_SECONDS   between two whole copies (86400)
set -euo pipefail
umask 077
backups=${BACKUPS:-/backups} keep=${KEEP_DAYS:-14} every=${EVERY_SECONDS:-86400}
server=(--host "${PRIMARY:-postgres}" --port "${PRIMARY_PORT:-5432}" --username replicator --no-password)
passwords=$(mktemp)
printf '*:*:*:replicator:%s\n' "$(cat "${REPLICATION_PASSWORD_FILE:-/run/secrets/replication_password}")" >"$passwords"
export PGPASSFILE=$passwords
say() { printf '%s backup: %s\n' "$(date -u +%FT%TZ)" "$*" >&2; }
mkdir -p "$backups/wal" "$backups/whole"

# The slot keeps changes at the server while this is away, within max_slot_wal_keep_size.
changes() {
    local receiving=''
    trap '[ -z "$receiving" ] || kill "$receiving" 2>/dev/null; exit 0' TERM INT
    until pg_receivewal "${server[@]}" --slot backup --create-slot --if-not-exists; do sleep 5; done
    while :; do
        # In the background, so that a signal ends the wait.
        pg_receivewal "${server[@]}" --directory "$backups/wal" --slot backup --compress gzip &
        receiving=$!
        wait "$receiving" || say "the server ended the stream of changes: trying again"
        sleep 5
    done
}

whole() {
    local name
    name=$(date -u +%Y%m%dT%H%M%SZ)
    rm -rf "$backups/whole/"*.part
    pg_basebackup "${server[@]}" --pgdata "$backups/whole/$name.part" --format tar --gzip --wal-method stream --checkpoint fast || return 1
    mv "$backups/whole/$name.part" "$backups/whole/$name"
    say "$backups/whole/$name is whole"
}

# Whole copies older than KEEP_DAYS but the newest, and changes from before the oldest that stays.
forget() {
    local oldest
    find "$backups/whole" -mindepth 1 -maxdepth 1 -name '*Z' -mtime "+$keep" | LC_ALL=C sort | head -n -1 | xargs -r rm -rf
    oldest=$(find "$backups/whole" -mindepth 1 -maxdepth 1 -name '*Z' | LC_ALL=C sort | head -n 1)
    [ -z "$oldest" ] || find "$backups/wal" -type f ! -name '*.partial*' ! -name '*.history*' ! -newer "$oldest/backup_manifest" -mmin +60 -delete
}

# Seconds since the newest whole copy; many where there is none.
newest_age() {
    local newest
    newest=$(find "$backups/whole" -mindepth 1 -maxdepth 1 -name '*Z' -printf '%Ts\n' | sort -n | tail -n 1)
    echo $(($(date +%s) - ${newest:-0}))
}

changes &
stream=$!
trap 'kill "$stream" 2>/dev/null; rm -f "$passwords"; exit 0' TERM INT
while :; do
    if [ "$(newest_age)" -ge "$every" ]; then
        if whole; then forget; else say "no whole copy was made: trying again in a minute"; fi
    fi
    sleep 60 &
    wait $! || true
done
