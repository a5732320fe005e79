package com.flowex.domain.command;

import com.flowex.domain.value.AccountId;

/**
 * Sets the highest leverage of an account: from now on neither a loan nor a payment may leave its assets, after
 * haircuts, above that multiple of what they are worth without its debts. Setting the same leverage twice changes
 * nothing.
 *
 * @param leverage 1 (it borrows nothing) to {@link #LEVERAGE_MAX}; {@link #NONE} leaves the tiers of the assets alone
 */
public record SetLeverage(AccountId account, int leverage) implements Command {

    /** The account has no leverage of its own. */
    public static final int NONE = 0;

    public static final int LEVERAGE_MAX = 100;

    public SetLeverage {
        if (leverage < NONE || leverage > LEVERAGE_MAX) {
            throw new IllegalArgumentException("a leverage is within 0.." + LEVERAGE_MAX + ", was " + leverage);
        }
    }
}
