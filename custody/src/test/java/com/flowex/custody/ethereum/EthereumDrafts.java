package com.flowex.custody.ethereum;

import com.flowex.custody.Coin;
import com.flowex.custody.Draft;
import com.flowex.custody.KeyPath;
import com.flowex.custody.Payment;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/** Drafts without a node. */
public final class EthereumDrafts {

    private EthereumDrafts() {}

    /** A payment for 21,000 units of gas at 1 gwei. */
    public static Draft pay(
            EthereumScheme scheme, KeyPath key, String from, long nonce, String to, Coin coin, BigDecimal coins) {
        BigInteger units = coins.movePointRight(coin.decimals()).toBigIntegerExact();
        EthereumTransaction call = scheme.transaction(new Payment(to, coin, units, ""));
        BigInteger gwei = BigInteger.valueOf(1_000_000_000);
        EthereumTransaction transaction = new EthereumTransaction(
                call.chain(),
                BigInteger.valueOf(nonce),
                gwei,
                gwei,
                BigInteger.valueOf(21_000),
                call.to(),
                call.value(),
                call.data());
        return new Draft(
                scheme.network().code(),
                List.of(EthereumScheme.claim(from, transaction.nonce())),
                List.of(key),
                transaction.fee(),
                transaction.unsigned());
    }
}
