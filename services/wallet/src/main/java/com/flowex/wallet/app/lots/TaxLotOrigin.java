package com.flowex.wallet.app.lots;

import com.flowex.wallet.store.journal.EntryKind;
import java.util.Locale;

/** Way in which a lot was acquired. The lower-case name is the code on the wire; only {@link #TRADE} gives a cost. */
public enum TaxLotOrigin {
    /** Bought with the currency of the report; in a fiat currency, traded at a value in it. */
    TRADE,
    /** Traded for an asset other than the currency of the report. */
    SWAP,
    DEPOSIT,
    /** A withdrawal that came back. */
    WITHDRAWAL,
    /** Money that the account was opened with. */
    GENESIS,
    /** Sent by another account. */
    INTERNAL,
    /** Several acquisitions, by average cost. */
    SEVERAL,
    /** No acquisition of these units is in the journal: an operator had its event skipped. */
    UNRECORDED;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the origin of what a movement brought.
     *
     * @param isPaid true for a trade that was paid in the currency of the report
     */
    static TaxLotOrigin of(EntryKind kind, boolean isPaid) {
        return switch (kind) {
            case TRADE -> isPaid ? TRADE : SWAP;
            case DEPOSIT -> DEPOSIT;
            case WITHDRAWAL -> WITHDRAWAL;
            case GENESIS -> GENESIS;
            case INTERNAL -> INTERNAL;
        };
    }
}
