package com.flowex.trading.risk;

import java.util.ArrayList;
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

    /** These, with the switch of the whole tenant on or off. */
    KillSwitchStates withTenant(boolean isOn) {
        return new KillSwitchStates(isOn, pairs, accounts);
    }

    /** These, with the switch of one market on or off. */
    KillSwitchStates withPair(String symbol, boolean isOn) {
        if (pairs.contains(symbol) == isOn) {
            return this;
        }
        List<String> changed = new ArrayList<>(pairs);
        if (isOn) {
            changed.add(symbol);
        } else {
            changed.remove(symbol);
        }
        return new KillSwitchStates(on, changed, accounts);
    }
}
