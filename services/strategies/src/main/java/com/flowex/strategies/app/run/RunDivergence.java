package com.flowex.strategies.app.run;

import com.flowex.access.http.response.IsoTime;
import com.flowex.backtest.result.BacktestResult;
import com.flowex.backtest.result.RunFill;
import com.flowex.backtest.run.RunLoop;
import com.flowex.backtest.setup.FillModel;
import com.flowex.backtest.setup.MarketSetup;
import com.flowex.backtest.setup.RunObserver;
import com.flowex.backtest.setup.SetupException;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.strategies.app.SourceSandbox;
import com.flowex.strategies.app.StrategySources;
import com.flowex.strategies.app.run.RunDocuments.Figures;
import com.flowex.strategies.app.run.RunDocuments.FillRow;
import com.flowex.strategies.app.run.RunDocuments.OrderRow;
import com.flowex.strategies.app.run.market.MinuteCandles;
import com.flowex.strategies.store.RunRecord;
import com.flowex.strategies.store.RunRecordsTable;
import com.flowex.strategies.store.StoredRun;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Comparison of a run with the back-test of the same minutes, order by order. */
public final class RunDivergence {

    /** Highest number of orders that are compared. */
    private static final int ORDERS_MAX = 500;

    private static final int FILLS_MAX = 5_000;

    /** Longest range of minutes, from the start of the run on. */
    private static final Duration RANGE_MAX = Duration.ofDays(7);

    /** Highest number of comparisons at one time: each is a back-test, and may have a process. */
    private static final int AT_ONCE = 2;

    private static final String WAITS = "the run has no candle yet";

    private final RunDependencies runDependencies;
    private final RunRecordsTable records;
    private final StrategySources sources;
    private final Semaphore slots = new Semaphore(AT_ONCE);

    public RunDivergence(RunDependencies runDependencies, RunRecordsTable records, StrategySources sources) {
        this.runDependencies = runDependencies;
        this.records = records;
        this.sources = sources;
    }

    /** Comparison: the schema RunDivergence of docs/api/openapi.yaml. */
    public record Report(
            Instant from,
            Instant to,
            int ordersInRun,
            int ordersInBacktest,
            int ordersEqual,
            List<Pair> pairs,
            String profitOfRun,
            String profitOfBacktest,
            String asset,
            List<String> notes) {}

    /** Orders of one number: the schema DivergencePair of docs/api/openapi.yaml. */
    public record Pair(
            long number, @Nullable Compared run, @Nullable Compared backtest, List<String> differences) {}

    /** Order of one side: the schema NullableDivergenceOrder of docs/api/openapi.yaml. */
    public record Compared(
            String id,
            String symbol,
            String side,
            String type,
            String time,
            String status,
            String quantity,
            String filled,
            @Nullable String averagePrice) {}

    /**
     * Compares a run.
     *
     * @throws Refusal if too many comparisons are under way, or the strategy is gone
     */
    public Report of(int tenant, StoredRun stored) {
        OpenedRun run = OpenedRun.of(tenant, stored, runDependencies.directory(), "");
        Instant from = stored.startedAt();
        Figures own = RunDocuments.read(stored.figures(), Figures.class);
        Instant last = stored.lastBarAt();
        if (last == null || !last.isAfter(from)) {
            return new Report(from, from, 0, 0, 0, List.of(), own.profit(), "0", run.quote(), List.of(WAITS));
        }
        if (!slots.tryAcquire()) {
            throw Refusal.forNow(RefusalCode.OVERLOADED, AT_ONCE + " comparisons are under way: try again", 5);
        }
        try {
            Instant end = from.plus(RANGE_MAX);
            return compared(run, last.isAfter(end) ? end : last, own);
        } catch (SetupException e) {
            String note = "a back-test of candles cannot give the strategy its data: " + e.getMessage();
            return new Report(from, last, 0, 0, 0, List.of(), own.profit(), "0", run.quote(), List.of(note));
        } finally {
            slots.release();
        }
    }

