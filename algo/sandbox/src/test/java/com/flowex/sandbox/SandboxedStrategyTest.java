package com.flowex.sandbox;

import static com.flowex.sandbox.ScriptRunner.MARKETS;
import static com.flowex.sandbox.ScriptRunner.SYMBOL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.sandbox.wire.FrameReader;
import com.flowex.sandbox.wire.FrameWriter;
import com.flowex.sandbox.wire.ToChild;
import com.flowex.sandbox.wire.ToParent;
import com.flowex.sandbox.wire.Wire;
import com.flowex.strategy.data.Bar;
import com.flowex.strategy.data.BookDepth;
import com.flowex.strategy.data.BookTop;
import com.flowex.strategy.data.MarketTrade;
import com.flowex.strategy.order.OrderStatus;
import com.flowex.strategy.order.OrderType;
import com.flowex.strategy.order.OrderUpdate;
import com.flowex.strategy.order.OwnFill;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
class SandboxedStrategyTest {

    private static final Sandbox SANDBOX = new Sandbox(SandboxSettings.standard());

    /** Acts at random, and does everything that the answer of a later bar could change. */
    private static final String RANDOM = """
            strategy({
              parameters: {chance: {type: 'number', min: 0, max: 1, default: 0.02, meaning: 'share of bars that act'}},
              subscriptions: (markets) => markets.map((m) => Data.bars(m, '1m')),
              onStart(ctx) { this.sum = 0; ctx.log('from', new Date().toISOString()); },
              onBar(ctx, bar) {
                this.sum += bar.close * Math.random();
                if (ctx.random() < ctx.parameters.chance) {
                  const id = ctx.place(Order.limit({symbol: bar.symbol, side: 'BUY',
                    quantity: ctx.lots(bar.symbol, 1.23456), price: ctx.ticks(bar.symbol, bar.low)}));
                  ctx.log('placed', id, Date.now(), ctx.time, this.sum, ctx.balance('USDT').available);
                  if (Math.random() < 0.5) ctx.cancel(id);
                }
                if (Math.random() < 0.1) ctx.plot('sum', this.sum);
                if (Math.random() < 0.01) ctx.cancelAll(bar.symbol);
              },
              onStop(ctx) { ctx.log('sum', this.sum); }
            });
            """;

    /** Same script, seed and data: the same orders, in a new process, one that stood by, or one that has run before. */
    @Test
    void a_run_is_the_same_in_batches_of_any_size_and_in_any_process() throws InterruptedException {
        List<Bar> bars = ScriptRunner.bars(3_000, 42);
        List<String> first;
        try (ScriptProvider provider = SANDBOX.provider("random", "", RANDOM, MARKETS)) {
            first = ScriptRunner.run(provider, bars, 1);
            assertEquals(first, ScriptRunner.run(provider, bars, 512));
            assertEquals(first, ScriptRunner.run(provider, bars, 7));
        }
        Sandbox standing = Sandbox.withStandby(SandboxSettings.standard());
        assertFalse(standing.check("strategy({", MARKETS).isAccepted());
        standing.awaitStandby();
        try (ScriptProvider provider = standing.provider("random", "", RANDOM, MARKETS)) {
            assertEquals(first, ScriptRunner.run(provider, bars, 1_000));
            assertNotEquals(first, ScriptRunner.run(provider, ScriptRunner.bars(3_000, 43), 1_000));
        }
        assertTrue(first.stream().filter(line -> line.contains("place")).count() > 20, first.toString());
    }

