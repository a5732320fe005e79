package com.flowex.backtest.setup;

import com.flowex.strategy.Strategy;
import com.flowex.strategy.StrategyProvider;
import com.flowex.strategy.parameter.Parameters;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Everything that a run depends on: the same request over the same data gives the same result.
 *
 * @param runId prefix of the run's client order ids, 1 to {@link #RUN_ID_LENGTH_MAX} letters, digits and hyphens
 * @param strategy source of a new instance for each run, also for the repeated ones of the look-ahead check
 * @param markets markets of the run, at least one; symbols differ
 * @param balances start balance of each asset, exact decimals such as "10000.50"
 * @param valuationAsset asset in which equity is stated; every held asset must be the base of a market towards it
 * @param fillModel the way in which orders meet the data
 * @param latency time from a callback to the arrival of its orders
 * @param seed seed of the strategy's random numbers and of the latency's jitter
 */
public record BacktestRequest(
        String runId,
        Supplier<Strategy> strategy,
        List<MarketSetup> markets,
        Map<String, String> balances,
        String valuationAsset,
        FillModel fillModel,
        Latency latency,
        long seed,
        RunLimits limits) {

    public static final int RUN_ID_LENGTH_MAX = 24;

    public BacktestRequest {
        markets = List.copyOf(markets);
        balances = Map.copyOf(balances);
        if (!runId.matches("[A-Za-z0-9-]{1," + RUN_ID_LENGTH_MAX + "}")) {
            throw new SetupException(
                    "runId", "is 1 to " + RUN_ID_LENGTH_MAX + " letters, digits and hyphens, was \"" + runId + "\"");
        }
        if (markets.isEmpty()) {
            throw new SetupException("markets", "has at least one market");
        }
        Set<String> symbols = new HashSet<>();
        for (MarketSetup market : markets) {
            if (!symbols.add(market.symbol())) {
                throw new SetupException("markets", "names " + market.symbol() + " twice");
            }
        }
    }

    /** Returns the source of a provider's strategies with parsed parameters. */
    public static Supplier<Strategy> strategyOf(StrategyProvider provider, Parameters parameters) {
        return () -> provider.create(parameters);
    }

    /** Returns the start balances in the order of the assets' codes. */
    public Map<String, String> sortedBalances() {
        return new TreeMap<>(balances);
    }

    /** Returns the same request with other markets, for example with their data cut short. */
    public BacktestRequest withMarkets(List<MarketSetup> others) {
        return new BacktestRequest(runId, strategy, others, balances, valuationAsset, fillModel, latency, seed, limits);
    }
}
