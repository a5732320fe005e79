package com.flowex.p2p.api;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Csv;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.Scale;
import com.flowex.orderentry.LogTime;
import com.flowex.p2p.app.statement.Reconciliation;
import com.flowex.p2p.store.statement.ReconciliationQueries.Filter;
import com.flowex.p2p.store.statement.ReconciliationQueries.UnmatchedEntry;
import com.flowex.p2p.store.statement.ReconciliationQueries.UnmatchedTrade;
import com.flowex.platform.errors.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Routes by which operators compare trades with bank statements, as lists and as files. */
public final class ReconciliationRoutes {

    private static final String TRADES = "/api/v1/p2p/unmatched-trades";
    private static final String ENTRIES = "/api/v1/p2p/unmatched-entries";
    private static final String EXPORTS = "/api/v1/p2p/exports";
    private static final String[] FILTER = {"from", "to", "method"};
    private static final String[] PAGED = {"from", "to", "method", "limit", "cursor"};
    private static final String METHOD = "[a-z][a-z0-9_]{0,31}";
    private static final int PAGE_ROWS = 500;
    private static final int WEIGHT = 10;
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private static final List<Csv.Column<UnmatchedTradeBody>> TRADE_COLUMNS = List.of(
            new Csv.Column<>("taken_at", UnmatchedTradeBody::takenAt),
            new Csv.Column<>("trade_id", UnmatchedTradeBody::tradeId),
            new Csv.Column<>("method", UnmatchedTradeBody::method),
            new Csv.Column<>("payment", UnmatchedTradeBody::payment),
            new Csv.Column<>("currency", UnmatchedTradeBody::currency),
            new Csv.Column<>("state", UnmatchedTradeBody::state),
            new Csv.Column<>("buyer", UnmatchedTradeBody::buyer),
            new Csv.Column<>("seller", UnmatchedTradeBody::seller),
            new Csv.Column<>("has_buyer_statement", UnmatchedTradeBody::hasBuyerStatement),
            new Csv.Column<>("has_seller_statement", UnmatchedTradeBody::hasSellerStatement));
    private static final List<Csv.Column<UnmatchedEntryBody>> ENTRY_COLUMNS = List.of(
            new Csv.Column<>("booked_on", UnmatchedEntryBody::bookedOn),
            new Csv.Column<>("account", UnmatchedEntryBody::account),
            new Csv.Column<>("is_credit", UnmatchedEntryBody::isCredit),
            new Csv.Column<>("amount", UnmatchedEntryBody::amount),
            new Csv.Column<>("currency", UnmatchedEntryBody::currency),
            new Csv.Column<>("result", UnmatchedEntryBody::result),
            new Csv.Column<>("trade_id", UnmatchedEntryBody::tradeId),
            new Csv.Column<>("method", UnmatchedEntryBody::method));

    private final Reconciliation reconciliation;

    public ReconciliationRoutes(Reconciliation reconciliation) {
        this.reconciliation = reconciliation;
    }

    public Routes routes() {
        Access read = Access.of(Permission.CUSTODY_MANAGE);
        return new Routes()
                .get(TRADES, read, this::trades)
                .query(PAGED)
                .weight(WEIGHT)
                .get(EXPORTS + "/unmatched-trades", read, this::tradesFile)
                .query(FILTER)
                .weight(WEIGHT)
                .audited()
                .get(ENTRIES, read, this::entries)
                .query(PAGED)
                .weight(WEIGHT)
                .get(EXPORTS + "/unmatched-entries", read, this::entriesFile)
                .query(FILTER)
                .weight(WEIGHT)
                .audited();
    }

    /** Trade without an entry: the schema P2pUnmatchedTrade. */
    private record UnmatchedTradeBody(
            String tradeId,
            String method,
            String payment,
            String currency,
            String state,
            String buyer,
            String seller,
            Instant takenAt,
            boolean hasBuyerStatement,
            boolean hasSellerStatement) {

        static UnmatchedTradeBody of(UnmatchedTrade trade) {
            return new UnmatchedTradeBody(
                    trade.id().toString(),
                    trade.method(),
                    Decimals.format(trade.paymentUnits(), new Scale(trade.places())),
                    trade.currency(),
                    trade.state(),
                    Long.toString(trade.buyer()),
                    Long.toString(trade.seller()),
                    trade.takenAt(),
                    trade.hasBuyerStatement(),
                    trade.hasSellerStatement());
        }
    }

