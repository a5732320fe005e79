package com.flowex.custody;

import java.math.BigInteger;

/**
 * What goes to whom.
 *
 * @param to canonical address
 * @param units positive, of the coin's smallest
 * @param memo empty if none
 */
public record Payment(String to, Coin coin, BigInteger units, String memo) {

    public Payment {
        if (units.signum() <= 0) {
            throw new IllegalArgumentException("a payment moves a positive amount, was " + units);
        }
    }
}
