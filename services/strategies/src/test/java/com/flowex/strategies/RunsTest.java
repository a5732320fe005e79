package com.flowex.strategies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Goal: a run trades what its strategy decides, once: through crashes, lost answers and changes of the process; never
 * above its limits, and never after its stop.
 */
@Timeout(900)
class RunsTest {

    private static final String ROOT = "/api/v1/runs";
    private static final String LIMITS =
            "\"limits\":{\"daily_loss\":\"1000\",\"position\":\"100000\",\"order_notional\":\"10000\",\"orders_per_minute\":10}";

    private final TestStand stand = TestStand.freshFor("strategies");
    private final String ada = stand.token(1, "trader");
    private final String bob = stand.token(2, "trader");
    private final String admin = stand.token(9, "admin");
    private final AccountId account = new AccountId(1, AccountId.CUSTOMERS_FROM + 1);
    private final AccountId other = new AccountId(1, AccountId.CUSTOMERS_FROM + 2);
    private final EngineExchange exchange = new EngineExchange();
    private final Line line = new Line();
    private final OwnerEventLog events = new OwnerEventLog(exchange, account);
    private final AtomicLong complete = new AtomicLong();
    private final List<String> notices = new CopyOnWriteArrayList<>();
    private final StrategiesTables tables = new StrategiesTables(stand.edge());
    private final List<StrategiesService> services = new ArrayList<>();
    private final StrategiesService first = service();
    private final TestServer server = TestServer.of(stand, first.routes());

    /** Line to the engine, which may lose answers or whole commands. */
    private final class Line implements ExchangeClient {

        private volatile boolean losesAnswers;
        private volatile boolean losesCommands;

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

    RunsTest() {
        tables.start();
    }

    private StrategiesService service() {
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
                        new Rising(),
                        _ -> complete.get() * 1_000_000_000L,
                        events,
                        (owner, subject, text) -> notices.add(owner.number() + " " + subject + ": " + text)),
                new StrategiesService.Owners(
                        (caller, code) -> {
                            if (!code.equals("123456")) {
                                throw new Refusal(RefusalCode.SECOND_FACTOR_REQUIRED, "send a code");
                            }
                        },
                        () -> Set.of(1)),
                new Minutes(),
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

    private String body(String mode, String parameters, String more) {
        String id = server.get("/api/v1/strategies", ada)
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asText();
        return "{\"mode\":\"" + mode + "\",\"strategy\":\"" + id + "\",\"version\":1,\"parameters\":{" + parameters
                + "},\"symbols\":[\"BTC-USDT\"],\"interval\":\"1m\"" + more + "}";
    }

    private String start(String body) {
        TestAnswer answer = server.post(ROOT, body, ada);
        assertEquals(202, answer.status(), answer.text());
        String id = answer.json().path("id").asText();
        complete.set(Instant.parse(answer.json().path("started_at").asText()).getEpochSecond());
        return id;
    }

    private String live(String parameters) {
        String id = start(body("live", parameters, ",\"code\":\"123456\"," + LIMITS));
        Await.until(() -> state(id).equals("running"));
        return id;
    }

    private JsonNode one(String id) {
        return server.get(ROOT + "/" + id, ada).json();
    }

    private String state(String id) {
        return one(id).path("state").asText();
    }

    private List<String> orders(String id, String field) {
        List<String> all = new ArrayList<>();
        server.get(ROOT + "/" + id + "/orders?limit=100", ada)
                .json()
                .path("items")
                .forEach(each -> all.addFirst(each.path(field).asText()));
        return all;
    }

    private void minutes(int count) {
        complete.addAndGet(60L * count);
    }

    private void stopped(String id) {
        assertEquals(200, server.post(ROOT + "/" + id + "/stop", "", ada).status());
        Await.until(() -> state(id).equals("stopped"));
    }

    /** Puts an ask of another account into the book. */
    private void request(long price, long quantity, String id) {
        exchange.accepted(new PlaceOrder(new OrderRequest(
                other,
                ClientOrderId.of(id),
                new InstrumentId(1),
                Side.SELL,
                new Quantity(quantity),
                new OrderTerms.Limit(new Price(price), TimeInForce.GTC, false),
                SelfTradePrevention.EXPIRE_TAKER)));
    }

