package com.flowex.wallet.api.report;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.domain.market.Asset;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.platform.errors.Refusal;
import com.flowex.wallet.app.worth.WorthHistory;
import com.flowex.wallet.app.worth.WorthInterval;
import java.time.Instant;
import java.util.List;

/** {@code GET /api/wallet/worth}: the worth of the caller's balances over time, in a currency of choice. */
public record WorthEndpoint(
        WorthHistory worth, InstrumentDirectory directory, OrderEntryService orderEntry, ConsistentView view)
        implements Endpoint {

    private static final int LIMIT_DEFAULT = 91;

    /** The schema Worth of docs/api/openapi.yaml. */
    private record WorthBody(String currency, String interval, List<PointBody> points) {}

    private record PointBody(String time, String worth, List<String> leftOut) {

        static PointBody of(WorthHistory.WorthPoint point) {
            return new PointBody(Instant.ofEpochSecond(point.atSeconds()).toString(), plain(point), point.leftOut());
        }

        private static String plain(WorthHistory.WorthPoint point) {
            return point.worth().signum() == 0
                    ? "0"
                    : point.worth().stripTrailingZeros().toPlainString();
        }
    }

    @Override
    public Answer answer(Request request) {
        WorthInterval interval = WorthInterval.of(request.query("interval").orElse(WorthInterval.DAY.code()))
                .orElseThrow(() -> Refusal.invalid("interval", "1h, 1d or 1w"));
        int limit = Math.toIntExact(request.queryNumber("limit", LIMIT_DEFAULT, 1, WorthHistory.POINTS_MAX));
        Asset currency = ReportCurrency.of(request.caller().tenant(), request.query("currency"), directory, orderEntry);
        view.await(request);
        return Answer.ok(new WorthBody(
                currency.code(),
                interval.code(),
                worth.of(request.caller().account(), currency, interval, limit).stream()
                        .map(PointBody::of)
                        .toList()));
    }
}
