# Common parts of scripts/deploy-aws.sh, deploy-azure.sh and deploy-gcp.sh; each names its cloud, its tools and its steps, and sources this.
# shellcheck shell=bash
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cluster='' region='' dry=no

say() { printf 'deploy-%s: %s\n' "$cloud" "$*" >&2; }
fail() { say "$*"; exit 1; }
usage() { fail "usage: scripts/deploy-$cloud.sh --cluster NAME --region REGION$extra_usage [--dry-run]"; }

# value OPTION VALUE: the value, or what is wrong with it.
value() {
    [[ ${2:-} =~ ^[A-Za-z0-9][A-Za-z0-9-]*$ ]] || fail "$1 must be followed by letters, digits and hyphens, was \"${2:-}\""
    printf '%s' "$2"
}

read_arguments() {
    while [ $# -gt 0 ]; do
        case $1 in
            --cluster) cluster=$(value "$1" "${2:-}"); shift 2 ;;
            --region) region=$(value "$1" "${2:-}"); shift 2 ;;
            --dry-run) dry=yes; shift ;;
            *) say "unknown: $1"; usage ;;
        esac
    done
    [ -n "$cluster" ] || { say "--cluster is missing"; usage; }
    [ -n "$region" ] || { say "--region is missing"; usage; }
}

# need TOOL REMEDY: a missing tool is reported with its remedy; a dry run continues, because it starts nothing.
need() {
    if command -v "$1" >/dev/null; then return; fi
    [ "$dry" = yes ] || fail "needs $1: $2"
    say "$1 is not here, and would be needed: $2"
}

# run COMMAND...: carried out, or printed as it would be typed.
run() {
    if [ "$dry" = yes ]; then
        printf '%q ' "$@" | sed 's/ $//'
        printf '\n'
    else
        say "$*"
        "$@"
    fi
}

# Every secret that the chart names, and those of the modules excepted, from secrets/ into the cloud's store. Its value is on no command line.
secret_names=(jwt_secret gateway_key data_keys store_keys audit_key solvency_key admin_password smtp_password sms_token sms_2_token)

infrastructure() {
    run terraform -chdir="$root/terraform/$cloud" init -input=false
    run terraform -chdir="$root/terraform/$cloud" validate
    run terraform -chdir="$root/terraform/$cloud" plan -input=false -out=flowex.plan -var="cluster=$cluster" -var="region=$region" "$@"
    run terraform -chdir="$root/terraform/$cloud" apply -input=false flowex.plan
}

# Alertmanager's configuration and the secrets of its receivers; values-prod.yaml names the mail server, and the
# receiver unless ALERT_MAIL_TO does.
alerts() {
    local folder settings=$root/values-prod.yaml
    folder=$(mktemp -d)
    ALERT_MAIL_TO=${ALERT_MAIL_TO:-$(sed -n 's/^ *FLOWEX_ADMIN_EMAIL: *//p' "$settings")} ALERT_FROM=${ALERT_FROM:-$(sed -n 's/^ *FLOWEX_ADMIN_EMAIL: *//p' "$settings")} \
        ALERT_SMTP=${ALERT_SMTP:-$(sed -n 's/^ *FLOWEX_SMTP_HOST: *//p' "$settings"):587} ALERT_SECRETS=$root/secrets \
        ALERT_SECRETS_AT=/etc/alertmanager/secrets/flowex-alert-receivers "$root/monitoring/alertmanager.sh" >"$folder/alertmanager.yaml"
    if [ "$dry" = yes ] || ! kubectl get namespace monitoring >/dev/null 2>&1; then run kubectl create namespace monitoring; fi
    kept_secret flowex-alertmanager --from-file="$folder/alertmanager.yaml"
    kept_secret flowex-alert-receivers --from-file="$root/secrets/smtp_password" --from-file="$root/secrets/alert_slack_url" \
        --from-file="$root/secrets/alert_pagerduty_key" --from-file="$root/secrets/alert_pagerduty_escalation_key"
    rm -rf "$folder"
}

# kept_secret NAME ARGUMENTS...: in the namespace monitoring, as it is here now.
kept_secret() {
    run kubectl --namespace monitoring delete secret "$1" --ignore-not-found
    run kubectl --namespace monitoring create secret generic "$@"
}

# Charts that the cluster needs besides FlowEx, from their makers; then FlowEx.
release() {
    run helm upgrade --install external-secrets external-secrets --repo https://charts.external-secrets.io --namespace external-secrets --create-namespace --wait
    # After the operator whose kinds it asks for.
    if [ "$dry" = yes ]; then "$root/deploy/cloud/cluster-objects.sh" --dry-run; else "$root/deploy/cloud/cluster-objects.sh"; fi
    alerts
    run helm upgrade --install kube-prometheus-stack kube-prometheus-stack --repo https://prometheus-community.github.io/helm-charts --namespace monitoring --create-namespace --values "$root/helm/kube-prometheus-stack-values.yaml" --wait
    run helm upgrade --install jaeger jaeger --repo https://jaegertracing.github.io/helm-charts --namespace monitoring --values "$root/helm/jaeger-values.yaml" --wait
    run helm upgrade --install prometheus-adapter prometheus-adapter --repo https://prometheus-community.github.io/helm-charts --namespace monitoring --values "$root/helm/prometheus-adapter-values.yaml" --wait
    run helm upgrade --install ingress-nginx ingress-nginx --repo https://kubernetes.github.io/ingress-nginx --namespace ingress-nginx --create-namespace --wait
    # The chart has the dashboards, which the code makes.
    run "$root/flowex" metrics --write
    run helm upgrade --install flowex "$root/charts" --namespace flowex-production --create-namespace --values "$root/values-prod.yaml" --atomic --timeout 15m "$@"
    run kubectl --namespace flowex-production rollout status statefulset/flowex-engine --timeout=10m
    run kubectl --namespace flowex-production rollout status deployment/flowex-api-gateway --timeout=10m
}

need_common() {
    need terraform "see https://developer.hashicorp.com/terraform/install"
    need helm "see https://helm.sh/docs/intro/install"
    need kubectl "see https://kubernetes.io/docs/tasks/tools"
    if [ ! -s "$root/secrets/jwt_secret" ]; then
        [ "$dry" = yes ] || fail "needs secrets/: run scripts/make-secrets.sh, and keep a copy of it elsewhere"
        say "secrets/ is not here, and would be needed: scripts/make-secrets.sh"
    fi
    local name
    for name in "${secret_names[@]}"; do
        # Stores refuse an empty value; FlowEx reads an empty line as none.
        if [ "$dry" = no ] && [ ! -s "$root/secrets/$name" ]; then echo >"$root/secrets/$name"; fi
    done
}
