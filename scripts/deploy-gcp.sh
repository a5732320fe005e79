#!/usr/bin/env bash
# Brings FlowEx to Google Cloud: terraform/gcp, secrets, the chart.
# usage: scripts/deploy-gcp.sh --cluster NAME --region REGION [--project PROJECT] [--dry-run]; the default project is gcloud's
# --dry-run prints each command and carries out none. It was tried against no cloud: only so, and by TerraformTest.
cloud=gcp extra_usage=' [--project PROJECT]' project=''
source "$(dirname "${BASH_SOURCE[0]}")/../deploy/cloud/deploy.sh"
arguments=()
while [ $# -gt 0 ]; do
    if [ "$1" = --project ]; then project=$(value "$1" "${2:-}"); shift 2; else arguments+=("$1"); shift; fi
done
read_arguments ${arguments[@]+"${arguments[@]}"}
need_common
need gcloud "see https://cloud.google.com/sdk/docs/install; then: gcloud auth login"
if [ -z "$project" ]; then
    project=PROJECT
    [ "$dry" = yes ] || project=$(gcloud config get-value project 2>/dev/null)
    [ -n "$project" ] || fail "gcloud has no project: gcloud config set project PROJECT, or --project PROJECT"
fi

run gcloud projects describe "$project"
infrastructure -var="project=$project"
run gcloud container clusters get-credentials "$cluster" --region "$region" --project "$project"
for name in "${secret_names[@]}"; do
    # Made once; what is there already stays.
    if [ "$dry" = yes ] || ! gcloud secrets describe "flowex-$name" --project "$project" >/dev/null 2>&1; then
        run gcloud secrets create "flowex-$name" --project "$project" --replication-policy automatic --data-file "$root/secrets/$name"
    fi
done
archive='ARCHIVE' data='10.0.0.0/20'
if [ "$dry" = no ]; then
    archive=$(terraform -chdir="$root/terraform/gcp" output -raw archive)
    data=$(terraform -chdir="$root/terraform/gcp" output -raw data_network)
fi
release --set "engine.archive=$archive" --set "backup=${archive%/flowex}/backups" --set secrets.separator=- --set "network.privateCidr=$data" \
    --set settings.FLOWEX_S3_ENDPOINT=https://storage.googleapis.com \
    --set 'secrets.names={database_url,redis_url,jwt_secret,gateway_key,data_keys,store_keys,audit_key,solvency_key,admin_password,smtp_password,sms_token,sms_2_token,s3_access_key,s3_secret_key}'
