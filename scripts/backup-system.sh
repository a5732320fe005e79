#!/usr/bin/env bash
# Copies a running FlowEx to where it can be restored from, and says where.
#
# usage: scripts/backup-system.sh [TO]
#   TO   a store (a folder, file:/folder, s3://bucket/prefix) for an exchange of one process, default: FLOWEX_BACKUP_TO;
#        for one of several processes that scripts/deploy-production.sh started, a new folder
#
# Ends with 0 when the copy is whole. Run it by a timer where FLOWEX_BACKUP_TO does not do it by itself (docs/operations/backup.md).
set -euo pipefail
caller=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")/.."
to=${1:-}
if [ -f "${FLOWEX_HOME:-/srv/flowex}/deployed.version" ]; then
    [ -n "$to" ] || to=$caller/flowex-$(date -u +%Y%m%dT%H%M%SZ)
    case $to in /*) ;; *) to=$caller/$to ;; esac
    exec scripts/deploy-production.sh backup "$to"
fi
case $to in '') exec ./flowex backup ;; /* | s3:* | file:*) ;; *) to=$caller/$to ;; esac
exec ./flowex backup --to "$to"
