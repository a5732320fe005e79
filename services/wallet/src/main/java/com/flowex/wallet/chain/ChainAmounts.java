package com.flowex.wallet.chain;

import com.flowex.custody.Chain;
import com.flowex.custody.Coin;
import com.flowex.domain.Scale;
import java.math.BigInteger;
import java.util.Optional;

/** Between units of the ledger and smallest units of a coin. */
public final class ChainAmounts {

    /** Of the network's own coin: less than so many fees is not worth moving. */
    private static final BigInteger FEES_MIN = BigInteger.valueOf(20);

    private ChainAmounts() {}

    /** What of so much is moved: of a network's own coin without twice its fee, and nothing if that eats too much of it. */
    public static BigInteger worthMoving(Chain chain, Coin coin, BigInteger units) {
        if (!coin.isNative()) {
            return units;
        }
        BigInteger fee = chain.fee(coin).multiply(BigInteger.TWO);
        return units.compareTo(fee.multiply(FEES_MIN)) < 0 ? BigInteger.ZERO : units.subtract(fee);
    }

    /** What so many units are on a chain; empty if the coin is not so fine. */
    public static Optional<BigInteger> onChain(long units, Scale scale, Coin coin) {
        BigInteger[] parts = parts(units, scale, coin);
        return parts[1].signum() == 0 ? Optional.of(parts[0]) : Optional.empty();
    }

    /** What so many units are on a chain; what is finer than the coin is left out. */
    public static BigInteger onChainAtMost(long units, Scale scale, Coin coin) {
        return parts(units, scale, coin)[0];
    }

    /** In the coin's smallest units, and what is finer than these. */
    private static BigInteger[] parts(long units, Scale scale, Coin coin) {
        BigInteger ledger = BigInteger.valueOf(units);
        int more = coin.decimals() - scale.places();
        return more >= 0
                ? new BigInteger[] {ledger.multiply(BigInteger.TEN.pow(more)), BigInteger.ZERO}
                : ledger.divideAndRemainder(BigInteger.TEN.pow(-more));
    }

    /**
     * What so much of a coin is in the ledger, rounded down: what is finer than the ledger stays with the exchange.
     *
     * @throws ArithmeticException if it is more than a ledger can hold
     */
    public static long inLedger(BigInteger chainUnits, Scale scale, Coin coin) {
        int more = coin.decimals() - scale.places();
        BigInteger units = more >= 0
                ? chainUnits.divide(BigInteger.TEN.pow(more))
                : chainUnits.multiply(BigInteger.TEN.pow(-more));
        return units.longValueExact();
    }
}
