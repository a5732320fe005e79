package com.flowex.custody.chain;

import com.flowex.custody.KeyPath;
import com.flowex.custody.Payment;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;

/**
 * Order for payments, with their source.
 *
 * @param from addresses with their keys; an account-based network takes the first
 * @param change address that gets the change
 * @param payments one payment; a UTXO network may take more
 * @param feeMax greatest fee that the network may take, in smallest units of its own coin
 * @param claimed inputs of other transactions that may not be mined yet; they must not be used
 */
public record PaymentOrder(
        List<SourceAddress> from, String change, List<Payment> payments, BigInteger feeMax, Set<String> claimed) {

    /** An address and its key. */
    public record SourceAddress(KeyPath key, String address) {}

    public PaymentOrder {
        from = List.copyOf(from);
        payments = List.copyOf(payments);
        claimed = Set.copyOf(claimed);
        if (from.isEmpty() || payments.isEmpty()) {
            throw new IllegalArgumentException("a payment needs a payer and a receiver");
        }
    }
}
