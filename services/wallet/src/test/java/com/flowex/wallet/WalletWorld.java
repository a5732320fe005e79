package com.flowex.wallet;

import com.flowex.cluster.client.Outcome;
import com.flowex.desk.Desk;
import com.flowex.desk.DeskSettings;
import com.flowex.desk.InstrumentDirectory;
import com.flowex.desk.OrderDefaults;
import com.flowex.desk.OrderPath;
import com.flowex.desk.SpareIds;
import com.flowex.domain.AccountId;
import com.flowex.domain.Asset;
import com.flowex.domain.AssetId;
import com.flowex.domain.Scale;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.event.Event;
import com.flowex.edge.testing.TestAnswer;
import com.flowex.edge.testing.TestServer;
import com.flowex.edge.testing.TestStand;
import com.flowex.engine.RandomLog;
import com.flowex.ground.testing.Await;
import com.flowex.ground.testing.EngineExchange;
import com.flowex.ground.testing.TestPostgres;
import com.flowex.protocol.EventBatch;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The wallet service alone: a real engine in process, an own database, HTTP. BTC and USDT are listed; Ada and Bob (users
 * 1 and 2) have accounts with nothing in them, Cyd (user 3) has none.
 */
final class WalletWorld implements AutoCloseable {

    static final String DEPOSIT = "/api/wallet/deposit";

    final EngineExchange exchange = new EngineExchange();
    final TestStand stand;
    final WalletService service;
    final TestServer server;
    final String ada;
    final String bob;
    final String cyd;

    WalletWorld() {
        this(Map.of());
    }

    /** @param environment further settings */
    WalletWorld(Map<String, String> environment) {
        this(environment, true);
    }

    private WalletWorld(Map<String, String> environment, boolean listed) {
        stand = TestStand.on(TestPostgres.freshDatabase("wallet"), environment);
        ada = stand.token(1, "trader");
        bob = stand.token(2, "trader");
        cyd = stand.token(3, "trader");
        OrderPath path = new OrderPath(exchange, stand.telemetry().registry());
        Desk desk = new Desk(
                path,
                new InstrumentDirectory(),
                new OrderDefaults(new SpareIds(InstantSource.system()), stand.tenants()::preventionOf));
        service = new WalletService(stand.ground(), desk, DeskSettings.DEFAULTS.readWait(), exchange);
        service.start();
        server = TestServer.of(stand, service.routes());
        if (listed) {
            list();
        }
    }

    private void list() {
        exchange.accepted(new OpenAccount(AccountId.outsideOf(1)));
        exchange.accepted(new OpenAccount(AccountId.feesOf(1)));
        exchange.accepted(new ListAsset(new Asset(1, new AssetId(1), "BTC", new Scale(8), 21_000_000)));
        exchange.accepted(new ListAsset(new Asset(1, new AssetId(3), "USDT", new Scale(6), 900_000_000_000L)));
        exchange.accepted(new OpenAccount(account(1)));
        exchange.accepted(new OpenAccount(account(2)));
        shown();
    }

    /**
     * A world with the past of a random log: customers of two tenants that transfer, reserve and trade, with fees and rebates.
     * Accounts 1001 to 1005 of tenant 1 are those of its users 1 to 5.
     *
     * @param past takes every command's events, with the number of the first and their time
     */
    static WalletWorld ofRandomLog(long seed, int commands, Consumer<EventBatch> past) {
        WalletWorld world = new WalletWorld(Map.of(), false);
        RandomLog.of(seed, commands).forEach(entry -> {
            if (world.exchange.submit(entry.command()).join() instanceof Outcome.Accepted accepted
                    && !accepted.events().isEmpty()) {
                List<Event> events = accepted.events();
                past.accept(new EventBatch(accepted.sequence(), events.size(), 0, accepted.timeNanos(), events));
            }
        });
        world.shown();
        return world;
    }

    static AccountId account(long user) {
        return new AccountId(1, AccountId.CUSTOMERS_FROM + user);
    }

    /** Waits until the view shows everything that happened. */
    void shown() {
        long last = exchange.sequence();
        Await.until(() -> service.tables().progress().applied() >= last);
    }

    TestAnswer deposit(String token, String currency, String amount, String more) {
        return server.post(
                DEPOSIT, "{\"currency\":\"%s\",\"amount\":\"%s\"%s}".formatted(currency, amount, more), token);
    }

    TestAnswer deposit(String token, String currency, String amount) {
        return deposit(token, currency, amount, "");
    }

    @Override
    public void close() {
        server.close();
        service.close();
        stand.close();
    }
}
