package com.flowex.wallet.deposit;

import com.flowex.custody.Chain;
import com.flowex.custody.Network;
import com.flowex.domain.Asset;
import com.flowex.domain.Decimals;
import com.flowex.wallet.terms.Terms;

/**
 * Where to pay to, and what it costs to leave by the same network: the schema Address of docs/api/openapi.yaml.
 *
 * @param confirmations until a payment is credited
 * @param minimum less is not credited by itself
 * @param withdrawalFee taken out of what is withdrawn
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
