#!/usr/bin/env bash
# Which lines the tests reach, by module and, worst first, by class.
#
# usage: scripts/test-coverage-analysis.sh [--run] [--classes N]
#   --run       runs all tests first (./flowex verify --full coverage); otherwise the figures of the last run are shown
#   --classes   number of listed classes, the least reached ones, by default 20
#
# Ends with 1 if a module is below what build/coverage.txt asks, 2 if nothing was measured yet.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
figures=proof/coverage/target/site/jacoco-aggregate/jacoco.csv classes=20
while [ $# -gt 0 ]; do
    case $1 in
        --run) ./flowex verify --full coverage; shift ;;
        --classes) classes=${2:?--classes wants a number}; shift 2 ;;
        *) echo "coverage: unknown: $1; usage: scripts/test-coverage-analysis.sh [--run] [--classes N]" >&2; exit 2 ;;
    esac
done
[ -f "$figures" ] || { echo "coverage: nothing was measured yet: scripts/test-coverage-analysis.sh --run" >&2; exit 2; }

outcome=0
awk -F, '
    FNR == NR { if (split($0, word, " ") && word[1] !~ /^#/) least[word[1]] = word[2]; next }
    FNR > 1 { sub(/^.*flowex-/, "", $1); missed[$1] += $8; covered[$1] += $9; branches_missed[$1] += $6; branches_covered[$1] += $7 }
    END {
        for (module in covered) {
            lines = covered[module] + missed[module]
            branches = branches_covered[module] + branches_missed[module]
            share = lines ? 100 * covered[module] / lines : 100
            printf "%-14s lines %6.2f %% of %6d (asked %2d %%)  branches %6.2f %% of %6d\n", module, share, lines, least[module], \
                branches ? 100 * branches_covered[module] / branches : 100, branches
            if (share < least[module]) low = 1
        }
        exit low
    }' build/coverage.txt "$figures" | LC_ALL=C sort || outcome=1
echo
echo "reached least:"
awk -F, 'FNR > 1 && $8 > 0 { printf "%5d lines of %5d not reached  %s.%s\n", $8, $8 + $9, $2, $3 }' "$figures" | sort -rn | head -n "$classes"
exit "$outcome"
