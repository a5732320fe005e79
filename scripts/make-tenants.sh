#!/usr/bin/env bash
# Makes many tenants on a running exchange: make-tenants.sh [COUNT] [URL]. Each has two markets and ten users, an admin among
# them; their password is Tenant-user-2026! and its hash was computed once, so that making them costs no hashing.
# FLOWEX_ADMIN_EMAIL and FLOWEX_ADMIN_PASSWORD name the super admin; without them it is the demo's. Can be asked again: tenants
# that are there are left as they are.
set -euo pipefail
count=${1:-1000}
url=${2:-http://localhost:8000}
# Eight at a time: each tenant takes some twenty commands, one after the other.
at_once=8
hash='$argon2id$v=19$m=19456,t=2,p=1$UrmuGzgmtfdV2jtOlkb+tQ$joDQItG7xiQmW2urfKoEG1wmobxrRLfjRCisay1eWkc'

body() {
    local slug=t$1 users='' i role
    for i in $(seq 10); do
        role=trader
        [ "$i" != 1 ] || role=admin
        users+="${users:+,}{\"email\":\"user$i@$slug.example\",\"first_name\":\"User\",\"last_name\":\"$i\",\"password_hash\":\"$hash\",\"roles\":[\"$role\",\"trader\"]}"
    done
    local asset='"scale":6,"supply":"1000000000"'
    local rules='"price_scale":2,"price_tick":"0.01","max_price":"1000000","quantity_lot":"0.0001","min_quantity":"0.0001","max_quantity":"1000"'
    printf '%s' "{\"slug\":\"$slug\",\"name\":\"Tenant $1\",\"assets\":[{\"code\":\"BTC\",$asset},{\"code\":\"ETH\",$asset},{\"code\":\"USDT\",$asset}],"
    printf '%s' "\"markets\":[{\"base\":\"BTC\",\"quote\":\"USDT\",$rules},{\"base\":\"ETH\",\"quote\":\"USDT\",$rules}],"
    printf '%s' "\"configuration\":{\"market_defaults\":{\"maker_fee\":\"0.001\",\"taker_fee\":\"0.001\"}},\"users\":[$users]}"
}

make() {
    local status
    status=$(body "$1" | curl -s -o /dev/null -w '%{http_code}' "$url/api/v1/tenants" -H "Authorization: Bearer $token" \
        -H 'X-Rate-Tier: benchmark' -H 'Content-Type: application/json' -d @-)
    case $status in
        201 | 409) ;;
        *) echo "tenant $1: $status" >&2; return 1 ;;
    esac
}

token=$(curl -s "$url/api/auth/login" -H 'Content-Type: application/json' \
    -d "{\"email\":\"${FLOWEX_ADMIN_EMAIL:-admin@flowex.com}\",\"password\":\"${FLOWEX_ADMIN_PASSWORD:-admin123}\"}" \
    | sed -n 's/.*"access_token":"\([^"]*\)".*/\1/p') \
    || { echo "there is no answer from $url: is the exchange running there? ./flowex run starts it" >&2; exit 1; }
[ -n "$token" ] || { echo "cannot log in at $url: FLOWEX_ADMIN_EMAIL and FLOWEX_ADMIN_PASSWORD name its super admin" >&2; exit 1; }
export -f body make
export url hash token
began=$(date +%s)
# xargs exits with 123 where one was not made; the others are.
seq "$count" | xargs -P $at_once -I{} bash -c 'make {}'
echo "$count tenants in $(($(date +%s) - began)) s"
