package com.flowex.custody;

import java.math.BigInteger;
import java.util.List;
import java.util.Set;

/**
 * What is to be paid, and from where.
 *
 * @param from addresses with their keys; an account-based network takes the first
 * @param change where what is left goes
 * @param payments one; a UTXO network may take more
 * @param feeMax the most that the network may take, in smallest units of its own coin
 * @param claimed what other transactions use up that may not be mined yet: not to be used
 */
public record PaymentOrder(
        List<Purse> from, String change, List<Payment> payments, BigInteger feeMax, Set<String> claimed) {

    /** An address and its key. */
    public record Purse(KeyPath key, String address) {}

    public PaymentOrder {
        from = List.copyOf(from);
        payments = List.copyOf(payments);
        claimed = Set.copyOf(claimed);
        if (from.isEmpty() || payments.isEmpty()) {
            throw new IllegalArgumentException("a payment needs somebody who pays and somebody who is paid");
        }
    }
}
