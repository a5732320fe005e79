package com.flowex.custody;

import java.math.BigInteger;

/**
 * An amount to a receiver.
 *
 * @param to canonical address
 * @param units positive amount in the coin's smallest unit
 * @param memo memo; empty for none
 */
public record Payment(String to, Coin coin, BigInteger units, String memo) {

    public Payment {
        if (units.signum() <= 0) {
            throw new IllegalArgumentException("a payment moves a positive amount, was " + units);
        }
    }
}