    /** Entry that pays no trade: the schema P2pUnmatchedEntry. */
    private record UnmatchedEntryBody(
            String account,
            boolean isCredit,
            String amount,
            String currency,
            String bookedOn,
            String result,
            @Nullable String tradeId,
            @Nullable String method) {

        static UnmatchedEntryBody of(UnmatchedEntry entry) {
            return new UnmatchedEntryBody(
                    Long.toString(entry.account()),
                    entry.isCredit(),
                    Decimals.plain(entry.amount()),
                    entry.currency(),
                    entry.bookedOn().toString(),
                    entry.result(),
                    entry.trade().map(UUID::toString).orElse(null),
                    entry.method().orElse(null));
        }
    }

    private static Filter filter(Request request) {
        LogTime.Span span = LogTime.span(request::query);
        String method = request.query("method").orElse(null);
        if (method != null && !method.matches(METHOD)) {
            throw Refusal.invalid("method", "the code of a payment method");
        }
        return new Filter(
                request.tenant(),
                LogTime.instant(span.fromNanos()),
                span.toNanos() == Long.MAX_VALUE ? LAST : LogTime.instant(span.toNanos()),
                method);
    }

    private Answer trades(Request request) {
        int limit = request.limit();
        List<UnmatchedTrade> rows = reconciliation.trades(filter(request), request.cursor(Long.MAX_VALUE), limit + 1);
        return Answer.ok(Page.of(rows, limit, each -> request.cursorBehind(each.number()))
                .map(UnmatchedTradeBody::of));
    }

    private Answer tradesFile(Request request) {
        Filter filter = filter(request);
        List<Csv.Column<UnmatchedTrade>> columns = TRADE_COLUMNS.stream()
                .map(column -> new Csv.Column<UnmatchedTrade>(
                        column.name(), trade -> column.value().apply(UnmatchedTradeBody.of(trade))))
                .toList();
        Csv.Content content = Csv.content(
                columns,
                last -> reconciliation.trades(filter, last == null ? Long.MAX_VALUE : last.number(), PAGE_ROWS));
        return file(request, "p2p-unmatched-trades.csv", content);
    }

    private static Answer file(Request request, String name, Csv.Content content) {
        request.audit("p2p reconciliation", null, name);
        return Answer.lines(Csv.CONTENT_TYPE, content::to).header("Content-Disposition", Csv.attachment(name));
    }

    /**
     * Page of entries: the schema P2pUnmatchedEntryPage.
     *
     * @param ofNoTrade number of entries of the period that concern no trade and are not shown
     */
    private record EntriesBody(
            List<UnmatchedEntryBody> items, @Nullable String nextCursor, long ofNoTrade) {}

    private Answer entries(Request request) {
        int limit = request.limit();
        Reconciliation.Entries found =
                reconciliation.entries(filter(request), request.cursor(Long.MAX_VALUE), limit + 1);
        Page<UnmatchedEntry> page = Page.of(found.rows(), limit, each -> request.cursorBehind(each.place()));
        return Answer.ok(new EntriesBody(
                page.items().stream().map(UnmatchedEntryBody::of).toList(), page.nextCursor(), found.ofNoTrade()));
    }

    private Answer entriesFile(Request request) {
        Filter filter = filter(request);
        List<Csv.Column<UnmatchedEntry>> columns = ENTRY_COLUMNS.stream()
                .map(column -> new Csv.Column<UnmatchedEntry>(
                        column.name(), entry -> column.value().apply(UnmatchedEntryBody.of(entry))))
                .toList();
        Csv.Content content = Csv.content(
                columns, last -> reconciliation.rows(filter, last == null ? Long.MAX_VALUE : last.place(), PAGE_ROWS));
        return file(request, "p2p-unmatched-entries.csv", content);
    }
}
