#!/usr/bin/env bash
# Brings FlowEx to Azure: terraform/azure, secrets, the chart. usage: scripts/deploy-azure.sh --cluster NAME --region REGION [--dry-run]
# --dry-run prints each command and carries out none. It was tried against no cloud: only so, and by TerraformTest.
cloud=azure extra_usage=''
source "$(dirname "${BASH_SOURCE[0]}")/../deploy/cloud/deploy.sh"
read_arguments "$@"
need_common
need az "see https://learn.microsoft.com/cli/azure; then: az login"

run az account show
infrastructure
run az aks get-credentials --resource-group "$cluster" --name "$cluster" --overwrite-existing
vault=$(printf '%s-keys' "$cluster" | cut -c 1-24)
for name in "${secret_names[@]}"; do
    # Made once; what is there already stays. Names of Azure's vault have hyphens.
    if [ "$dry" = yes ] || ! az keyvault secret show --vault-name "$vault" --name "flowex-${name//_/-}" >/dev/null 2>&1; then
        run az keyvault secret set --vault-name "$vault" --name "flowex-${name//_/-}" --file "$root/secrets/$name" --output none
    fi
done
# The store of Azure does not speak S3: nodes keep their whole log, and are copied by snapshots of their disks.
release --set engine.archive= --set backup=off --set secrets.separator=- --set secrets.hyphens=true --set 'network.privatePorts={5432,6380}'
