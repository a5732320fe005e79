#!/usr/bin/env bash
# Puts Grafana's dashboards into a cluster to which FlowEx came by kubectl: a ConfigMap each, which Grafana's sidecar loads. The chart does it itself.
#
# usage: deploy/cloud/dashboards.sh [NAMESPACE]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
space=${1:-flowex-production}
command -v kubectl >/dev/null || { printf 'dashboards: needs kubectl: see https://kubernetes.io/docs/tasks/tools\n' >&2; exit 1; }
./flowex metrics --write
for file in monitoring/grafana/dashboards/*.json; do
    kubectl -n "$space" create configmap "flowex-dashboard-$(basename "$file" .json)" --from-file="$file" --dry-run=client --output yaml \
        | kubectl -n "$space" label --local --filename - --dry-run=client --output yaml grafana_dashboard=1 \
        | kubectl -n "$space" apply --filename -
done
