package com.flowex.wallet.store.payment;

import com.flowex.custody.Payment;
import com.flowex.custody.chain.PaymentOrder;
import com.flowex.domain.value.AssetId;
import java.util.List;

/**
 * A payment to make, and its purpose.
 *
 * @param purpose purpose, as in {@code withdrawal}
 * @param asset asset that the ledger counts it in
 * @param from paying addresses; change goes to the first
 */
public record OutgoingPayment(String purpose, AssetId asset, Payment payment, List<PaymentOrder.SourceAddress> from) {

    public static final String WITHDRAWAL = "withdrawal";
    public static final String SWEEP = "sweep";
    public static final String COLD = "cold";
    public static final String GAS = "gas";

    public OutgoingPayment {
        from = List.copyOf(from);
    }
}
