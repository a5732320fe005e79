package com.flowex.p2p.rule.method;

import java.math.BigInteger;

/**
 * Part of the largest payment of a method that a buyer may make: the easier a payment is taken back, the longer a buyer
 * has to be known.
 */
public final class PaymentLimit {

    /** Counterparties with a completed trade, weighted by value, and days of the account, of a buyer who is known. */
    static final int KNOWN_COUNTERPARTIES = 3;

    static final int KNOWN_DAYS = 30;

    /** The same of a buyer who has been there for long. */
    static final int OLD_COUNTERPARTIES = 20;

    static final int OLD_DAYS = 180;

    private static final BigInteger WHOLE = BigInteger.valueOf(1_000);

    private PaymentLimit() {}

    /** Standing of a buyer; both history and age count. */
    enum Standing {
        NEW,
        KNOWN,
        OLD;

        static Standing of(int counterparties, long days) {
            if (counterparties >= OLD_COUNTERPARTIES && days >= OLD_DAYS) {
                return OLD;
            }
            return counterparties >= KNOWN_COUNTERPARTIES && days >= KNOWN_DAYS ? KNOWN : NEW;
        }
    }

    /** Returns the part in thousandths. */
    static int perMille(Reversibility reversibility, Standing standing) {
        return switch (reversibility) {
            case NONE -> standing == Standing.NEW ? 500 : 1_000;
            case DAYS ->
                switch (standing) {
                    case NEW -> 200;
                    case KNOWN -> 500;
                    case OLD -> 1_000;
                };
            case OPEN ->
                switch (standing) {
                    case NEW -> 50;
                    case KNOWN -> 200;
                    case OLD -> 500;
                };
        };
    }

    /**
     * Returns the largest payment of a buyer, rounded down.
     *
     * @param most largest payment of the method
     * @param counterparties counterparties with whom the buyer completed trades ({@code Reliability.known})
     * @param days age of the buyer's account in days
     */
    public static long of(Reversibility reversibility, long most, int counterparties, long days) {
        return BigInteger.valueOf(most)
                .multiply(BigInteger.valueOf(perMille(reversibility, Standing.of(counterparties, days))))
                .divide(WHOLE)
                .longValueExact();
    }
}
