package com.flowex.wallet.view;

import com.flowex.wallet.journal.AccountClass;

/**
 * Totals of an asset by class of account. The limit of an asset's supply leaves headroom, so such totals fit a {@code
 * long}.
 */
record ClassSums(long outside, long fees, long platform, long customers) {

    static final ClassSums ZERO = new ClassSums(0, 0, 0, 0);

    /** Returns the totals after a change of one class. */
    ClassSums and(AccountClass of, long units) {
        return switch (of) {
            case OUTSIDE -> new ClassSums(Math.addExact(outside, units), fees, platform, customers);
            case FEES -> new ClassSums(outside, Math.addExact(fees, units), platform, customers);
            case PLATFORM -> new ClassSums(outside, fees, Math.addExact(platform, units), customers);
            case CUSTOMERS -> new ClassSums(outside, fees, platform, Math.addExact(customers, units));
        };
    }
}
