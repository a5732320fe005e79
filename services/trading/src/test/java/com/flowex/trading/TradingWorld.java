package com.flowex.trading;

import com.flowex.access.http.route.Routes;
import com.flowex.access.socket.Channel;
import com.flowex.access.socket.News;
import com.flowex.access.testing.TestAnswer;
import com.flowex.access.testing.TestServer;
import com.flowex.access.testing.TestStand;
import com.flowex.access.testing.TestTenants;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
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
import com.flowex.orderentry.LogTime;
import com.flowex.orderentry.OrderDefaults;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.queue.CommandSubmitter;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.EngineExchange;
import com.flowex.tenants.api.ListingRoutes;
import com.flowex.tenants.app.listing.DirectoryCatalog;
import com.flowex.tenants.app.listing.Listings;
import com.flowex.trading.api.account.AccountTopics;
import com.flowex.trading.app.account.OwnWork;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The trading service alone: a real engine in process, an own database, HTTP. Ada, Bob and Cyd (users 1, 2, 3) have
 * 10 BTC and 1,000,000 USDT each, Dee (user 4) has nothing.
 */
final class TradingWorld implements AutoCloseable {

    /** A view may lag on a busy machine; tests of a view that has stopped wait for so long. */
    private static final Duration READ_WAIT = Duration.ofSeconds(5);

    static final String ORDERS = "/api/trading/orders";

    final EngineExchange exchange = new EngineExchange();
    final TestStand stand = TestStand.freshFor("trading");
    final TradingReader reader;
    final TradingService service;
    final TestServer server;
    final String ada = token(1, "trader");
    final String bob = token(2, "trader");
    final String cyd = token(3, "trader");
    final String dee = token(4, "trader");
    final String admin = token(9, "trader", "admin");

    /** An administrator of another tenant. */
    final String stranger = stand.tokenOf(TestTenants.add(stand, "acme").number(), 1, "trader", "admin");

    /** The log's day. */
    private volatile Instant now = Instant.EPOCH;

    /** Back-tests and runs by their owner. */
    final Map<AccountId, List<OwnWork.State>> work = new ConcurrentHashMap<>();

    private long transfers;

    TradingWorld() {
        CommandSubmitter path = new CommandSubmitter(exchange, stand.telemetry().registry());
        OrderEntryService orderEntry = new OrderEntryService(
                path,
                new InstrumentDirectory(),
                new OrderDefaults(new ClientOrderIdGenerator(InstantSource.system()), stand.tenants()::preventionOf));
        reader = new TradingReader(stand.edge(), orderEntry, READ_WAIT, exchange, () -> now);
        service = new TradingService(stand.edge(), orderEntry, reader, topics());
        reader.start();
        service.start();
        server = TestServer.with(
                stand, builder -> builder.routes(listing(orderEntry).addAll(service.routes()))
                        .webSocket("/ws/account", Set.of("from"), service::listener)
                        .sequences(path::lastSequence));
        list();
        for (long user = 1; user <= 4; user++) {
            exchange.accepted(new OpenAccount(account(user)));
        }
        for (long user = 1; user <= 3; user++) {
            fund(user, 1, 1_000_000_000L);
            fund(user, 3, 1_000_000_000_000L);
        }
        shown();
    }

    private AccountTopics topics() {
        return new AccountTopics(
                _ -> new Silence(), _ -> new Silence(), (owner, _) -> work.getOrDefault(owner, List.of()));
    }

    /** How administrators list and change what is traded here. */
    private Routes listing(OrderEntryService orderEntry) {
        DirectoryCatalog catalog =
                new DirectoryCatalog(orderEntry.listed(), reader.tables().progress());
        return new ListingRoutes(orderEntry, new Listings(orderEntry.path(), catalog, READ_WAIT), READ_WAIT).routes();
    }

    private void list() {
        now = LogTime.instant(
                exchange.accepted(new OpenAccount(AccountId.outsideOf(1))).timeNanos());
        exchange.accepted(new OpenAccount(AccountId.feesOf(1)));
        exchange.accepted(new ListAsset(new Asset(1, new AssetId(1), "BTC", new Scale(8), 21_000_000)));
        exchange.accepted(new ListAsset(new Asset(1, new AssetId(2), "ETH", new Scale(8), 1_000_000_000)));
        exchange.accepted(new ListAsset(new Asset(1, new AssetId(3), "USDT", new Scale(6), 900_000_000_000L)));
        InstrumentRules rules =
                new InstrumentRules(new Scale(2), 1, 1_000_000_000, 1_000, 1_000, 100_000_000_000L, 1_000_000);
        FeeRates fees = new FeeRates(1_000, 1_000);
        exchange.accepted(new ListInstrument(
                new Instrument(1, new InstrumentId(1), "BTC-USDT", new AssetId(1), new AssetId(3), rules, fees)));
        exchange.accepted(new ListInstrument(
                new Instrument(1, new InstrumentId(2), "ETH-USDT", new AssetId(2), new AssetId(3), rules, fees)));
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

    static AccountId account(long user) {
        return new AccountId(1, AccountId.CUSTOMERS_FROM + user);
    }

    private String token(long user, String... roles) {
        return stand.token(user, roles);
    }

    /** Waits until the view shows everything that happened. */
    void shown() {
        long last = exchange.sequence();
        Await.until(() -> reader.tables().progress().applied() >= last);
    }

    /** Places a limit order in BTC-USDT. */
    TestAnswer limit(String token, String side, String price, String quantity, String more) {
        return server.post(ORDERS, """
                {"symbol":"BTC-USDT","side":"%s","type":"limit","price":"%s","quantity":"%s"%s}""".formatted(side, price, quantity, more), token);
    }

    TestAnswer limit(String token, String side, String price, String quantity) {
        return limit(token, side, price, quantity, "");
    }

    /** Places an order, waits until it is visible and gives its id. */
    String placed(String token, String side, String price, String quantity) {
        TestAnswer answer = limit(token, side, price, quantity);
        if (answer.status() != 201) {
            throw new AssertionError("not placed: " + answer.text());
        }
        shown();
        return answer.json().path("id").asText();
    }

    @Override
    public void close() {
        server.close();
        service.close();
        reader.close();
        stand.close();
    }

    /** Stands for the notices of another service. */
    private static final class Silence implements Channel {

        @Override
        public Progress send(Consumer<String> out) {
            return Progress.Done.DONE;
        }

        @Override
        public News news() {
            return News.NONE;
        }
    }
}
