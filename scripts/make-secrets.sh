#!/usr/bin/env bash
# Makes the secrets of an exchange that several processes share, a file each, for docker-compose.production.yml, or to be copied into
# the store that the cluster's external secrets come from. Existing secrets stay: a lost key opens nothing.
#
# usage: scripts/make-secrets.sh [DIR]    (default: secrets/)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
folder=${1:-secrets}
command -v openssl >/dev/null || { echo "make-secrets: needs openssl: apt-get install openssl" >&2; exit 1; }
mkdir -p "$folder"
chmod 0700 "$folder"

# keep NAME: what comes in becomes DIR/NAME, unless that is there. Processes in containers read it as a user of their
# own; other users of this machine cannot enter the folder.
keep() {
    local value
    value=$(cat)
    if [ -s "$folder/$1" ]; then return; fi
    printf '%s' "$value" >"$folder/$1"
    chmod 0444 "$folder/$1"
    echo "$folder/$1"
}
random() { openssl rand -base64 "$1" | tr -d '\n'; }
# Letters and digits alone: it goes into addresses.
word() { openssl rand -hex 24; }
signing_key() { openssl genpkey -algorithm ed25519 -outform DER | base64 -w 0; }

random 48 | keep jwt_secret
random 48 | keep gateway_key
printf 'k1:%s' "$(random 32)" | keep data_keys
printf 's1:%s' "$(random 32)" | keep store_keys
signing_key | keep audit_key
signing_key | keep solvency_key
word | keep postgres_password
word | keep replication_password
word | keep redis_password
word | keep grafana_password
word | keep elastic_password
word | keep kibana_password
printf 'postgresql://flowex:%s@postgres:5432/flowex' "$(cat "$folder/postgres_password")" | keep database_url
printf 'redis://:%s@redis:6379/0' "$(cat "$folder/redis_password")" | keep redis_url
printf 'A1!%s' "$(word)" | keep admin_password
# Secrets from other parties: empty until filled in.
for name in smtp_password sms_token sms_2_token s3_access_key s3_secret_key alert_slack_url alert_pagerduty_key alert_pagerduty_escalation_key; do
    [ -e "$folder/$name" ] || { : >"$folder/$name"; chmod 0644 "$folder/$name"; }
done
if [ ! -s "$folder/tls.key" ]; then
    # So that it starts: replace both by a certificate that browsers know.
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 90 -subj "/CN=${FLOWEX_DOMAIN:-localhost}" \
        -addext "subjectAltName=DNS:${FLOWEX_DOMAIN:-localhost}" -keyout "$folder/tls.key" -out "$folder/tls.crt" 2>/dev/null
    chmod 0444 "$folder/tls.key" "$folder/tls.crt"
    echo "$folder/tls.key"
    echo "$folder/tls.crt"
fi
