package com.flowex.wallet.app.withdrawal;

import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.wallet.store.withdrawal.AllowList;
import java.util.Optional;

/**
 * Request for money to leave an account.
 *
 * @param units ledger units, the fee included
 * @param apiKey id of the API key that requests it; empty in a session
 * @param isVip true if the higher limits apply
 */
public record OutgoingRequest(
        OutgoingPath path,
        AccountId account,
        long userId,
        Asset asset,
        long units,
        Target target,
        Optional<String> apiKey,
        boolean isVip) {

    boolean byKey() {
        return apiKey.isPresent();
    }

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
