#!/usr/bin/env bash
# Brings FlowEx to AWS: terraform/aws, secrets, the chart. usage: scripts/deploy-aws.sh --cluster NAME --region REGION [--dry-run]
# --dry-run prints each command and carries out none. It was tried against no cloud: only so, and by TerraformTest.
cloud=aws extra_usage=''
source "$(dirname "${BASH_SOURCE[0]}")/../deploy/cloud/deploy.sh"
read_arguments "$@"
need_common
need aws "see https://docs.aws.amazon.com/cli; then: aws configure"

run aws sts get-caller-identity
infrastructure
run aws eks update-kubeconfig --name "$cluster" --region "$region"
for name in "${secret_names[@]}"; do
    # Made once; what is there already stays.
    if [ "$dry" = yes ] || ! aws secretsmanager describe-secret --secret-id "flowex/$name" --region "$region" >/dev/null 2>&1; then
        run aws secretsmanager create-secret --region "$region" --name "flowex/$name" --secret-string "file://$root/secrets/$name"
    fi
done
archive='ARCHIVE' role='ROLE'
if [ "$dry" = no ]; then
    archive=$(terraform -chdir="$root/terraform/aws" output -raw archive)
    role=$(terraform -chdir="$root/terraform/aws" output -raw pods_role)
fi
release --set "engine.archive=$archive" --set "backup=${archive%/flowex}/backups" --set-string "serviceAccount.annotations.eks\.amazonaws\.com/role-arn=$role" \
    --set "settings.FLOWEX_S3_REGION=$region"
