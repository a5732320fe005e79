package com.flowex.custody;

import java.math.BigInteger;
import java.util.List;

/**
 * What an unsigned transaction really does, read from its bytes: what a signer judges, whatever it was told.
 *
 * @param payments everything that leaves, what comes back to the payer's own addresses too
 * @param fee the most that the network may take
 */
public record Contents(List<Payment> payments, BigInteger fee) {

    public Contents {
        payments = List.copyOf(payments);
    }
}
