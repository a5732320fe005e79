package com.flowex.wallet.app.withdrawal;

import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.wallet.store.withdrawal.AllowList;

/**
 * Request for money to leave an account.
 *
 * @param units ledger units, the fee included
 * @param byKey true if it is requested with an API key
 * @param isVip true if the higher limits apply
 */
public record OutgoingRequest(
        OutgoingPath path,
        AccountId account,
        long userId,
        Asset asset,
        long units,
        Target target,
        boolean byKey,
        boolean isVip) {

    /**
     * Destination of a payment.
     *
     * @param network {@link AllowList#INTERNAL} for an account of this exchange
     * @param address canonical address, or the number of the account
     */
    public record Target(String network, String address, String memo) {

        public static Target of(AccountId receiver) {
            return new Target(AllowList.INTERNAL, Long.toString(receiver.number()), "");
        }
    }
}
