package com.flowex.wallet.store.terms;

import java.util.Locale;

/** Flows of an asset's money over chains. */
public enum MoneyFlow {
    DEPOSITS,
    WITHDRAWALS,
    SWEEPS;

    /** Returns the name on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
