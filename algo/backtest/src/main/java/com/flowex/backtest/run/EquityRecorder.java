package com.flowex.backtest.run;

import com.flowex.backtest.result.EquityPoint;
import com.flowex.backtest.result.Valuation;
import com.flowex.backtest.setup.SetupException;
import com.flowex.backtest.venue.RunVenue;
import com.flowex.backtest.venue.VenueMarket;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.Notional;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Value of the account over time, at the last marks of the markets. An asset is valued in the quote asset of the first
 * market that leads towards the valuation asset, rounded down.
 */
final class EquityRecorder {

    private final List<Asset> assets;
    private final @Nullable VenueMarket[] towards;
    private final int valuation;
    private final OwnBalances balances;
    private final long[] startBalances;
    private final long[] marks;
    private final long[] firstMarks;
    private final List<EquityPoint> points = new ArrayList<>();
    private long startUnits = -1;

    /** @throws SetupException if an asset of the account has no market towards the valuation asset */
    EquityRecorder(RunVenue venue, OwnBalances balances, String valuationAsset) {
        Map<String, Asset> byCode = venue.assets();
        List<VenueMarket> markets = venue.markets();
        this.assets = List.copyOf(byCode.values());
        Asset target = byCode.get(valuationAsset);
        if (target == null) {
            throw new SetupException("valuationAsset", "is an asset of the run, was " + valuationAsset);
        }
        this.valuation = assets.indexOf(target);
        this.towards = new VenueMarket[assets.size()];
        this.balances = balances;
        this.startBalances = new long[assets.size()];
        this.marks = new long[markets.size()];
        this.firstMarks = new long[markets.size()];
        boolean[] isReached = new boolean[assets.size()];
        isReached[valuation] = true;
        for (int round = 0; round < assets.size(); round++) {
            for (VenueMarket market : markets) {
                int base = index(market.instrument.base().value());
                if (!isReached[base]
                        && isReached[index(market.instrument.quote().value())]) {
                    isReached[base] = true;
                    towards[base] = market;
                }
            }
        }
        for (int i = 0; i < isReached.length; i++) {
            if (!isReached[i]) {
                throw new SetupException(
                        "valuationAsset",
                        valuationAsset + " is not reached from " + assets.get(i).code() + " by the run's markets");
            }
        }
    }

    private static int index(int assetId) {
        return assetId - 1;
    }

    Valuation valuation() {
        return new Valuation(assets.get(valuation).code(), assets.get(valuation).scale());
    }

    List<EquityPoint> points() {
        return points;
    }

    /** Returns the value of the start balances at the first marks. */
    long startUnits() {
        return Math.max(0, startUnits);
    }

    /** Ends the paying-in: balances from here on are results. */
    void start() {
        for (int i = 0; i < startBalances.length; i++) {
            startBalances[i] = balances.total(i + 1);
        }
    }

    void mark(int market, long priceUnits) {
        if (firstMarks[market] == 0) {
            firstMarks[market] = priceUnits;
        }
        marks[market] = priceUnits;
    }

    void record(long timeNanos) {
        if (startUnits < 0) {
            startUnits = total(startBalances, firstMarks);
        }
        long equity = total(balances.totals(assets.size()), marks);
        points.add(new EquityPoint(timeNanos, equity, benchmark(), equity - balances.total(valuation + 1)));
    }

    private long total(long[] units, long[] prices) {
        long sum = 0;
        for (int i = 0; i < units.length; i++) {
            sum += units[i] == 0 ? 0 : value(i, units[i], prices);
        }
        return sum;
    }

    private long value(int asset, long units, long[] prices) {
        VenueMarket market = towards[asset];
        if (market == null) {
            return units;
        }
        long quote = Notional.roundedDown(prices[market.index], units, market.conversion);
        return value(index(market.instrument.quote().value()), quote, prices);
    }

    private long benchmark() {
        double growth = 0;
        for (int i = 0; i < marks.length; i++) {
            growth += firstMarks[i] == 0 ? 1 : (double) marks[i] / firstMarks[i];
        }
        return (long) Math.floor(startUnits * (growth / marks.length));
    }
}
