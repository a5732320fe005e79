package com.flowex.backtest.metric;

import com.flowex.backtest.result.BacktestResult;
import com.flowex.backtest.result.EquityPoint;
import com.flowex.backtest.result.MarketScales;
import com.flowex.backtest.result.RoundTrip;
import com.flowex.backtest.result.RunFill;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.Scale;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads what figures need from the result of a back-test. Exact money turns into doubles here, for figures only. */
public final class BacktestSample {

    private final BacktestResult result;
    private final Map<String, MarketScales> markets = new HashMap<>();

    private BacktestSample(BacktestResult result) {
        this.result = result;
        result.markets().forEach(market -> markets.put(market.symbol(), market));
    }

    /** Returns the sample of a result, whose money is in its valuation asset. */
    public static RunSample of(BacktestResult result) {
        return new BacktestSample(result).sample();
    }

    private RunSample sample() {
        double[] profits = result.roundTrips().stream()
                .mapToDouble(
                        trip -> whole(trip.profitUnits(), market(trip.symbol()).quote()))
                .toArray();
        double traded = 0;
        double fees = 0;
        for (RunFill fill : result.fills()) {
            traded += whole(fill.quoteUnits(), market(fill.symbol()).quote());
            fees += fee(fill);
        }
        return new RunSample(curve(), profits, traded, fees, moneyDoubt());
    }

    private MarketScales market(String symbol) {
        return Objects.requireNonNull(markets.get(symbol), symbol);
    }

    private static double whole(long units, Scale scale) {
        return (double) units / scale.unitsPerWhole();
    }

    /** Returns a fill's fee in the quote asset; that of a buy is in the base asset, at the price of the fill. */
    private double fee(RunFill fill) {
        MarketScales market = market(fill.symbol());
        return fill.side() == Side.BUY
                ? whole(fill.feeUnits(), market.base()) * whole(fill.priceUnits(), market.price())
                : whole(fill.feeUnits(), market.quote());
    }

    private String moneyDoubt() {
        String asset = result.valuation().asset();
        List<String> others = new ArrayList<>();
        for (String symbol : markets.keySet()) {
            boolean isTraded = result.fills().stream().map(RunFill::symbol).anyMatch(symbol::equals)
                    || result.roundTrips().stream().map(RoundTrip::symbol).anyMatch(symbol::equals);
            if (isTraded && !symbol.endsWith("-" + asset)) {
                others.add(symbol);
            }
        }
        others.sort(null);
        return others.isEmpty() ? "" : "trades of " + String.join(", ", others) + " are not in " + asset;
    }

    /** Returns the curve with the start balance before its first point, at the same time. */
    private EquityCurve curve() {
        List<EquityPoint> points = result.equity();
        if (points.isEmpty()) {
            return EquityCurve.of(new long[0], new double[0]);
        }
        int count = points.size() + 1;
        long[] times = new long[count];
        double[] equity = new double[count];
        double[] benchmark = new double[count];
        double[] position = new double[count];
        Scale scale = result.valuation().scale();
        times[0] = points.getFirst().timeNanos();
        equity[0] = whole(result.startUnits(), scale);
        benchmark[0] = equity[0];
        position[0] = whole(points.getFirst().positionUnits(), scale);
        for (int i = 1; i < count; i++) {
            EquityPoint point = points.get(i - 1);
            times[i] = point.timeNanos();
            equity[i] = whole(point.equityUnits(), scale);
            benchmark[i] = whole(point.benchmarkUnits(), scale);
            position[i] = whole(point.positionUnits(), scale);
        }
        return new EquityCurve(times, equity, benchmark, position);
    }
}
