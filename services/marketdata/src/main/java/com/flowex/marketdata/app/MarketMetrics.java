package com.flowex.marketdata.app;

import com.flowex.marketdata.view.MarketView;
import com.flowex.marketdata.view.PublicMarket;
import com.flowex.marketdata.view.book.Levels;
import com.flowex.platform.telemetry.Telemetry;
import com.flowex.platform.telemetry.TenantLabels;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Metrics of each market, of the first hundred that are listed. A value that does not exist has no series. For one
 * thread.
 */
final class MarketMetrics {

    private static final int MARKETS_MAX = 100;
    private static final BigDecimal BASIS_POINTS = BigDecimal.valueOf(10_000);

    private final TenantLabels tenants;
    private final MultiGauge spread;
    private final MultiGauge depth;
    private final MultiGauge levels;
    private final MultiGauge open;
    private final MultiGauge lastTrade;

    MarketMetrics(Telemetry telemetry) {
        this.tenants = telemetry.tenantLabels();
        this.spread =
                gauge(telemetry, "spread.bps", "Spread between best bid and best ask, in basis points of their middle");
        this.depth = gauge(
                telemetry, "depth", "Quantity in the published levels of a side, in whole units of the base asset");
        this.levels = gauge(telemetry, "levels", "Published levels of a side");
        this.open = gauge(telemetry, "open", "1 while the market takes orders");
        this.lastTrade =
                gauge(telemetry, "last.trade.timestamp.seconds", "Log time of the last trade, in seconds since 1970");
    }

    private static MultiGauge gauge(Telemetry telemetry, String name, String meaning) {
        return MultiGauge.builder("flowex.market." + name).description(meaning).register(telemetry.registry());
    }

    /** Updates the metrics of these markets. */
    void measure(Collection<PublicMarket> all) {
        List<PublicMarket> markets = all.stream().limit(MARKETS_MAX).toList();
        spread.register(
                rows(
                        markets.stream()
                                .filter(market -> isTwoSided(market.view()))
                                .toList(),
                        "",
                        this::spread),
                true);
        List<MultiGauge.Row<?>> sums = new ArrayList<>(rows(markets, "bid", market -> sum(market, bids(market))));
        sums.addAll(rows(markets, "ask", market -> sum(market, asks(market))));
        depth.register(sums, true);
        List<MultiGauge.Row<?>> counts =
                new ArrayList<>(rows(markets, "bid", market -> bids(market).size()));
        counts.addAll(rows(markets, "ask", market -> asks(market).size()));
        levels.register(counts, true);
        open.register(rows(markets, "", market -> market.view().open() ? 1 : 0), true);
        lastTrade.register(
                rows(
                        markets.stream()
                                .filter(market -> market.view().lastTrade().isPresent())
                                .toList(),
                        "",
                        market -> market.view().lastTrade().orElseThrow().timeNanos() / 1e9),
                true);
    }

    private List<MultiGauge.Row<?>> rows(
            List<PublicMarket> markets, String side, ToDoubleFunction<PublicMarket> figure) {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        for (PublicMarket market : markets) {
            Tags tags = Tags.of(
                    TenantLabels.TAG,
                    tenants.of(market.listing().tenant()),
                    "market",
                    market.listing().symbol());
            rows.add(MultiGauge.Row.of(side.isEmpty() ? tags : tags.and("side", side), market, figure));
        }
        return rows;
    }

    private static Levels bids(PublicMarket market) {
        return market.view().depth().depth().bids();
    }

    private static Levels asks(PublicMarket market) {
        return market.view().depth().depth().asks();
    }

    private static boolean isTwoSided(MarketView view) {
        return !view.depth().depth().bids().isEmpty()
                && !view.depth().depth().asks().isEmpty();
    }

    /**
     * Returns the spread in basis points. It is computed later than the market was found two-sided, so there may be no
     * spread by then: then it is NaN.
     */
    private double spread(PublicMarket market) {
        MarketView view = market.view();
        if (!isTwoSided(view)) {
            return Double.NaN;
        }
        BigDecimal bid = BigDecimal.valueOf(view.depth().depth().bids().priceUnits(0));
        BigDecimal ask = BigDecimal.valueOf(view.depth().depth().asks().priceUnits(0));
        BigDecimal middle = bid.add(ask).divide(BigDecimal.TWO, MathContext.DECIMAL64);
        return middle.signum() == 0
                ? Double.NaN
                : ask.subtract(bid)
                        .multiply(BASIS_POINTS)
                        .divide(middle, MathContext.DECIMAL64)
                        .doubleValue();
    }

    private static double sum(PublicMarket market, Levels levels) {
        BigInteger units = BigInteger.ZERO;
        for (int place = 0; place < levels.size(); place++) {
            units = units.add(levels.quantityUnits(place));
        }
        return new BigDecimal(units, market.listing().base().places()).doubleValue();
    }
}