    @Test
    void every_callback_and_every_kind_of_order_passes_the_pipe() {
        String source = """
                strategy({
                  subscriptions: ([m]) => [Data.bars(m, '1h'), Data.top(m), Data.depth(m, 5), Data.trades(m)],
                  onBar(ctx, bar) { ctx.log(JSON.stringify(bar)); },
                  onTop(ctx, top) { ctx.log(JSON.stringify(top)); },
                  onDepth(ctx, depth) { ctx.log(JSON.stringify(depth)); },
                  onTrade(ctx, trade) {
                    const base = {symbol: trade.symbol, side: 'SELL', quantity: 2};
                    const all = (more) => Object.assign({}, base, more);
                    ctx.place(Order.market(base));
                    ctx.place(Order.limit(all({price: 9, timeInForce: 'GTD', expires: 5, postOnly: true, display: 1})));
                    ctx.place(Order.stopLoss(all({trigger: 8})));
                    ctx.place(Order.takeProfit(all({trigger: 12, limit: 11})));
                    ctx.place(Order.trailingStop(all({distance: 0.5})));
                    ctx.place(Order.oneCancelsOther(all({price: 12, stopTrigger: 8, stopLimit: 7})));
                    ctx.place(Order.twap(all({limit: 9, slices: 4, intervalSeconds: 60})));
                    ctx.place(Order.limit(all({quantity: NaN, price: -0})));
                    ctx.log(JSON.stringify(ctx.market(trade.symbol)), JSON.stringify(trade));
                  },
                  onOrder(ctx, update) {
                    ctx.log(JSON.stringify(update), ctx.openOrders(update.symbol).map((o) => o.type).join());
                  },
                  onFill(ctx, fill) { ctx.log(JSON.stringify(fill)); },
                  onStop(ctx) { ctx.log(ctx.markets.join(), ctx.time); }
                });
                """;
        RecordingContext context = new RecordingContext(1);
        try (ScriptProvider provider = SANDBOX.provider("all", "", source, MARKETS);
                SandboxedStrategy strategy = ScriptRunner.start(provider, context)) {
            strategy.onTop(context.at(1_000_000), new BookTop(SYMBOL, 1_000_000, 1.5, 2, 1.75, 3));
            List<BookDepth.Level> level = List.of(new BookDepth.Level(1.5, 2));
            strategy.onDepth(context, new BookDepth(SYMBOL, 1_000_000, level, List.of()));
            strategy.onTrade(context, new MarketTrade(SYMBOL, 2_000_000, 1.5, 2, Side.BUY));
            strategy.onOrder(
                    context,
                    new OrderUpdate(
                            "order-1", SYMBOL, Side.SELL, 3_000_000, OrderStatus.REJECTED, 0, 0, "halted", "It is."));
            strategy.onFill(context, new OwnFill("order-1", SYMBOL, Side.SELL, 4, 1.5, 2, -0.5, "USDT", true));
            strategy.onStop(context.at(9_000_000));
        }
        assertEquals(
                List.of(
                        new OrderType.Market(),
                        new OrderType.Limit(9, TimeInForce.GTD, 5_000_000, true, 1),
                        new OrderType.StopLoss(8, 0),
                        new OrderType.TakeProfit(12, 11),
                        new OrderType.TrailingStop(0.5),
                        new OrderType.OneCancelsOther(12, 8, 7),
                        new OrderType.Twap(9, 4, 60),
                        OrderType.Limit.goodTillCanceled(-0.0)),
                context.orders().stream().map(order -> order.type()).toList());
        assertTrue(Double.isNaN(context.orders().getLast().quantity()));
        assertEquals(
                List.of(
                        "1000000 log {\"symbol\":\"BTC-USDT\",\"time\":1,\"bid\":1.5,\"bidQuantity\":2,\"ask\":1.75,"
                                + "\"askQuantity\":3}",
                        "1000000 log {\"symbol\":\"BTC-USDT\",\"time\":1,\"bids\":[{\"price\":1.5,\"quantity\":2}],"
                                + "\"asks\":[]}",
                        "1000000 log {\"symbol\":\"BTC-USDT\",\"base\":\"BTC\",\"quote\":\"USDT\",\"tick\":0.01,"
                                + "\"lot\":0.001,\"quantityMin\":0.001,\"quantityMax\":1000,\"notionalMin\":1,"
                                + "\"makerRate\":0.001,\"takerRate\":0.002} {\"symbol\":\"BTC-USDT\",\"time\":2,"
                                + "\"price\":1.5,\"quantity\":2,\"takerSide\":\"BUY\"}",
                        "1000000 log {\"symbol\":\"BTC-USDT\",\"time\":3,\"clientOrderId\":\"order-1\","
                                + "\"side\":\"SELL\",\"status\":\"REJECTED\",\"final\":true,\"filled\":0,"
                                + "\"remaining\":0,\"reason\":\"halted\",\"message\":\"It is.\"} "
                                + "market,limit,stopLoss,takeProfit,trailingStop,oneCancelsOther,twap,limit",
                        "1000000 log {\"symbol\":\"BTC-USDT\",\"time\":0,\"clientOrderId\":\"order-1\","
                                + "\"side\":\"SELL\",\"price\":1.5,\"quantity\":2,\"fee\":-0.5,"
                                + "\"feeAsset\":\"USDT\",\"isMaker\":true}",
                        "9000000 log BTC-USDT 9"),
                context.record().stream().filter(line -> line.contains(" log ")).toList());
    }

