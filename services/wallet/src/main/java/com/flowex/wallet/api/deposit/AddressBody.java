package com.flowex.wallet.api.deposit;

import com.flowex.custody.Network;
import com.flowex.custody.chain.Chain;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.Decimals;
import com.flowex.wallet.store.terms.Terms;

/**
 * Deposit address, with the terms of the same network for withdrawals: the schema Address of docs/api/openapi.yaml.
 *
 * @param confirmations blocks until a payment is credited
 * @param minimum least amount that is credited without an administrator
 * @param withdrawalFee fee that is taken out of a withdrawal
 */
record AddressBody(
        String currency,
        String network,
        String networkTitle,
        String address,
        int confirmations,
        String minimum,
        String withdrawalMinimum,
        String withdrawalFee) {

    static AddressBody of(Chain chain, Asset asset, String address, Terms terms) {
        Network network = chain.scheme().network();
        return new AddressBody(
                asset.code(),
                network.code(),
                network.title(),
                address,
                network.confirmations(),
                Decimals.format(terms.depositMinimum(), asset.scale()),
                Decimals.format(terms.least(), asset.scale()),
                Decimals.format(terms.fee(), asset.scale()));
    }
}