    private Report compared(OpenedRun run, Instant to, Figures own) {
        AtomicReference<RunGuard> guard = new AtomicReference<>();
        List<MarketSetup> marketSetups = run.setups(market -> {
            MinuteCandles minutes = new MinuteCandles(runDependencies.market().candles(), market, run.firstSeconds());
            minutes.grow(to.getEpochSecond());
            return minutes;
        });
        BacktestResult result;
        try (SourceSandbox.Opened opened = run.open(sources)) {
            RunLoop loop = new RunLoop(
                    PaperRun.request(run, marketSetups, FillModel.SyntheticBook.DEFAULT, () -> {
                        RunGuard made = run.guard(opened);
                        guard.set(made);
                        return made;
                    }),
                    RunObserver.NONE);
            result = loop.run();
        }
        List<RunRecord> stored = records.after(run.tenant(), run.stored().id(), RunRecord.Kind.ORDER, 0, ORDERS_MAX);
        Map<String, Average> averages = averages(run);
        List<Pair> pairs = new ArrayList<>();
        Map<Long, Compared> ofRun = new HashMap<>();
        long most = Math.min(ORDERS_MAX, result.orders().size());
        for (RunRecord each : stored) {
            Compared order = compared(RunDocuments.read(each.content(), OrderRow.class), averages);
            if (Instant.parse(order.time()).isBefore(to) || order.time().equals(IsoTime.of(to))) {
                ofRun.put(each.number(), order);
                most = Math.max(most, each.number());
            }
        }
        Map<String, Average> ofFills = averages(result.fills(), marketSetups);
        int equal = 0;
        for (long number = 1; number <= most; number++) {
            Compared mine = ofRun.get(number);
            Compared test = number > result.orders().size()
                    ? null
                    : compared(RunDocuments.order(result.orders().get((int) number - 1), marketSetups), ofFills);
            if (mine != null || test != null) {
                List<String> differences = differences(mine, test);
                equal += differences.isEmpty() ? 1 : 0;
                pairs.add(new Pair(number, mine, test, differences));
            }
        }
        RunGuard limits = guard.get();
        return new Report(
                run.stored().startedAt(),
                to,
                ofRun.size(),
                result.orders().size(),
                equal,
                pairs,
                own.profit(),
                limits == null ? "0" : limits.figures().profit(),
                run.quote(),
                notes(run, to, result, stored.size()));
    }

    private static List<String> notes(OpenedRun run, Instant to, BacktestResult result, int orders) {
        List<String> notes = new ArrayList<>();
        Instant last = run.stored().lastBarAt();
        if (last != null && last.isAfter(to)) {
            notes.add("only the first seven days are compared; the profit of the run is of all its days");
        }
        if (orders == ORDERS_MAX || result.orders().size() > ORDERS_MAX) {
            notes.add("only the first " + ORDERS_MAX + " orders are compared");
        }
        if (!result.endMessage().isEmpty()) {
            notes.add("the back-test ended: " + result.endMessage());
        }
        if (run.spec().isLive()) {
            notes.add("the back-test meets a synthetic book around the candles, and the run met the book of the market;"
                    + " the account's other trades are not in the back-test");
        } else if (run.spec().isOnBooks()) {
            notes.add("the back-test meets a synthetic book around the candles, and the run met the published book");
        }
        return notes;
    }

    /** Sums of an order's fills. */
    private static final class Average {
        private BigDecimal quantity = BigDecimal.ZERO;
        private BigDecimal total = BigDecimal.ZERO;

        void add(BigDecimal price, BigDecimal units) {
            quantity = quantity.add(units);
            total = total.add(price.multiply(units));
        }

        String text() {
            return total.divide(quantity, MathContext.DECIMAL64)
                    .stripTrailingZeros()
                    .toPlainString();
        }
    }

    private Map<String, Average> averages(OpenedRun run) {
        Map<String, Average> all = new HashMap<>();
        for (RunRecord each : records.after(run.tenant(), run.stored().id(), RunRecord.Kind.FILL, 0, FILLS_MAX)) {
            add(all, RunDocuments.read(each.content(), FillRow.class));
        }
        return all;
    }

    private static Map<String, Average> averages(List<RunFill> fills, List<MarketSetup> marketSetups) {
        Map<String, Average> all = new HashMap<>();
        fills.forEach(each -> add(all, RunDocuments.fill(each, marketSetups)));
        return all;
    }

    private static void add(Map<String, Average> all, FillRow fill) {
        all.computeIfAbsent(fill.order(), _ -> new Average())
                .add(new BigDecimal(fill.price()), new BigDecimal(fill.quantity()));
    }

    private static Compared compared(OrderRow row, Map<String, Average> averages) {
        Average average = averages.get(row.id());
        return new Compared(
                row.id(),
                row.symbol(),
                row.side(),
                row.type(),
                row.time(),
                row.status(),
                row.quantity(),
                row.filled(),
                average == null ? null : average.text());
    }

    private static List<String> differences(@Nullable Compared run, @Nullable Compared test) {
        if (test == null) {
            return List.of("only_in_run");
        }
        if (run == null) {
            return List.of("only_in_backtest");
        }
        List<String> found = new ArrayList<>();
        add(found, "symbol", run.symbol(), test.symbol());
        add(found, "side", run.side(), test.side());
        add(found, "type", run.type(), test.type());
        add(found, "time", run.time(), test.time());
        add(found, "quantity", run.quantity(), test.quantity());
        add(found, "filled", run.filled(), test.filled());
        add(found, "price", String.valueOf(run.averagePrice()), String.valueOf(test.averagePrice()));
        return found;
    }

    private static void add(List<String> found, String name, String run, String test) {
        if (!run.equals(test)) {
            found.add(name);
        }
    }
}
