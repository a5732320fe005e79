package com.flowex.wallet.withdrawal;

import com.flowex.custody.Chain;
import com.flowex.domain.AccountId;
import com.flowex.domain.Asset;

/**
 * A withdrawal that somebody asks for, of which every field is right.
 *
 * @param units of the ledger, the fee included
 * @param address canonical
 * @param key the caller's, or one made for them
 * @param isVip whether the better limits count
 * @param byKey whether an API key asks, of which only listed addresses are taken
 */
record Wanted(
        AccountId account,
        long userId,
        Asset asset,
        long units,
        Chain chain,
        String address,
        String memo,
        String key,
        boolean isVip,
        boolean byKey) {

    String network() {
        return chain.scheme().network().code();
    }
}
