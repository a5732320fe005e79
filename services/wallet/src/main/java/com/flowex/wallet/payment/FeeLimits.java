package com.flowex.wallet.payment;

import com.flowex.custody.Chain;
import java.math.BigInteger;
import java.util.Map;

/** How dear a payment may be before it waits for quieter days. */
public final class FeeLimits {

    /**
     * The most that one payment may cost a network, in smallest units of its own coin, where it is known: 0.002 BTC, 0.05 ether. Above
     * that withdrawals wait for quieter days.
     */
    private static final Map<Integer, BigInteger> FEE_MAX =
            Map.of(0, BigInteger.valueOf(200_000), 60, BigInteger.valueOf(50_000_000_000_000_000L));

    private static final BigInteger FEE_MAX_ELSEWHERE = BigInteger.TEN.pow(18);

    private FeeLimits() {}

    /** The most a payment over this network may cost, in smallest units of its own coin. */
    public static BigInteger of(Chain chain) {
        return FEE_MAX.getOrDefault(chain.scheme().network().coinType(), FEE_MAX_ELSEWHERE);
    }
}
