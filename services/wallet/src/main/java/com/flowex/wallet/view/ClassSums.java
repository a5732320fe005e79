package com.flowex.wallet.view;

import com.flowex.wallet.journal.AccountClass;

/** What each class of accounts has of an asset. Supply has headroom: such sums fit a {@code long}. */
record ClassSums(long outside, long fees, long platform, long customers) {

    static final ClassSums ZERO = new ClassSums(0, 0, 0, 0);

    /** After so much more of a class, or less. */
    ClassSums and(AccountClass of, long units) {
        return switch (of) {
            case OUTSIDE -> new ClassSums(Math.addExact(outside, units), fees, platform, customers);
            case FEES -> new ClassSums(outside, Math.addExact(fees, units), platform, customers);
            case PLATFORM -> new ClassSums(outside, fees, Math.addExact(platform, units), customers);
            case CUSTOMERS -> new ClassSums(outside, fees, platform, Math.addExact(customers, units));
        };
    }
}
