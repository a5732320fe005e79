#!/usr/bin/env bash
# Brings the database up to date without starting FlowEx, or says what was done to it: up (without a word), status, history, down PART.
# The database is the one of FLOWEX_DATABASE_URL, or of .env or FLOWEX_ENV_FILE. docs/operations/migrations.md
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec ./flowex migrations "${@:-up}"
