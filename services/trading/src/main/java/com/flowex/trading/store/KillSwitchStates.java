package com.flowex.trading.store;

import java.util.ArrayList;
import java.util.List;

/**
 * Present kill switches of a tenant: the schema KillSwitches of docs/api/openapi.yaml.
 *
 * @param on true if the whole tenant is stopped
 * @param pairs symbols of markets with a kill switch of their own
 * @param accounts accounts with a kill switch of their own
 */
public record KillSwitchStates(boolean on, List<String> pairs, List<String> accounts) {

    public KillSwitchStates {
        pairs = List.copyOf(pairs);
        accounts = List.copyOf(accounts);
    }

    /** Returns a copy with the switch of the whole tenant on or off. */
    public KillSwitchStates withTenant(boolean isOn) {
        return new KillSwitchStates(isOn, pairs, accounts);
    }

    /** Returns a copy with the switch of one market on or off. */
    public KillSwitchStates withPair(String symbol, boolean isOn) {
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
