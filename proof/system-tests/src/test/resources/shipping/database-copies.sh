#!/bin/bash
# As user postgres: a server, copies of it by postgres/backup.sh, a change after the whole copy, the server's disk thrown away; prints what a server has that is
# made of the copies as docs/operations/database.md says.
set -euo pipefail
export PATH=$1:$PATH
backup=$2 folder=$3 port=$4 copying='' data=''
cd "$folder"
end() { [ -z "$copying" ] || kill "$copying" 2>/dev/null || true; [ -z "$data" ] || pg_ctl --pgdata "$data" --mode immediate stop >/dev/null || true; }
trap end EXIT
start() { pg_ctl --pgdata "$1" --wait --log "$1.log" --options "-p $port -c listen_addresses=127.0.0.1 -k $folder" start >/dev/null; data=$1; }
ask() { psql --host "$folder" --port "$port" --dbname postgres --quiet --tuples-only --no-align --command "$1"; }
initdb --pgdata lost --auth trust >/dev/null
start lost
ask "CREATE ROLE replicator LOGIN REPLICATION PASSWORD 'secret'"
ask 'CREATE TABLE kept (number int)'
ask 'INSERT INTO kept VALUES (1)'
echo secret >password
BACKUPS=$folder/backups PRIMARY=127.0.0.1 PRIMARY_PORT=$port REPLICATION_PASSWORD_FILE=$folder/password "$backup" 2>copying.log &
copying=$!
until grep -q 'is whole' copying.log; do kill -0 "$copying"; sleep 0.1; done
ask 'INSERT INTO kept VALUES (2)'
wal=$(ask 'SELECT pg_walfile_name(pg_current_wal_lsn())')
ask 'SELECT pg_switch_wal()' >/dev/null
until [ -f "backups/wal/$wal.gz" ]; do kill -0 "$copying"; sleep 0.1; done
kill "$copying"
wait "$copying" || true
copying=''
pg_ctl --pgdata lost --mode immediate stop >/dev/null
data=''
rm -r lost
mkdir -m 700 restored
tar xzf backups/whole/*/base.tar.gz -C restored
tar xzf backups/whole/*/pg_wal.tar.gz -C restored/pg_wal
cat >>restored/postgresql.auto.conf <<END
restore_command = 'if [ -f $folder/backups/wal/%f.gz ]; then gunzip -c $folder/backups/wal/%f.gz >%p; else cp $folder/backups/wal/%f %p; fi'
END
touch restored/recovery.signal
start restored
until [ "$(ask 'SELECT pg_is_in_recovery()')" = f ]; do sleep 0.1; done
echo "kept=$(ask 'SELECT string_agg(number::text, $$,$$ ORDER BY number) FROM kept')"
