package com.flowex.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.benchmarks.load.client.ExchangeApi;
import com.flowex.benchmarks.load.client.LoadPlan;
import com.flowex.benchmarks.load.client.LoadTestException;
import com.flowex.benchmarks.load.client.OrderOutcomes;
import com.flowex.benchmarks.load.client.Trader;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** {@code ./flowex load}: loads a running exchange and checks that no acknowledged order is missing. */
public final class LoadGenerator {

    private static final String PRICE_WHERE_BOOK_IS_EMPTY = "50000";
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    private final LoadOptions options;
    private final ExchangeApi api;
    private final Verification verification;

    public LoadGenerator(LoadOptions options, ExchangeApi api) {
        this.options = options;
        this.api = api;
        verification = new Verification(api);
    }

    /** Exits with 0 if every acknowledged order was found and every asset sums to zero, 1 if not, 2 on bad options. */
    public static void main(String[] args) throws IOException {
        int code = run(List.of(args));
        boolean isCut = System.out.checkError();
        if (isCut) {
            System.err.println("load: the output is incomplete: its disk is full, or its reader has ended");
        }
        System.exit(isCut && code == 0 ? 1 : code);
    }

    /** Returns the exit code of {@link #main}. */
    public static int run(List<String> words) throws IOException {
        LoadOptions options;
        try {
            options = LoadOptions.parse(words);
        } catch (IllegalArgumentException wrong) {
            System.err.println("load: " + wrong.getMessage() + "; see ./flowex load --help");
            return 2;
        }
        try (ExchangeApi api = new ExchangeApi(options.url())) {
            return new LoadGenerator(options, api).run() ? 0 : 1;
        } catch (LoadTestException failed) {
            System.err.println("load: " + failed.getMessage());
            return 1;
        }
    }

    private boolean run() throws IOException {
        return options.check() == null ? load() : check(verification.check(options.check()));
    }

    private boolean check(Verification.Checked checked) {
        System.out.println("check acknowledged=" + checked.requested() + " found="
                + (checked.requested() - checked.missing()) + " lost=" + checked.missing());
        return checked.missing() == 0;
    }

    private boolean load() throws IOException {
        LoadPlan plan = plan();
        String priceWhole = priceWhole();
        List<Trader> traders = traders(plan, priceWhole);
        System.out.println(traders.size() + " accounts registered and funded; " + options.orders() + " orders over "
                + options.connections() + " connections around " + priceWhole);
        try (AcknowledgedOrdersFile file = AcknowledgedOrdersFile.append(options.acknowledged())) {
            LoadRun run = new LoadRun(options, plan, traders, priceWhole, file);
            OrderOutcomes answers = run.run();
            reportCosts(run, traders.get(plan.account(options.orders() - 1)));
            new UnknownOrderResolver(api, plan, traders).requestAgain(answers, options.symbol(), priceWhole);
            return report(run, answers, missing(answers, plan, traders));
        }
    }

    /** Sends the orders and returns the latencies of their answers, in nanoseconds; does not verify the orders. */
    public Histogram latencies() throws IOException {
        return loaded(() -> {}).latencies();
    }

    /**
     * Sends the orders and returns when views show them; does not verify the orders.
     *
     * @param start called when the first order is about to be sent
     */
    public LoadRun loaded(LoadRun.Start start) throws IOException {
        LoadPlan plan = plan();
        String priceWhole = priceWhole();
        try (AcknowledgedOrdersFile file = AcknowledgedOrdersFile.append(options.acknowledged())) {
            List<Trader> traders = traders(plan, priceWhole);
            LoadRun run = new LoadRun(options, plan, traders, priceWhole, file);
            run.run(start);
            api.get(traders.get(plan.account(options.orders() - 1)).token(), "/api/trading/orders?limit=1");
            return run;
        }
    }

    /** Prints the delay of the views after the last answer, and this client's processor time. */
    private void reportCosts(LoadRun run, Trader last) {
        long startNanos = System.nanoTime();
        api.get(last.token(), "/api/trading/orders?limit=1");
        double behindMillis = (System.nanoTime() - startNanos) / NANOS_PER_MILLI;
        System.out.printf(
                Locale.ROOT,
                "views showed the last order after %.0f ms; this client used %.1f us of CPU an order%n",
                behindMillis,
                run.cpuNanos() / 1e3 / options.orders());
    }

    private LoadPlan plan() {
        long now = System.currentTimeMillis();
        return new LoadPlan("load" + Long.toString(now, 36), now, options.accounts());
    }

    /** Returns the whole part of the best price, so that the load trades where the market is. */
    private String priceWhole() {
        JsonNode book = api.get("", "/api/trading/orderbook/" + options.symbol() + "?limit=1");
        String bid = book.path("bids").path(0).path(0).asText("");
        String best = bid.isEmpty() ? book.path("asks").path(0).path(0).asText("") : bid;
        String whole = best.isEmpty() ? PRICE_WHERE_BOOK_IS_EMPTY : best.split("\\.", 2)[0];
        return whole.equals("0") ? "1" : whole;
    }

    private List<Trader> traders(LoadPlan plan, String priceWhole) {
        BigDecimal base = new BigDecimal(LoadPlan.QUANTITY)
                .multiply(BigDecimal.valueOf(options.orders() / options.accounts() + 100L));
        BigDecimal quote = base.multiply(new BigDecimal(priceWhole).add(BigDecimal.ONE));
        String[] currencies = options.symbol().split("-", 2);
        return IntStream.range(0, options.accounts())
                .parallel()
                .mapToObj(i -> {
                    Trader trader = api.register(plan.run() + "-" + i + "@load.example");
                    api.deposit(trader, currencies[0], base.toPlainString());
                    api.deposit(trader, currencies[1], quote.toPlainString());
                    return trader;
                })
                .toList();
    }

    private int missing(OrderOutcomes answers, LoadPlan plan, List<Trader> traders) {
        long startNanos = System.nanoTime();
        int missing = 0;
        for (int account = 0; account < traders.size(); account++) {
            Map<String, Long> acknowledged = new HashMap<>();
            for (int index = 0; index < answers.size(); index++) {
                if (plan.account(index) == account && answers.isAcknowledged(index)) {
                    acknowledged.put(plan.clientOrderId(index), answers.orderId(index));
                }
            }
            missing += verification.missing(traders.get(account), acknowledged);
        }
        System.out.printf(
                Locale.ROOT,
                "asked for every acknowledged order in %.1f s%n",
                (System.nanoTime() - startNanos) / NANOS_PER_SECOND);
        return missing;
    }

    private boolean report(LoadRun run, OrderOutcomes answers, int missing) {
        boolean zeroSum = verification.isZeroSum();
        answers.refusals().forEach((code, count) -> System.out.println("refused " + code + " " + count));
        System.out.printf(
                Locale.ROOT,
                "load orders=%d acknowledged=%d rejected=%d unknown=%d missing=%d zero_sum=%s"
                        + " %.0f orders/s p50_ms=%.2f p99_ms=%.2f max_ms=%.2f%n",
                answers.size(),
                answers.acknowledged(),
                answers.rejected(),
                answers.unknown(),
                missing,
                zeroSum ? "ok" : "broken",
                answers.acknowledged() * NANOS_PER_SECOND / run.elapsedNanos(),
                run.latencies().getValueAtPercentile(50) / NANOS_PER_MILLI,
                run.latencies().getValueAtPercentile(99) / NANOS_PER_MILLI,
                run.latencies().getMaxValue() / NANOS_PER_MILLI);
        return missing == 0 && zeroSum;
    }
}
