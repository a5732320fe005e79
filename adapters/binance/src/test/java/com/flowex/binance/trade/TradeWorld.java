package com.flowex.binance.trade;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.access.testing.TestServer;
import com.flowex.access.testing.TestStand;
import com.flowex.binance.call.Symbols;
import com.flowex.binance.rest.OperationRoutes;
import com.flowex.domain.RulesVersion;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.command.AdoptRules;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Scale;
import com.flowex.domain.value.TransferId;
import com.flowex.orderentry.ClientOrderIdGenerator;
import com.flowex.orderentry.OrderDefaults;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.queue.CommandSubmitter;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.orderentry.read.ReadYourWrites;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.EngineExchange;
import com.flowex.trading.TradingReader;
import com.flowex.wallet.store.balance.BalanceQueries;
import com.flowex.wallet.store.balance.CurrentBalances;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeSet;

/**
 * Orders in this dialect over the trading service alone: a real engine in process, an own database, HTTP. Ada and Bob (users 1 and 2)
 * have 10 BTC and 1,000,000 USDT each.
 */
public final class TradeWorld implements AutoCloseable {

    /** A view may lag on a busy machine. */
    private static final Duration READ_WAIT = Duration.ofSeconds(30);

    final EngineExchange exchange = new EngineExchange();
    final TestStand stand = TestStand.freshFor("trading");
    public final TradingReader reader;
    public final OrderEntryService orderEntry;
    final TestServer server;
    public final String ada = stand.token(1, "trader");
    public final String bob = stand.token(2, "trader");

    private long transfers;

    public TradeWorld() {
        CommandSubmitter path = new CommandSubmitter(exchange, stand.telemetry().registry());
        orderEntry = new OrderEntryService(
                path,
                new InstrumentDirectory(),
                new OrderDefaults(new ClientOrderIdGenerator(InstantSource.system()), stand.tenants()::preventionOf));
        reader = new TradingReader(stand.edge(), orderEntry, READ_WAIT, exchange);
        reader.start();
        TradeOperations operations = new TradeOperations(
                orderEntry,
                new Symbols(orderEntry.listed()),
                reader.reads(),
                new CurrentBalances(
                        new BalanceQueries(stand.database(), orderEntry.listed()),
                        new ConsistentView(
                                new ReadYourWrites(path, READ_WAIT),
                                reader.tables().progress())),
                stand.edge(),
                InstantSource.system());
        server = TestServer.of(
                stand, new OperationRoutes().addAll(operations.operations()).routes());
        list();
        for (long user = 1; user <= 2; user++) {
            exchange.accepted(new OpenAccount(account(user)));
            fund(user, 1, 1_000_000_000L);
            fund(user, 2, 1_000_000_000_000L);
        }
        shown();
    }

    private void list() {
        exchange.accepted(new AdoptRules(RulesVersion.NEWEST));
        exchange.accepted(new OpenAccount(AccountId.outsideOf(1)));
        exchange.accepted(new OpenAccount(AccountId.feesOf(1)));
        exchange.accepted(new ListAsset(new Asset(1, new AssetId(1), "BTC", new Scale(8), 21_000_000)));
        exchange.accepted(new ListAsset(new Asset(1, new AssetId(2), "USDT", new Scale(6), 900_000_000_000L)));
        exchange.accepted(new ListAsset(new Asset(1, new AssetId(3), "ETH", new Scale(8), 1_000_000_000)));
        InstrumentRules rules =
                new InstrumentRules(new Scale(2), 1, 1_000_000_000, 1_000, 1_000, 100_000_000_000L, 1_000_000);
        FeeRates fees = new FeeRates(1_000, 2_000);
        exchange.accepted(new ListInstrument(
                new Instrument(1, new InstrumentId(1), "BTC-USDT", new AssetId(1), new AssetId(2), rules, fees)));
        exchange.accepted(new ListInstrument(
                new Instrument(1, new InstrumentId(2), "ETH-USDT", new AssetId(3), new AssetId(2), rules, fees)));
    }

    private void fund(long user, int asset, long units) {
        transfers++;
        exchange.accepted(new PostTransfer(new Transfer(
                new TransferId(1, transfers),
                AccountId.outsideOf(1),
                account(user),
                new Amount(new AssetId(asset), units),
                TransferKind.GENESIS)));
    }

    public static AccountId account(long user) {
        return new AccountId(1, AccountId.CUSTOMERS_FROM + user);
    }

    /** Waits until the view shows everything that happened. */
    public void shown() {
        long last = exchange.sequence();
        Await.until(() -> reader.tables().progress().applied() >= last);
    }

    TestAnswer get(String path, String query, String token) {
        return server.get("/api/v3/" + path + "?" + query, token);
    }

    /** The request stands in the body, as a form. */
    public TestAnswer post(String path, String form, String token) {
        return server.post("/api/v3/" + path, form, token);
    }

    TestAnswer put(String path, String form, String token) {
        return server.put("/api/v3/" + path, form, token);
    }

    public TestAnswer delete(String path, String query, String token) {
        return server.delete("/api/v3/" + path + "?" + query, token);
    }

    /** Places a limit order in BTCUSDT. */
    TestAnswer limit(String token, String side, String price, String quantity, String more) {
        return post(
                "order",
                "symbol=BTCUSDT&side=" + side + "&type=LIMIT&timeInForce=GTC&price=" + price + "&quantity=" + quantity
                        + more,
                token);
    }

    /** The same, taken. */
    public JsonNode placed(String token, String side, String price, String quantity) {
        TestAnswer answer = limit(token, side, price, quantity, "");
        if (answer.status() != 200) {
            throw new AssertionError("not placed: " + answer.text());
        }
        return answer.json();
    }

    /** Names of an answer's fields. */
    static Set<String> names(JsonNode json) {
        Set<String> names = new TreeSet<>();
        json.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Override
    public void close() {
        server.close();
        reader.close();
        stand.close();
    }
}
