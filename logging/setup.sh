#!/usr/bin/env bash
# Puts lifecycles, fields and templates into Elasticsearch and data view and dashboards into Kibana; again and again with the same end.
#   ELASTICSEARCH_URL=http://localhost:9200 KIBANA_URL=http://localhost:5601 [ELASTICSEARCH_USER=elastic ELASTICSEARCH_PASSWORD=...] logging/setup.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
elasticsearch=${ELASTICSEARCH_URL:-http://localhost:9200}
kibana=${KIBANA_URL:-http://localhost:5601}

# The password goes by a file descriptor: every user of the machine can read the arguments of a process.
call() {
    curl --silent --show-error --fail-with-body --config <(
        [ -z "${ELASTICSEARCH_PASSWORD:-}" ] || printf 'user = "%s:%s"\n' "${ELASTICSEARCH_USER:-elastic}" "$ELASTICSEARCH_PASSWORD"
    ) "$@" >/dev/null
}

put() {
    echo "$1"
    call --request PUT "$elasticsearch/$1" --header 'Content-Type: application/json' --data-binary "@elasticsearch/$2"
}

put _ilm/policy/flowex-logs lifecycle.json
put _ilm/policy/flowex-security lifecycle-security.json
put _component_template/flowex-fields fields.json
put _index_template/flowex-logs logs.json
put _index_template/flowex-security security.json
echo kibana
call --request POST "$kibana/api/saved_objects/_import?overwrite=true" --header 'kbn-xsrf: true' --form file=@kibana/flowex.ndjson