    @Test
    void aLiveRunPlacesEachOrderOnceThroughLostAnswersAndAnotherProcess() {
        String id = live("");
        minutes(2);
        Await.until(() -> orders(id, "status").equals(List.of("open", "open")));
        // The third order arrives and its answer is lost, together with the process.
        line.losesAnswers = true;
        minutes(1);
        Await.until(() -> events.accepted().size() == 3 && orders(id, "id").size() == 3);
        first.close();
        line.works();
        service().start();
        Await.until(() -> orders(id, "status").equals(List.of("open", "open", "open")));
        minutes(1);
        Await.until(() -> orders(id, "status").equals(List.of("open", "open", "open", "open")));
        assertEquals(orders(id, "id"), events.accepted());
        stopped(id);
        assertEquals(List.of("canceled", "canceled", "canceled", "canceled"), orders(id, "status"));
        assertEquals(4, events.accepted().size());
    }

    @Test
    void anOrderThatNeverArrivedIsNotSentLater() {
        String id = live("");
        minutes(1);
        Await.until(() -> orders(id, "status").equals(List.of("open")));
        line.losesCommands = true;
        minutes(1);
        Await.until(() -> orders(id, "id").size() == 2);
        first.close();
        line.works();
        service().start();
        Await.until(() -> orders(id, "status").equals(List.of("open", "not_sent")));
        minutes(1);
        Await.until(() -> orders(id, "status").equals(List.of("open", "not_sent", "open")));
        List<String> sent = new ArrayList<>(orders(id, "id"));
        sent.remove(1);
        assertEquals(sent, events.accepted());
        // The strategy has learned of it, before and after the change of process.
        assertTrue(server.get(ROOT + "/" + id + "/log", ada).text().contains("REJECTED not_sent"));
        stopped(id);
    }

    @Test
    void fillsAndFiguresOfALiveRunAreThoseOfTheExchange() {
        request(50_000_00, 1_000_000, "ask-1");
        String id = live("\"quantity\":\"0.01\",\"below\":\"0\"");
        minutes(1);
        Await.until(() -> orders(id, "status").equals(List.of("filled")));
        JsonNode fill =
                server.get(ROOT + "/" + id + "/fills", ada).json().path("items").path(0);
        assertEquals("50000", fill.path("price").asText(), fill.toString());
        assertEquals("500", fill.path("total").asText());
        assertEquals("0.00001", fill.path("fee").asText());
        assertEquals("BTC", fill.path("fee_asset").asText());
        Await.until(() -> one(id).path("figures").path("fills").asInt() == 1);
        assertEquals(
                "0.00999",
                one(id).path("figures")
                        .path("positions")
                        .path(0)
                        .path("quantity")
                        .asText());
        stopped(id);
        assertEquals(404, server.get(ROOT + "/" + id + "/orders", bob).status());
        assertEquals(404, server.post(ROOT + "/" + id + "/stop", "", bob).status());
        assertEquals(
                "not_cancelable",
                server.post(ROOT + "/" + id + "/stop", "", ada).code());
        assertEquals(204, server.delete(ROOT + "/" + id, ada).status());
    }

    @Test
    void noOrderLeavesAboveALimitAndALossStopsTheRun() {
        String id = live("\"quantity\":\"1\"");
        minutes(1);
        Await.until(() -> server.get(ROOT + "/" + id + "/log", ada).text().contains("above the limit of an order"));
        assertEquals(List.of(), events.accepted());
        stopped(id);

        request(90_000_00, 10_000_000, "ask-2");
        String loses = live("\"quantity\":\"0.1\",\"below\":\"0\"");
        minutes(3);
        Await.until(() -> state(loses).equals("stopped"));
        assertEquals("daily_loss", one(loses).path("reason").asText());
        assertTrue(notices.toString().contains("has stopped: it has lost"), notices::toString);
        assertEquals(1, events.accepted().size());
    }

