package com.flowex.wallet.api.solvency;

import com.flowex.custody.ReserveMessage;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.Scale;
import com.flowex.wallet.store.solvency.Attestation;
import com.flowex.wallet.store.solvency.LiabilityTreesTable;
import com.flowex.wallet.store.solvency.Reserves;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;

/** Published claim and reserves: the schema Solvency of docs/api/openapi.yaml. */
record SolvencyBody(
        String format,
        Attestation claim,
        String signature,
        String publicKey,
        String liabilities,
        String reserved,
        List<ReserveBody> reserves,
        Instant nextAt) {

    /** The schema Reserve of docs/api/openapi.yaml. */
    record ReserveBody(String network, String address, String amount, String message, String signature) {}

    static SolvencyBody of(
            LiabilityTreesTable.Published published,
            Asset asset,
            String publicKey,
            List<Reserves.Reserve> reserves,
            Instant next) {
        BigInteger reserved = reserves.stream()
                .map(one -> ReserveCheck.inLedger(one.message(), asset.scale()))
                .reduce(BigInteger.ZERO, BigInteger::add);
        return new SolvencyBody(
                Attestation.FORMAT,
                published.claim(),
                published.signature(),
                publicKey,
                Decimals.format(new BigInteger(published.claim().sum()), asset.scale()),
                Decimals.format(reserved, asset.scale()),
                reserves.stream().map(one -> body(one, asset.scale())).toList(),
                next);
    }

    private static ReserveBody body(Reserves.Reserve reserve, Scale scale) {
        ReserveMessage message = reserve.message();
        return new ReserveBody(
                message.network(),
                message.address(),
                Decimals.format(ReserveCheck.inLedger(message, scale), scale),
                message.text(),
                reserve.signature());
    }
}
