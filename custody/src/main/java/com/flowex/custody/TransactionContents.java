package com.flowex.custody;

import java.math.BigInteger;
import java.util.List;

/**
 * Effects of an unsigned transaction, read from its bytes. A signer judges these, not the description that it was
 * given.
 *
 * @param payments all payments, including change to the payer's own addresses
 * @param fee greatest fee that the network may take
 */
public record TransactionContents(List<Payment> payments, BigInteger fee) {

    public TransactionContents {
        payments = List.copyOf(payments);
    }
}
