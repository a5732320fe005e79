#!/bin/bash
# Starts a replica: on an empty data directory it copies the primary first, then it follows. `pg_ctl promote` makes it a primary.
set -euo pipefail
umask 077
printf 'postgres:5432:*:replicator:%s\n' "$(cat /run/secrets/replication_password)" >/tmp/pgpass
export PGPASSFILE=/tmp/pgpass
if [ ! -s "$PGDATA/PG_VERSION" ]; then
    chmod 0700 "$PGDATA"
    until pg_basebackup --host postgres --username replicator --pgdata "$PGDATA" --slot replica --wal-method stream \
        --write-recovery-conf --checkpoint fast; do
        echo "replica: the primary does not answer yet" >&2
        sleep 2
    done
fi
exec postgres -c config_file=/etc/postgresql/postgresql.conf -c hba_file=/etc/postgresql/pg_hba.conf
