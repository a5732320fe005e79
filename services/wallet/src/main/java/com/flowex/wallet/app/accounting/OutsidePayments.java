package com.flowex.wallet.app.accounting;

import com.flowex.domain.value.AccountId;
import java.time.Instant;
import java.util.List;

/** Payments that an account made and received outside of the exchange, for trades with people. */
@FunctionalInterface
public interface OutsidePayments {

    /**
     * Payment, or the taking back of one.
     *
     * @param number position of its trade
     * @param units units of the currency; negative for money that went out
     * @param places decimal places of the currency
     */
    record OutsidePayment(
            long number, Instant at, String trade, String currency, int places, long units, boolean isTakenBack) {}

    /**
     * Returns payments behind the trade of a number, oldest trade first. All of one trade are in one page.
     *
     * @param limit number of trades
     */
    List<OutsidePayment> after(AccountId account, long number, int limit);
}
