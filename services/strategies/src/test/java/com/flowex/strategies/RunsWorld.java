package com.flowex.strategies;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.access.testing.TestServer;
import com.flowex.access.testing.TestStand;
import com.flowex.cluster.client.ExchangeClient;
import com.flowex.cluster.client.Outcome;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.market.Asset;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.domain.value.TransferId;
import com.flowex.orderentry.ClientOrderIdGenerator;
import com.flowex.orderentry.OrderDefaults;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.queue.CommandSubmitter;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.EngineExchange;
import com.flowex.strategies.app.run.RunDependencies;
import com.flowex.strategies.app.run.RunDependencies.ViewStoppedException;
import com.flowex.strategies.app.run.market.LiveBooks;
import com.flowex.strategies.app.run.market.LiveBooks.MarketState;
import com.flowex.strategy.data.BookDepth;
import com.flowex.strategy.data.BookDepth.Level;
import com.flowex.strategy.data.MarketTrade;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A service of runs on an engine of its own, whose line, events, candles and views fail on demand. */
abstract class RunsWorld {

    static final String ROOT = "/api/v1/runs";
    static final String LIMITS =
            "\"limits\":{\"daily_loss\":\"1000\",\"position\":\"100000\",\"order_notional\":\"10000\",\"orders_per_minute\":10}";

    final TestStand stand = TestStand.freshFor("strategies");
    final String ada = stand.token(1, "trader");
    final String bob = stand.token(2, "trader");
    final String admin = stand.token(9, "admin");
    final AccountId account = new AccountId(1, AccountId.CUSTOMERS_FROM + 1);
    final AccountId other = new AccountId(1, AccountId.CUSTOMERS_FROM + 2);
    final EngineExchange exchange = new EngineExchange();
    final Line line = new Line();
    final OwnerEventLog events = new OwnerEventLog(exchange, account);
    final AtomicLong complete = new AtomicLong();

    /** Fault of a view of the tenant; null while all views go on. */
    volatile @Nullable ViewStoppedException stoppedView;

    volatile boolean isOwnerActive = true;

    /** Distance of bids in the next service, whose version of the strategy is another. */
    double further;

    /** Public trades of the market, in the order of their numbers from 1 on. */
    final List<MarketTrade> trades = new CopyOnWriteArrayList<>();

    /** Book of the market. */
    volatile BookDepth book = new BookDepth("BTC-USDT", 0, List.of(), List.of());

    final List<String> notices = new CopyOnWriteArrayList<>();
    final StrategiesTables tables = new StrategiesTables(stand.edge());
    final List<StrategiesService> services = new ArrayList<>();
    final StrategiesService first = service();
    final TestServer server = TestServer.of(stand, first.routes());

    /** Line to the engine, which may lose answers or whole commands. */
    final class Line implements ExchangeClient {

        volatile boolean losesAnswers;
        volatile boolean losesCommands;

        @Override
        public CompletableFuture<Outcome> submit(Command command) {
            if (losesCommands) {
                return CompletableFuture.completedFuture(new Outcome.Unknown());
            }
            CompletableFuture<Outcome> answer = exchange.submit(command);
            return losesAnswers ? CompletableFuture.completedFuture(new Outcome.Unknown()) : answer;
        }

        void works() {
            losesAnswers = false;
            losesCommands = false;
        }

        @Override
        public void close() {}
    }

    RunsWorld() {
        tables.start();
    }

    StrategiesService service() {
        OrderEntryService orderEntry = new OrderEntryService(
                new CommandSubmitter(line, stand.telemetry().registry()),
                TestMarket.LISTED,
                new OrderDefaults(new ClientOrderIdGenerator(InstantSource.system()), stand.tenants()::preventionOf));
        StrategiesService made = new StrategiesService(
                tables,
                StrategiesSettings.DEFAULTS,
                new RunDependencies(
                        orderEntry,
                        TestMarket.LISTED,
                        new RunDependencies.MarketData(new Rising(), _ -> completeNanos(), this::books),
                        events,
                        (owner, subject, text) -> notices.add(owner.number() + " " + subject + ": " + text),
                        _ -> isOwnerActive),
                new StrategiesService.Owners(
                        (caller, code) -> {
                            if (!code.equals("123456")) {
                                throw new Refusal(RefusalCode.SECOND_FACTOR_REQUIRED, "send a code");
                            }
                        },
                        () -> Set.of(1)),
                new Minutes(further),
                (_, _) -> {});
        services.add(made);
        return made;
    }

