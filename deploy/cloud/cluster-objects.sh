#!/usr/bin/env bash
# Looks for the objects of a cluster that values-prod.yaml names and that only its operator can make, before anything waits for one in vain.
# usage: deploy/cloud/cluster-objects.sh [--dry-run]; ends with 1 and names what is missing. --dry-run prints each question.
set -euo pipefail
values=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)/values-prod.yaml
missing=''

# named KEY: each value of a key.
named() { sed -n "s|^ *$1: *||p" "$values"; }

# ask KIND REMEDY NAME...: for those that the cluster does not have, what to do.
ask() {
    local kind=$1 remedy=$2 name
    shift 2
    for name in "$@"; do
        if [ "$dry" = yes ]; then
            echo "kubectl get $kind $name"
        elif ! kubectl get "$kind" "$name" >/dev/null 2>&1; then
            echo "cluster-objects: there is no $kind $name: $remedy" >&2
            missing+=" $kind/$name"
        fi
    done
}

case ${1:-} in
    --dry-run) dry=yes ;;
    '') dry=no ;;
    *) echo "usage: deploy/cloud/cluster-objects.sh [--dry-run]" >&2; exit 2 ;;
esac
# shellcheck disable=SC2046 # names have no spaces
{
    ask storageclass "make one of the provider's disks of that name (of files that several pods write for audit.className), or name another" $(named className)
    ask clusterissuer "install cert-manager and make the issuer, or take the annotation out" $(named cert-manager.io/cluster-issuer)
    ask clustersecretstore "make one that reads the provider's store of secrets, or leave secrets.store empty and make the Secret (docs/operations/kubernetes.md)" $(named store)
}
if [ -n "$missing" ]; then
    echo "cluster-objects: values-prod.yaml names$missing: nothing of FlowEx was installed" >&2
    exit 1
fi