    @Test
    void aFailedStrategyEndsItsRunWithItsReasonAndCancelsItsOrders() {
        String id = live("\"fails\":\"true\"");
        minutes(2);
        Await.until(() -> state(id).equals("failed"));
        assertEquals("strategy_failed", one(id).path("reason").asText());
        assertTrue(one(id).path("detail").asText().contains("it fails"), one(id).toString());
        assertEquals(List.of("canceled"), orders(id, "status"));
        assertEquals(1, notices.size());
    }

    @Test
    void aPaperRunIsTheBacktestOfItsMinutesAndAnotherProcessGoesOnWithIt() {
        String id = start(body("paper", "\"below\":\"0\"", ",\"balances\":{\"USDT\":\"10000\"},\"warm_up\":3"));
        Await.until(() -> state(id).equals("running"));
        minutes(3);
        // The last of the three past bars closes as the run begins; the two before it are refused an order.
        Await.until(() -> orders(id, "id").size() == 4);
        String log = server.get(ROOT + "/" + id + "/log", ada).text();
        assertEquals(3, log.split("REJECTED warm_up", -1).length, log);
        first.close();
        service().start();
        minutes(3);
        Await.until(() -> orders(id, "id").size() == 7);
        JsonNode compared = server.get(ROOT + "/" + id + "/divergence", ada).json();
        assertEquals(7, compared.path("orders_equal").asInt(), compared.toString());
        assertEquals(
                one(id).path("figures").path("profit").asText(),
                compared.path("profit_of_backtest").asText());
        assertTrue(one(id).path("figures").path("fills").asInt() >= 5, one(id).toString());
        assertEquals(0, events.accepted().size());
        assertEquals(
                403, server.post(ROOT + "/stop-all", "{\"reason\":\"x\"}", ada).status());
        JsonNode listed = server.get(ROOT + "/all?open=true", admin).json().path("items");
        assertEquals(1, listed.size(), listed::toString);
        assertEquals(
                Long.toString(account.number()), listed.path(0).path("account").asText());
        assertFalse(listed.path(0).has("request"));
        assertEquals(403, server.get(ROOT + "/all", ada).status());
        TestAnswer all = server.post(ROOT + "/stop-all", "{\"reason\":\"repair\"}", admin);
        assertEquals(1, all.json().path("stopped").asInt(), all.text());
        Await.until(() -> state(id).equals("stopped"));
        assertTrue(one(id).path("detail").asText().contains("repair"));
    }

    @Test
    void invalidRunIsRefusedWithItsField() {
        String paper = body("paper", "", ",\"balances\":{\"USDT\":\"10000\"}");
        List<String> wrong = List.of(
                paper.replace("paper", "real") + "|mode",
                paper.replace("BTC-USDT", "BTC-EUR") + "|symbols",
                paper.replace("\"1m\"", "\"30s\"") + "|interval",
                paper.replace("\"10000\"", "\"0\"") + "|balances",
                paper.replace("\"parameters\":{", "\"parameters\":{\"quick\":\"1\"") + "|parameters.quick",
                paper.replace("\"seed\"", "").replace("{\"mode\"", "{\"limits\":{\"position\":\"-1\"},\"mode\"")
                        + "|limits.position",
                paper.replace("{\"mode\"", "{\"warm_up\":501,\"mode\"") + "|warm_up",
                paper.replace("{\"mode\"", "{\"warm_up\":31,\"mode\"").replace("\"1m\"", "\"1d\"") + "|warm_up",
                body("live", "", ",\"code\":\"123456\"") + "|limits.daily_loss");
        for (String each : wrong) {
            String[] parts = each.split("\\|", -1);
            TestAnswer answer = server.post(ROOT, parts[0], ada);
            assertEquals(400, answer.status(), each + ": " + answer.text());
            assertEquals(
                    parts[1], answer.json().path("errors").path(0).path("field").asText(), answer.text());
        }
        assertEquals(
                "second_factor_required",
                server.post(ROOT, body("live", "", "," + LIMITS), ada).code());
        assertEquals(0, server.get(ROOT, ada).json().path("items").size());
    }
}