    /** Each example of the page for users passes its check and trades. */
    @Test
    void the_examples_of_the_page_run() throws IOException {
        List<String> examples = new ArrayList<>();
        Matcher blocks =
                Pattern.compile("```js\\n(strategy\\(.*?)```", Pattern.DOTALL).matcher(Files.readString(page()));
        while (blocks.find()) {
            examples.add(blocks.group(1));
        }
        assertEquals(3, examples.size());
        for (String example : examples) {
            try (ScriptProvider provider = SANDBOX.provider("example", "", example, MARKETS)) {
                List<String> record = ScriptRunner.run(provider, ScriptRunner.bars(500, 3), 512);
                assertTrue(record.stream().anyMatch(line -> line.contains(" place ")), example);
            }
        }
    }

    private static Path page() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/strategies/javascript.md"))) {
            folder = Objects.requireNonNull(folder.getParent(), "outside of the repository");
        }
        return folder.resolve("docs/strategies/javascript.md");
    }

    @Test
    void nothing_is_left_of_a_process(@TempDir Path folder) throws IOException {
        SandboxSettings standard = SandboxSettings.standard();
        Sandbox sandbox = new Sandbox(new SandboxSettings(
                standard.heapMegabytes(),
                standard.loadMillis(),
                standard.callbackMillis(),
                standard.runMillis(),
                standard.silenceMillis(),
                standard.callbackBytes(),
                0,
                folder));
        long pid;
        try (ScriptProvider provider = sandbox.provider("random", "", RANDOM, MARKETS);
                SandboxedStrategy strategy = ScriptRunner.start(provider, new RecordingContext(1))) {
            pid = strategy.pid();
            assertTrue(ProcessHandle.of(pid).isPresent());
            try (Stream<Path> left = Files.list(folder)) {
                assertEquals(List.of(), left.toList());
            }
        }
        assertFalse(ProcessHandle.of(pid).isPresent());
    }

    /** The pipe ends when the parent does, also if it was killed. */
    @Test
    void a_process_ends_with_its_parent_while_a_script_runs(@TempDir Path folder)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(ChildCommand.of(64, folder, ChildCommand.classPath())).start();
        try {
            FrameReader in = new FrameReader(process.getInputStream(), Wire.TO_PARENT_MAX);
            assertEquals(ToParent.HELLO, in.next(ToParent.values()));
            FrameWriter out = new FrameWriter(process.getOutputStream(), Wire.TO_CHILD_MAX);
            out.begin(ToChild.LOAD).putInt(0).putText("while (true) {}").end();
            out.flush();
            process.getOutputStream().close();
            assertTrue(process.waitFor(5, TimeUnit.MINUTES));
        } finally {
            process.destroyForcibly();
        }
    }
}
