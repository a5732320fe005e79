package com.flowex.trading.api.report;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Csv;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.Decimals;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.platform.errors.Refusal;
import com.flowex.trading.store.order.OrderCodes;
import com.flowex.trading.store.report.FeeQueries;
import com.flowex.trading.store.report.FeeReportRow;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Report of fees and rebates by market and side, and optionally by day and by user. */
record FeeReportEndpoint(InstrumentDirectory directory, FeeQueries queries, ConsistentView view) implements Endpoint {

    static final String[] NAMES = {"from_day", "to_day", "by", "symbol", "account", "format"};

    private static final int FIRST_DAY = 0;
    private static final int LAST_DAY = 106_000; // in 2260, where the log's time ends

    @Override
    public Answer answer(Request request) {
        FeeQueries.FeeFilter filter = filter(request);
        view.await(request);
        return ReportPages.of(
                request,
                "fees",
                Map.of("sequence", queries.lastTrade(filter)),
                columns(filter),
                filter.byAccount() ? sink -> byAccount(filter, sink) : sink -> all(queries.sums(filter), sink));
    }

    /** Returns the totals of a tenant's markets on a day, by market and side: the report's values by column name. */
    List<Map<String, String>> day(int tenant, LocalDate day) {
        int number = Math.toIntExact(day.toEpochDay());
        var filter = new FeeQueries.FeeFilter(tenant, number, number, 0, Long.MAX_VALUE - 1, null, false, false);
        List<Csv.Column<FeeReportRow>> columns = columns(filter);
        return queries.sums(filter).stream()
                .map(line -> {
                    Map<String, String> values = new LinkedHashMap<>();
                    columns.forEach(column -> values.put(
                            column.name(), String.valueOf(column.value().apply(line))));
                    return values;
                })
                .toList();
    }

    private static void all(List<FeeReportRow> lines, ReportPages.Sink<FeeReportRow> sink) throws IOException {
        for (FeeReportRow line : lines) {
            sink.row(line);
        }
    }

    private void byAccount(FeeQueries.FeeFilter filter, ReportPages.Sink<FeeReportRow> sink) throws IOException {
        long from = filter.fromAccount();
        for (long last = queries.lastOfNext(filter, from); last >= from; last = queries.lastOfNext(filter, from)) {
            all(queries.sums(filter.of(from, last)), sink);
            from = last + 1;
        }
    }

    private FeeQueries.FeeFilter filter(Request request) {
        int from = day(request, "from_day", FIRST_DAY);
        int to = day(request, "to_day", LAST_DAY);
        if (to < from) {
            throw Refusal.invalid("to_day", "not before from_day");
        }
        Long account = ReportPages.account(request);
        Set<String> by = Set.copyOf(List.of(request.query("by").orElse("day").split(",", -1)));
        if (!Set.of("day", "user", "market").containsAll(by)) {
            throw Refusal.invalid("by", "day, user or market, or some of them with commas between");
        }
        if ((account != null || by.contains("user")) && !request.caller().may(Permission.AUDIT_READ)) {
            throw Refusal.forbidden("fees of single accounts take the permission " + Permission.AUDIT_READ.label()
                    + ": leave account and user out");
        }
        return new FeeQueries.FeeFilter(
                request.tenant(),
                from,
                to,
                account == null ? 0 : account,
                account == null ? Long.MAX_VALUE - 1 : account,
                ReportPages.instrument(request, directory),
                by.contains("day"),
                by.contains("user"));
    }

    private static int day(Request request, String name, int otherwise) {
        try {
            long day = request.query(name)
                    .map(text -> LocalDate.parse(text).toEpochDay())
                    .orElse((long) otherwise);
            if (day >= FIRST_DAY && day <= LAST_DAY) {
                return (int) day;
            }
            throw Refusal.invalid(name, "a day from 1970 to 2260");
        } catch (DateTimeException e) {
            throw Refusal.invalid(name, "a day such as 2026-11-20");
        }
    }

    private List<Csv.Column<FeeReportRow>> columns(FeeQueries.FeeFilter filter) {
        return List.<Csv.Column<FeeReportRow>>of(
                        new Csv.Column<>("day", line -> day(line.day())),
                        new Csv.Column<>("account", line -> account(line.account())),
                        new Csv.Column<>(
                                "symbol", line -> market(line).instrument().symbol()),
                        new Csv.Column<>("side", line -> OrderCodes.of(line.side())),
                        new Csv.Column<>("liquidity", line -> line.maker() ? "maker" : "taker"),
                        new Csv.Column<>("fills", FeeReportRow::fills),
                        new Csv.Column<>(
                                "quantity",
                                line -> Decimals.format(
                                        line.quantityUnits(), market(line).quantityScale())),
                        new Csv.Column<>(
                                "total",
                                line -> Decimals.format(
                                        line.quoteUnits(), market(line).quoteScale())),
                        new Csv.Column<>(
                                "fee",
                                line -> Decimals.format(
                                        line.feeUnits(), received(line).scale())),
                        new Csv.Column<>("fee_asset", line -> received(line).code()),
                        new Csv.Column<>(
                                "rebate",
                                line -> Decimals.format(
                                        line.rebateUnits(), given(line).scale())),
                        new Csv.Column<>("rebate_asset", line -> given(line).code()))
                .stream()
                .filter(column -> filter.byDay() || !column.name().equals("day"))
                .filter(column -> filter.byAccount() || !column.name().equals("account"))
                .toList();
    }

    private static @Nullable String day(@Nullable Integer day) {
        return day == null ? null : LocalDate.ofEpochDay(day).toString();
    }

    private static @Nullable String account(@Nullable Long account) {
        return account == null ? null : account.toString();
    }

    private ListedMarket market(FeeReportRow line) {
        return directory.market(line.instrument());
    }

    private Asset received(FeeReportRow line) {
        return market(line).receivedBy(line.side());
    }

    private Asset given(FeeReportRow line) {
        return market(line).receivedBy(line.side().opposite());
    }
}
