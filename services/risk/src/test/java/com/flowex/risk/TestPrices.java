package com.flowex.risk;

import com.flowex.risk.app.watch.PriceSource;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Trades of one market, that of CALM, as tests make them. */
final class TestPrices implements PriceSource {

    private static final int MARKET = 1;

    private final List<BigDecimal> trades = new ArrayList<>();

    void trade(String... prices) {
        for (String price : prices) {
            trades.add(new BigDecimal(price));
        }
    }

    @Override
    public Map<Integer, String> markets(int tenant, String reference) {
        return Map.of(MARKET, "CALM");
    }

    @Override
    public Map<Integer, Long> lastTrades(int tenant, List<Integer> markets) {
        return trades.isEmpty() ? Map.of() : Map.of(MARKET, (long) trades.size());
    }

    @Override
    public List<PriceRange> after(int tenant, Map<Integer, Long> seen) {
        List<BigDecimal> fresh = trades.subList(Math.toIntExact(seen.getOrDefault(MARKET, 0L)), trades.size());
        return fresh.isEmpty()
                ? List.of()
                : List.of(new PriceRange(
                        MARKET,
                        fresh.stream().min(BigDecimal::compareTo).orElseThrow(),
                        fresh.stream().max(BigDecimal::compareTo).orElseThrow(),
                        fresh.getLast(),
                        trades.size(),
                        Instant.now(),
                        false));
    }
}
