package com.flowex.app.wiring.adapter.p2p;

import com.flowex.domain.value.AccountId;
import com.flowex.p2p.store.PaymentRecords;
import com.flowex.p2p.store.PaymentRecords.PaymentRecord;
import com.flowex.wallet.app.accounting.OutsidePayments;
import java.time.Instant;
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
        return Stream.of(
                        Stream.of(entry(
                                payment, payment.releasedAt(), units, payment.isPart() ? Kind.PART : Kind.PAYMENT)),
                        payment.takenBackAt().stream().map(at -> entry(payment, at, -units, Kind.TAKEN_BACK)),
                        payment.restoredAt().stream().map(at -> entry(payment, at, units, Kind.RESTORED)))
                .flatMap(each -> each);
    }

    private static OutsidePayment entry(PaymentRecord of, Instant at, long units, Kind kind) {
        return new OutsidePayment(of.number(), at, of.trade(), of.currency(), of.places(), units, kind);
    }
}
