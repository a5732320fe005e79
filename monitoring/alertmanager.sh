#!/bin/sh
# Prints alertmanager.yml, which lies beside this file, with the addresses of an installation and without receivers that have no secret.
#
#   ALERT_MAIL_TO       receives warnings and critical alerts
#   ALERT_DUTY_MANAGER  receives what stays unattended; ALERT_MAIL_TO if empty
#   ALERT_SMTP          host:port of the mail server, ALERT_SMTP_USER its user, ALERT_FROM the sender
#   ALERT_SECRETS       folder with smtp_password, alert_slack_url, alert_pagerduty_key, alert_pagerduty_escalation_key; an empty file leaves its receiver out
#   ALERT_SECRETS_AT    where Alertmanager finds them; ALERT_SECRETS if empty
set -eu
for name in ALERT_MAIL_TO ALERT_SMTP ALERT_FROM ALERT_SECRETS; do
    eval "value=\${$name:-}"
    [ -n "$value" ] || { echo "alertmanager.sh: $name is missing" >&2; exit 2; }
    # These are put between quotes of YAML.
    case $value in *\'* | *'
'*) echo "alertmanager.sh: $name must be one line without a quote" >&2; exit 2 ;; esac
done
there=''
for name in smtp_password alert_slack_url alert_pagerduty_key alert_pagerduty_escalation_key; do
    if [ -s "$ALERT_SECRETS/$name" ]; then there="$there $name "; fi
done
awk -v there="$there" -v at="${ALERT_SECRETS_AT:-$ALERT_SECRETS}" -v to="$ALERT_MAIL_TO" -v manager="${ALERT_DUTY_MANAGER:-$ALERT_MAIL_TO}" \
    -v smtp="$ALERT_SMTP" -v user="${ALERT_SMTP_USER:-$ALERT_FROM}" -v from="$ALERT_FROM" '
    function put(text, old, value,   i) { i = index(text, old); return i ? substr(text, 1, i - 1) value substr(text, i + length(old)) : text }
    $1 == "#" && $2 == "if" { left_out = index(there, " " $3 " ") == 0; next }
    $1 == "#" && $2 == "end" { left_out = 0; next }
    left_out || $1 ~ /^#/ { next }
    {
        line = put($0, "secrets/", at "/")
        if ($1 == "smtp_smarthost:") line = put(line, "localhost:587", smtp)
        if ($1 == "smtp_from:") line = put(line, "flowex-alerts@example.com", from)
        if ($1 == "smtp_auth_username:") line = put(line, "flowex-alerts@example.com", user)
        line = put(line, "flowex-operators@example.com", to)
        print put(line, "flowex-duty-manager@example.com", manager)
    }' "$(dirname "$0")/alertmanager.yml"
