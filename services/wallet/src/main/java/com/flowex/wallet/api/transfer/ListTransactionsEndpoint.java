package com.flowex.wallet.api.transfer;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.platform.errors.Fields;
import com.flowex.wallet.app.history.BalanceHistory;
import com.flowex.wallet.app.history.BalanceTime;
import com.flowex.wallet.store.transaction.TransactionBody;
import com.flowex.wallet.store.transaction.TransactionQueries;
import com.flowex.wallet.store.transaction.WalletTransaction;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code GET /api/wallet/transactions} and, for callers who may see other users, {@code GET
 * /api/wallet/accounts/{number}/transactions}: deposits, withdrawals and transfers, newest first.
 *
 * @param whose returns the account to read
 */
public record ListTransactionsEndpoint(
        Function<Request, AccountId> whose,
        OrderEntryService orderEntry,
        TransactionQueries transactions,
        BalanceHistory past,
        InstrumentDirectory directory,
        ConsistentView view)
        implements Endpoint {

    /** Upper bound of the time of a transaction. */
    private static final Instant LAST = Instant.parse("2100-01-01T00:00:00Z");

    /** Returns the names of the query parameters. */
    public static String[] parameters() {
        return new String[] {"type", "currency", "status", "from", "to", "as_of", "limit", "cursor"};
    }

    @Override
    public Answer answer(Request request) {
        AccountId account = whose.apply(request);
        Fields fields = new Fields();
        Optional<TransferKind> kind = request.query("type").map(word -> fields.oneOf("type", word, TransferKind.class));
        Optional<WalletTransaction.Status> status =
                request.query("status").map(word -> fields.oneOf("status", word, WalletTransaction.Status.class));
        Instant from = moment(request, "from", Instant.EPOCH, fields);
        Instant to = moment(request, "to", LAST, fields);
        fields.check();
        Optional<BalanceTime> moment = BalanceTime.of(request::query);
        int limit = request.limit();
        long before = request.cursor(TransactionQueries.FROM_NEWEST);
        view.await(request);
        if (!account.equals(request.caller().account())) {
            orderEntry.requireAccount(account);
        }
        Optional<String> currency = request.query("currency");
        Optional<Asset> asset = currency.flatMap(code -> directory.findAsset(account.tenant(), code));
        if (currency.isPresent() && asset.isEmpty()) {
            return Answer.ok(Page.whole(List.of()));
        }
        var filter = new TransactionQueries.TransactionFilter(
                account,
                kind.map(TransactionBody::wordOf).orElse(null),
                asset.map(Asset::id).orElse(null),
                status.map(word -> word.name().toLowerCase(Locale.ROOT)).orElse(null),
                from,
                to,
                before,
                moment.map(time -> past.of(account, time).sequence()).orElse(TransactionQueries.NOW),
                limit + 1);
        return Answer.ok(Page.of(transactions.page(filter), limit, row -> request.cursorBehind(row.position()))
                .map(TransactionQueries.Placed::body));
    }

    private static Instant moment(Request request, String name, Instant otherwise, Fields fields) {
        Optional<String> text = request.query(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            Instant moment = Instant.parse(text.get());
            if (moment.isBefore(Instant.EPOCH) || moment.isAfter(LAST)) {
                fields.refuse(name, "between 1970 and " + LAST);
            }
            return moment;
        } catch (DateTimeParseException e) {
            fields.refuse(name, "a moment such as 2026-01-31T12:00:00Z");
            return otherwise;
        }
    }
}
