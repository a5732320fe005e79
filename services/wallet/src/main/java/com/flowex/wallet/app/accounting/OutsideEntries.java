package com.flowex.wallet.app.accounting;

import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.Scale;
import com.flowex.wallet.app.accounting.OutsidePayments.OutsidePayment;
import com.flowex.wallet.store.journal.JournalQueries;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Entries of payments that an account made and received outside of the exchange. They touch no balance of the exchange. */
final class OutsideEntries {

    private static final List<String> OUTSIDE = List.of("Assets", "Outside");
    private static final List<String> AGAINST = List.of("Equity", "P2p");
    private static final int PAGE = 500;
    private static final long NANOS = 1_000_000_000L;

    private final OutsidePayments payments;
    private final AccountId account;
    private final JournalQueries.JournalRange range;

    /** Assets by their code; currencies that are not listed follow when they are met. */
    private final Map<String, Asset> currencies = new HashMap<>();

    private boolean isDeclared;

    OutsideEntries(
            OutsidePayments payments, Collection<Asset> listed, AccountId account, JournalQueries.JournalRange range) {
        this.payments = payments;
        this.account = account;
        this.range = range;
        listed.forEach(asset -> currencies.put(asset.code(), asset));
    }

    void to(AccountingWriter books) throws IOException {
        List<OutsidePayment> page = payments.after(account, 0, PAGE);
        while (!page.isEmpty()) {
            for (OutsidePayment payment : page) {
                if (payment.units() != 0 && range.span().contains(nanos(payment.at()))) {
                    write(books, payment);
                }
            }
            page = payments.after(account, page.getLast().number(), PAGE);
        }
    }

    private static long nanos(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), NANOS), at.getNano());
    }

    private void write(AccountingWriter books, OutsidePayment payment) throws IOException {
        if (!isDeclared) {
            books.account(OUTSIDE);
            books.account(AGAINST);
            isDeclared = true;
        }
        Asset currency = currency(books, payment);
        Scale scale = new Scale(payment.places());
        books.transaction(new AccountingWriter.Transaction(
                LocalDate.ofInstant(payment.at(), ZoneOffset.UTC),
                payment.at().toString(),
                payment.kind().words(),
                payment.trade(),
                0,
                List.of(
                        new AccountingWriter.Line(OUTSIDE, currency, Decimals.format(payment.units(), scale), null),
                        new AccountingWriter.Line(AGAINST, currency, Decimals.format(-payment.units(), scale), null))));
    }

    private Asset currency(AccountingWriter books, OutsidePayment payment) throws IOException {
        Asset known = currencies.get(payment.currency());
        if (known != null) {
            return known;
        }
        // A currency that is not listed has no number and no supply; books ask for its code and its places alone.
        Asset currency =
                new Asset(account.tenant(), new AssetId(1), payment.currency(), new Scale(payment.places()), 1);
        books.commodity(currency);
        currencies.put(payment.currency(), currency);
        return currency;
    }
}