    @BeforeEach
    void list() {
        exchange.accepted(new OpenAccount(AccountId.outsideOf(1)));
        exchange.accepted(new OpenAccount(AccountId.feesOf(1)));
        for (Asset asset : TestMarket.LISTED.assetsOf(1)) {
            exchange.accepted(new ListAsset(asset));
        }
        exchange.accepted(
                new ListInstrument(TestMarket.LISTED.named(1, "BTC-USDT").instrument()));
        long id = 0;
        for (AccountId each : List.of(account, other)) {
            exchange.accepted(new OpenAccount(each));
            for (int asset = 1; asset <= 2; asset++) {
                exchange.accepted(new PostTransfer(new Transfer(
                        new TransferId(1, ++id),
                        AccountId.outsideOf(1),
                        each,
                        new Amount(new AssetId(asset), asset == 1 ? 1_000_000_000L : 100_000_000_000L),
                        TransferKind.GENESIS)));
            }
        }
        String source = "{\"name\":\"Mine\",\"source\":\"one\"}";
        assertEquals(201, server.post("/api/v1/strategies", source, ada).status());
        first.start();
    }

    @AfterEach
    void close() {
        services.forEach(StrategiesService::close);
        server.close();
        stand.close();
    }

    private long completeNanos() {
        ViewStoppedException fault = stoppedView;
        if (fault != null) {
            throw fault;
        }
        return complete.get() * 1_000_000_000L;
    }

    private Optional<MarketState> books(AccountId asker, String symbol, long afterTrade) {
        int last = trades.size();
        List<MarketTrade> answered = afterTrade == LiveBooks.NO_TRADES
                ? List.of()
                : trades.subList((int) afterTrade, Math.min(last, (int) afterTrade + LiveBooks.TRADES_MAX));
        long known = afterTrade == LiveBooks.NO_TRADES ? last : afterTrade + answered.size();
        return Optional.of(new MarketState(completeNanos(), book, answered, known, known < last));
    }

    /** Adds public trades of one satoshi each, and shows a book with this bid and an ask that is one higher. */
    void shows(int count, double bid) {
        for (int i = 0; i < count; i++) {
            trades.add(new MarketTrade("BTC-USDT", completeNanos(), bid, 1e-8, Side.BUY));
        }
        book = new BookDepth(
                "BTC-USDT",
                completeNanos(),
                List.of(new Level(bid, 1), new Level(bid - 1, 2)),
                List.of(new Level(bid + 1, 3)));
    }

    String body(String mode, String parameters, String more) {
        String id = server.get("/api/v1/strategies", ada)
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asText();
        return "{\"mode\":\"" + mode + "\",\"strategy\":\"" + id + "\",\"version\":1,\"parameters\":{" + parameters
                + "},\"symbols\":[\"BTC-USDT\"],\"interval\":\"1m\"" + more + "}";
    }

    String start(String body) {
        TestAnswer answer = server.post(ROOT, body, ada);
        assertEquals(202, answer.status(), answer.text());
        String id = answer.json().path("id").asText();
        // The log is never at a whole minute, so a minute that has not closed is always there.
        complete.set(Instant.parse(answer.json().path("started_at").asText()).getEpochSecond() + 20);
        return id;
    }

    String live(String parameters) {
        String id = start(body("live", parameters, ",\"code\":\"123456\"," + LIMITS));
        Await.until(() -> state(id).equals("running"));
        return id;
    }

    /** Returns how many minutes have closed since the beginning of a run's first candle. */
    int completeBars(String id) {
        long began = Instant.parse(one(id).path("started_at").asText()).getEpochSecond();
        return (int) ((complete.get() - began) / 60);
    }

    JsonNode one(String id) {
        return server.get(ROOT + "/" + id, ada).json();
    }

    String state(String id) {
        return one(id).path("state").asText();
    }

    List<String> orders(String id, String field) {
        List<String> all = new ArrayList<>();
        server.get(ROOT + "/" + id + "/orders?limit=100", ada)
                .json()
                .path("items")
                .forEach(each -> all.addFirst(each.path(field).asText()));
        return all;
    }

    void minutes(int count) {
        complete.addAndGet(60L * count);
    }

    void stopped(String id) {
        assertEquals(200, server.post(ROOT + "/" + id + "/stop", "", ada).status());
        Await.until(() -> state(id).equals("stopped"));
    }

    /** Puts an ask of another account into the book. */
    void request(long price, long quantity, String id) {
        exchange.accepted(new PlaceOrder(new OrderRequest(
                other,
                ClientOrderId.of(id),
                new InstrumentId(1),
                Side.SELL,
                new Quantity(quantity),
                new OrderTerms.Limit(new Price(price), TimeInForce.GTC, false),
                SelfTradePrevention.EXPIRE_TAKER)));
    }
}
