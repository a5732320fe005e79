package com.flowex.domain;

/**
 * What one account may do in one market, beyond the market's own rules. Zero means no limit.
 *
 * @param orderValueMaxUnits the dearest order, in units of the quote asset: a guard against slips of a finger
 * @param positionMaxUnits the most of the base asset, open buys included, in its units
 * @param openOrdersMax open orders at a time
 */
public record AccountLimits(long orderValueMaxUnits, long positionMaxUnits, int openOrdersMax) {

    public static final AccountLimits NONE = new AccountLimits(0, 0, 0);

    public AccountLimits {
        if (orderValueMaxUnits < 0 || positionMaxUnits < 0 || openOrdersMax < 0) {
            throw new IllegalArgumentException("a limit is not negative");
        }
    }
}
