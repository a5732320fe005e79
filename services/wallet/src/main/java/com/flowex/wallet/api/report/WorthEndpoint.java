package com.flowex.wallet.api.report;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.domain.value.Decimals;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.platform.errors.Refusal;
import com.flowex.wallet.app.fiat.FiatRateDays;
import com.flowex.wallet.app.fiat.FiatRateSource;
import com.flowex.wallet.app.worth.WorthHistory;
import com.flowex.wallet.app.worth.WorthInterval;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/wallet/worth}: the worth of the caller's balances over time, in a currency of choice. */
public final class WorthEndpoint implements Endpoint {

    private static final int LIMIT_DEFAULT = 91;

    private final WorthHistory worth;
    private final ReportCurrency.Names currencies;
    private final FiatRateSource rates;
    private final ConsistentView view;

    public WorthEndpoint(
            WorthHistory worth,
            InstrumentDirectory directory,
            OrderEntryService orderEntry,
            FiatRateSource rates,
            ConsistentView view) {
        this.worth = worth;
        this.currencies = new ReportCurrency.Names(directory, orderEntry, rates);
        this.rates = rates;
        this.view = view;
    }

    /**
     * The schema Worth of docs/api/openapi.yaml.
     *
     * @param pricedIn asset in which markets gave the prices; the currency itself if it is an asset
     */
    private record WorthBody(String currency, String pricedIn, String interval, List<PointBody> points) {}

    /**
     * Worth at a moment.
     *
     * @param worth null if the currency has no rate of that day
     * @param rate rate that was used; null if none is needed, or there is none
     */
    private record PointBody(
            String time,
            @Nullable String worth,
            List<String> leftOut,
            @Nullable RateBody rate) {

        static PointBody of(WorthHistory.WorthPoint point, @Nullable BigDecimal worth, @Nullable RateBody rate) {
            return new PointBody(
                    Instant.ofEpochSecond(point.atSeconds()).toString(),
                    worth == null ? null : Decimals.plain(worth),
                    point.leftOut(),
                    rate);
        }
    }

    private record RateBody(String rate, String day, String source) {

        static RateBody of(FiatRateDays.DayRate rate) {
            return new RateBody(Decimals.plain(rate.rate()), rate.day().toString(), rate.source());
        }
    }

    @Override
    public Answer answer(Request request) {
        WorthInterval interval = WorthInterval.of(request.query("interval").orElse(WorthInterval.DAY.code()))
                .orElseThrow(() -> Refusal.invalid("interval", "1h, 1d or 1w"));
        int limit = Math.toIntExact(request.queryNumber("limit", LIMIT_DEFAULT, 1, WorthHistory.POINTS_MAX));
        ReportCurrency currency = currencies.of(request.caller().tenant(), request.query("currency"));
        view.await(request);
        List<WorthHistory.WorthPoint> points = worth.of(request.caller().account(), currency.asset(), interval, limit);
        return Answer.ok(
                new WorthBody(currency.code(), currency.asset().code(), interval.code(), bodies(currency, points)));
    }

    private List<PointBody> bodies(ReportCurrency currency, List<WorthHistory.WorthPoint> points) {
        if (currency.fiatScale().isEmpty() || points.isEmpty()) {
            return points.stream()
                    .map(point -> PointBody.of(point, point.worth(), null))
                    .toList();
        }
        FiatRateDays days = rates.read(currency.code(), day(points.getFirst()), day(points.getLast()));
        return points.stream()
                .map(point -> days.on(day(point))
                        .map(rate -> PointBody.of(
                                point,
                                point.worth()
                                        .multiply(rate.rate())
                                        .setScale(currency.scale().places(), RoundingMode.DOWN),
                                RateBody.of(rate)))
                        .orElseGet(() -> PointBody.of(point, null, null)))
                .toList();
    }

    /** Returns the day that ends at a moment, or is under way. */
    private static LocalDate day(WorthHistory.WorthPoint point) {
        return LocalDate.ofInstant(Instant.ofEpochSecond(point.atSeconds() - 1), ZoneOffset.UTC);
    }
}
