package com.flowex.trading.risk;

import java.util.List;

/**
 * What is stopped in a tenant now, as the wire shows it: the schema KillSwitches of docs/api/openapi.yaml.
 *
 * @param on whether all of it is
 * @param pairs markets that are stopped for themselves
 * @param accounts accounts that are stopped for themselves
 */
record KillSwitchStates(boolean on, List<String> pairs, List<String> accounts) {

    KillSwitchStates {
        pairs = List.copyOf(pairs);
        accounts = List.copyOf(accounts);
    }
}
