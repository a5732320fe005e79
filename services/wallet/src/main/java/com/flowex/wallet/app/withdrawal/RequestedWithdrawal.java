package com.flowex.wallet.app.withdrawal;

import com.flowex.custody.chain.Chain;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import java.util.Optional;

/**
 * Validated request for a withdrawal.
 *
 * @param units ledger units, the fee included
 * @param address canonical address
 * @param key the caller's key, or a generated one
 * @param isVip true if the higher limits apply
 * @param apiKey id of the API key that requests it, which may use listed addresses only; empty in a session
 */
record RequestedWithdrawal(
        AccountId account,
        long userId,
        Asset asset,
        long units,
        Chain chain,
        String address,
        String memo,
        String key,
        boolean isVip,
        Optional<String> apiKey) {

    String network() {
        return chain.scheme().network().code();
    }

    /** Returns the request that the rules of outgoing money judge. */
    OutgoingRequest outgoing() {
        return new OutgoingRequest(
                OutgoingPath.WITHDRAWAL,
                account,
                userId,
                asset,
                units,
                new OutgoingRequest.Target(network(), address, memo),
                apiKey,
                isVip);
    }
}
