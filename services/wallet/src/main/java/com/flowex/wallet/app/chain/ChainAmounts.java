package com.flowex.wallet.app.chain;

import com.flowex.custody.Coin;
import com.flowex.custody.chain.Chain;
import com.flowex.domain.value.Scale;
import java.math.BigInteger;
import java.util.Optional;

/** Conversion between units of the ledger and smallest units of a coin. */
public final class ChainAmounts {

    /** Smallest amount worth moving, as a multiple of the fee; for the network's own coin only. */
    private static final BigInteger FEES_MIN = BigInteger.valueOf(20);

    private ChainAmounts() {}

    /**
     * Returns the part of an amount that is worth moving. For a network's own coin twice the fee is left out, and the
     * result is zero if the fee takes too much of it.
     */
    public static BigInteger worthMoving(Chain chain, Coin coin, BigInteger units) {
        if (!coin.isNative()) {
            return units;
        }
        BigInteger fee = chain.fee(coin).multiply(BigInteger.TWO);
        return units.compareTo(fee.multiply(FEES_MIN)) < 0 ? BigInteger.ZERO : units.subtract(fee);
    }

    /** Converts ledger units to the chain's units; empty if the coin has too few decimals for them. */
    public static Optional<BigInteger> onChain(long units, Scale scale, Coin coin) {
        BigInteger[] parts = parts(units, scale, coin);
        return parts[1].signum() == 0 ? Optional.of(parts[0]) : Optional.empty();
    }

    /** Converts ledger units to the chain's units, rounded down. */
    public static BigInteger onChainAtMost(long units, Scale scale, Coin coin) {
        return parts(units, scale, coin)[0];
    }

    /** Returns the amount in the coin's smallest units, and the remainder that is finer than these. */
    private static BigInteger[] parts(long units, Scale scale, Coin coin) {
        BigInteger ledger = BigInteger.valueOf(units);
        int more = coin.decimals() - scale.places();
        return more >= 0
                ? new BigInteger[] {ledger.multiply(BigInteger.TEN.pow(more)), BigInteger.ZERO}
                : ledger.divideAndRemainder(BigInteger.TEN.pow(-more));
    }

    /**
     * Converts an amount of a coin to ledger units, rounded down. The remainder that is finer than the ledger stays
     * with the exchange.
     *
     * @throws ArithmeticException if the amount is more than a ledger can hold
     */
    public static long inLedger(BigInteger chainUnits, Scale scale, Coin coin) {
        return inLedgerUnits(chainUnits, scale, coin).longValueExact();
    }

    /** Converts an amount of a coin to ledger units, rounded down, also if it is more than a ledger can hold. */
    public static BigInteger inLedgerUnits(BigInteger chainUnits, Scale scale, Coin coin) {
        int more = coin.decimals() - scale.places();
        return more >= 0 ? chainUnits.divide(BigInteger.TEN.pow(more)) : chainUnits.multiply(BigInteger.TEN.pow(-more));
    }
}
