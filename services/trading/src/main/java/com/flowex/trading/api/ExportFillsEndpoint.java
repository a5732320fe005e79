package com.flowex.trading.api;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Csv;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.trading.store.FillQueries;
import com.flowex.trading.store.FillRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/trading/exports/trades}: the caller's fills as a CSV file, newest first. */
public record ExportFillsEndpoint(InstrumentDirectory directory, FillQueries fills, ConsistentView view)
        implements Endpoint {

    private static final int PAGE_ROWS = 500;

    private static final List<Csv.Column<FillBody>> COLUMNS = List.of(
            new Csv.Column<>("time", FillBody::executedAt),
            new Csv.Column<>("trade_id", FillBody::id),
            new Csv.Column<>("order_id", FillBody::orderId),
            new Csv.Column<>("symbol", FillBody::symbol),
            new Csv.Column<>("side", FillBody::side),
            new Csv.Column<>("price", FillBody::price),
            new Csv.Column<>("quantity", FillBody::quantity),
            new Csv.Column<>("total", FillBody::quoteAmount),
            new Csv.Column<>("fee", FillBody::fee),
            new Csv.Column<>("fee_asset", FillBody::feeAsset),
            new Csv.Column<>("rebate", FillBody::rebate),
            new Csv.Column<>("rebate_asset", FillBody::rebateAsset),
            new Csv.Column<>("liquidity", FillBody::liquidity),
            new Csv.Column<>("sequence", FillBody::sequence));

    @Override
    public Answer answer(Request request) {
        AccountId account = request.caller().account();
        HistoryFilter filter = HistoryFilter.of(request.caller().tenant(), request::query, directory);
        view.await(request);
        Csv.Content content = Csv.content(shown(), filter.pages(last -> page(account, filter, last), FillRow::side));
        return Answer.lines(Csv.CONTENT_TYPE, content::to).header("Content-Disposition", Csv.attachment("trades.csv"));
    }

    private List<Csv.Column<FillRow>> shown() {
        return COLUMNS.stream()
                .map(column -> new Csv.Column<FillRow>(column.name(), row -> column.value()
                        .apply(FillBody.of(row, directory.market(row.instrument())))))
                .toList();
    }

    private List<FillRow> page(AccountId account, HistoryFilter filter, @Nullable FillRow last) {
        long before = last == null ? FillQueries.FROM_NEWEST : last.place();
        return fills.page(new FillQueries.FillFilter(
                account, filter.instrument(), null, 0, Long.MAX_VALUE, filter.span(), before, PAGE_ROWS));
    }
}
