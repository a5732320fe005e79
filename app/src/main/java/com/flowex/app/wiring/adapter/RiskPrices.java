package com.flowex.app.wiring.adapter;

import com.flowex.domain.value.InstrumentId;
import com.flowex.marketdata.store.TradeRanges;
import com.flowex.marketdata.store.TradeRanges.TradeRange;
import com.flowex.orderentry.LogTime;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.risk.app.watch.PriceSource;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adapter of market data's trades for price alerts, in whole units. */
public record RiskPrices(TradeRanges trades, InstrumentDirectory directory) implements PriceSource {

    /** Most trades of one market that one query reads. */
    private static final int TRADES_MAX = 2_000;

    @Override
    public Map<Integer, String> markets(int tenant, String reference) {
        Map<Integer, String> assets = new HashMap<>();
        for (ListedMarket market : directory.of(tenant)) {
            if (market.quote().code().equals(reference)) {
                assets.put(market.instrument().id().value(), market.base().code());
            }
        }
        return assets;
    }

    @Override
    public Map<Integer, Long> lastTrades(int tenant, List<Integer> markets) {
        return trades.last(tenant, markets);
    }

    @Override
    public List<PriceRange> after(int tenant, Map<Integer, Long> seen) {
        return trades.after(tenant, seen, TRADES_MAX).stream().map(this::range).toList();
    }

    private PriceRange range(TradeRange range) {
        int places = directory
                .market(new InstrumentId(range.instrument()))
                .priceScale()
                .places();
        return new PriceRange(
                range.instrument(),
                BigDecimal.valueOf(range.lowUnits(), places),
                BigDecimal.valueOf(range.highUnits(), places),
                BigDecimal.valueOf(range.lastUnits(), places),
                range.lastTrade(),
                LogTime.instant(range.lastNanos()),
                range.count() == TRADES_MAX);
    }
}
