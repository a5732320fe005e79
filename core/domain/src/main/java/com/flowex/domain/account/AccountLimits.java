package com.flowex.domain.account;

/**
 * Limits of one account in one market, in addition to the market's own rules. Zero means no limit.
 *
 * @param orderValueMaxUnits highest value of one order, in units of the quote asset: a guard against typing errors
 * @param positionMaxUnits largest position in the base asset, open buys included, in its units
 * @param openOrdersMax highest number of open orders at a time
 */
public record AccountLimits(long orderValueMaxUnits, long positionMaxUnits, int openOrdersMax) {

    public static final AccountLimits NONE = new AccountLimits(0, 0, 0);

    public AccountLimits {
        if (orderValueMaxUnits < 0 || positionMaxUnits < 0 || openOrdersMax < 0) {
            throw new IllegalArgumentException("a limit is not negative");
        }
    }
}
