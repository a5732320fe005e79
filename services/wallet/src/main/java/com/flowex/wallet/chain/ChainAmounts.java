package com.flowex.wallet.chain;

import com.flowex.custody.Coin;
import com.flowex.domain.Scale;
import java.math.BigInteger;
import java.util.Optional;

/** Between units of the ledger and smallest units of a coin. */
public final class ChainAmounts {

    private ChainAmounts() {}

    /** What so many units are on a chain; empty if the coin is not so fine. */
    public static Optional<BigInteger> onChain(long units, Scale scale, Coin coin) {
        BigInteger ledger = BigInteger.valueOf(units);
        int more = coin.decimals() - scale.places();
        if (more >= 0) {
            return Optional.of(ledger.multiply(BigInteger.TEN.pow(more)));
        }
        BigInteger[] parts = ledger.divideAndRemainder(BigInteger.TEN.pow(-more));
        return parts[1].signum() == 0 ? Optional.of(parts[0]) : Optional.empty();
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
