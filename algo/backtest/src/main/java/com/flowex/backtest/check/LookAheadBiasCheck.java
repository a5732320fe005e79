package com.flowex.backtest.check;

import com.flowex.backtest.data.CandleSource;
import com.flowex.backtest.data.DataManifest;
import com.flowex.backtest.data.OrderFlowSource;
import com.flowex.backtest.data.TradeSource;
import com.flowex.backtest.result.BacktestResult;
import com.flowex.backtest.result.RunOrder;
import com.flowex.backtest.result.RunWarning;
import com.flowex.backtest.run.RunLoop;
import com.flowex.backtest.setup.BacktestRequest;
import com.flowex.backtest.setup.MarketSetup;
import com.flowex.backtest.setup.RunObserver;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Check that a strategy does not know the future: the run is repeated on data that ends earlier, and the orders up to
 * there must be the same.
 */
public final class LookAheadBiasCheck {

    private LookAheadBiasCheck() {}

    /**
     * Repeats a run on data cut at seeded random times.
     *
     * @param cuts number of repetitions, each of which costs at most as much as the run
     * @return the first difference; empty if there is none
     */
    public static Optional<RunWarning> check(
            BacktestRequest request, BacktestResult whole, int cuts, RunObserver observer) {
        long from = Long.MAX_VALUE;
        long to = 0;
        long step = 1;
        for (int i = 0; i < whole.data().size(); i++) {
            DataManifest data = whole.data().get(i);
            to = Math.max(to, data.toNanos());
            long own = request.markets().get(i).data() instanceof CandleSource candles
                    ? candles.interval().nanos()
                    : 1;
            // Cuts are closes of the longest candles, so that no market has an open candle at a cut.
            if (own > step || own == step && data.fromNanos() < from) {
                step = own;
                from = data.fromNanos();
            }
        }
        SplittableRandom random = new SplittableRandom(request.seed() + 1);
        long steps = (to - from) / step;
        for (int i = 0; i < cuts && steps > 1 && !observer.isCanceled(); i++) {
            long cut = from + step * (1 + random.nextLong(steps - 1));
            List<MarketSetup> markets = request.markets().stream()
                    .map(market -> market.withData(market.data().until(cut)))
                    .toList();
            boolean isEmpty = markets.stream().anyMatch(market -> isEmpty(market));
            if (!isEmpty) {
                BacktestResult part = new RunLoop(request.withMarkets(markets), RunObserver.NONE).run();
                Optional<RunWarning> difference =
                        part.hasStalled() ? Optional.empty() : compare(whole.orders(), part, cut);
                if (difference.isPresent()) {
                    return difference;
                }
            }
        }
        return Optional.empty();
    }

    /** Returns true if a market's data begins behind the cut; the whole run had no order of it by then either. */
    private static boolean isEmpty(MarketSetup market) {
        return switch (market.data()) {
            case CandleSource candles -> !candles.open().advance();
            case TradeSource trades -> !trades.open().advance();
            case OrderFlowSource flow -> !flow.open().advance();
        };
    }

    /**
     * Compares the orders up to the end of the part. At that very time the whole run may have more of them: what
     * begins then, begins after the part has ended.
     */
    private static Optional<RunWarning> compare(List<RunOrder> whole, BacktestResult part, long cut) {
        long end = part.equity().getLast().timeNanos();
        List<RunOrder> early =
                whole.stream().filter(order -> order.signalNanos() <= end).toList();
        List<RunOrder> again = part.orders().stream()
                .filter(order -> !order.reason().equals(RunLoop.RUN_ENDED))
                .toList();
        for (int i = 0; i < Math.max(early.size(), again.size()); i++) {
            if (i >= again.size()) {
                return early.get(i).signalNanos() == end
                        ? Optional.empty()
                        : Optional.of(warning(early.get(i), "existence", cut));
            }
            if (i >= early.size()) {
                return Optional.of(warning(again.get(i), "existence", cut));
            }
            Optional<String> field = difference(early.get(i), again.get(i));
            if (field.isPresent()) {
                return Optional.of(warning(early.get(i), field.get(), cut));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> difference(RunOrder left, RunOrder right) {
        if (left.signalNanos() != right.signalNanos()) {
            return Optional.of("time");
        }
        if (!left.intent().symbol().equals(right.intent().symbol())) {
            return Optional.of("symbol");
        }
        if (left.intent().side() != right.intent().side()) {
            return Optional.of("side");
        }
        if (Double.compare(left.intent().quantity(), right.intent().quantity()) != 0) {
            return Optional.of("quantity");
        }
        return Objects.equals(left.intent().type(), right.intent().type()) ? Optional.empty() : Optional.of("type");
    }

    private static RunWarning warning(RunOrder order, String field, long cut) {
        return new RunWarning(
                RunWarning.Kind.LOOK_AHEAD,
                "With data that ends at " + instant(cut) + " the order of the bar that closed at "
                        + instant(order.signalNanos()) + " differs in its " + field + " (" + order.intent()
                        + "). The strategy depends on later data, on an earlier run or on something outside of its"
                        + " run.",
                Map.of(
                        "data_end",
                        instant(cut).toString(),
                        "bar_close",
                        instant(order.signalNanos()).toString(),
                        "field",
                        field,
                        "symbol",
                        order.intent().symbol()));
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }
}
