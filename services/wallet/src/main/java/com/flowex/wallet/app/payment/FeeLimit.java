package com.flowex.wallet.app.payment;

import com.flowex.custody.chain.Chain;
import java.math.BigInteger;
import java.util.Map;

/** Highest fee of a payment; a dearer payment waits until fees have fallen. */
public interface FeeLimit {

    /** 0.002 BTC and 0.05 ether (coin types of SLIP-44), and elsewhere 10^18 smallest units. */
    FeeLimit STANDARD = chain -> Map.of(0, BigInteger.valueOf(200_000), 60, BigInteger.valueOf(50_000_000_000_000_000L))
            .getOrDefault(chain.scheme().network().coinType(), BigInteger.TEN.pow(18));

    /** Returns the highest fee of a payment over this network, in smallest units of its own coin. */
    BigInteger of(Chain chain);
}
