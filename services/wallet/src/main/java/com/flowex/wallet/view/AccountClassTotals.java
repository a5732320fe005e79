package com.flowex.wallet.view;

import com.flowex.wallet.store.journal.AccountClass;

/**
 * Totals of an asset by class of account. The limit of an asset's supply leaves headroom, so such totals fit a {@code
 * long}.
 */
record AccountClassTotals(long outside, long fees, long platform, long customers) {

    static final AccountClassTotals ZERO = new AccountClassTotals(0, 0, 0, 0);

    /** Returns the totals after a change of one class. */
    AccountClassTotals and(AccountClass of, long units) {
        return switch (of) {
            case OUTSIDE -> new AccountClassTotals(Math.addExact(outside, units), fees, platform, customers);
            case FEES -> new AccountClassTotals(outside, Math.addExact(fees, units), platform, customers);
            case PLATFORM -> new AccountClassTotals(outside, fees, Math.addExact(platform, units), customers);
            case CUSTOMERS -> new AccountClassTotals(outside, fees, platform, Math.addExact(customers, units));
        };
    }
}
