package com.flowex.app.wiring.adapter.p2p;

import com.flowex.domain.value.AccountId;
import com.flowex.p2p.store.PaymentRecords;
import com.flowex.p2p.store.PaymentRecords.PaymentRecord;
import com.flowex.wallet.app.accounting.OutsidePayments;
import java.util.List;
import java.util.stream.Stream;

/** Payments of trades between people, as books have them: at the release, and again where they were taken back. */
public record P2pPayments(PaymentRecords records) implements OutsidePayments {

    @Override
    public List<OutsidePayment> after(AccountId account, long number, int limit) {
        return records.page(account, number, limit).stream()
                .flatMap(P2pPayments::entries)
                .toList();
    }

    private static Stream<OutsidePayment> entries(PaymentRecord payment) {
        long units = payment.isPurchase() ? -payment.units() : payment.units();
        OutsidePayment made = new OutsidePayment(
                payment.number(),
                payment.releasedAt(),
                payment.trade(),
                payment.currency(),
                payment.places(),
                units,
                false);
        return Stream.concat(
                Stream.of(made),
                payment.takenBackAt().stream()
                        .map(at -> new OutsidePayment(
                                made.number(), at, made.trade(), made.currency(), made.places(), -units, true)));
    }
}
