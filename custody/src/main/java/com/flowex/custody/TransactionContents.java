package com.flowex.custody;

import java.math.BigInteger;
import java.util.List;

/**
 * Effects of an unsigned transaction, read from its bytes. A signer judges these, not the description that it was
 * given.
 *
 * @param payments everything that leaves, what comes back to the payer's own addresses too; empty if only the fee does
 * @param fee the most that the network may take
 */
public record TransactionContents(List<Payment> payments, BigInteger fee) {

    public TransactionContents {
        payments = List.copyOf(payments);
    }
}
