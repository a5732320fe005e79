package com.flowex.wallet.app.convert;

import com.flowex.access.testing.TestAnswer;
import com.flowex.access.testing.TestServer;
import com.flowex.access.testing.TestStand;
import com.flowex.cluster.tail.BatchConsumer;
import com.flowex.cluster.tail.Checkpoint;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.event.BalanceChanged;
import com.flowex.domain.event.Event;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.domain.value.Scale;
import com.flowex.domain.value.TransferId;
import com.flowex.orderentry.ClientOrderIdGenerator;
import com.flowex.orderentry.OrderDefaults;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.queue.CommandSubmitter;
import com.flowex.platform.saga.Sagas;
import com.flowex.platform.testing.EngineExchange;
import com.flowex.platform.testing.TestPostgres;
import com.flowex.protocol.event.EventBatch;
import com.flowex.wallet.api.convert.ConvertRoutes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Converts alone: a real engine with a market of BTC for USDT, an own database, HTTP. Ada is user 1, the maker user 9. */
final class ConvertWorld implements AutoCloseable {

    static final Asset BTC = new Asset(1, new AssetId(1), "BTC", new Scale(8), 21_000_000);
    static final Asset USDT = new Asset(1, new AssetId(3), "USDT", new Scale(6), 900_000_000_000L);
    static final Asset ETH = new Asset(1, new AssetId(2), "ETH", new Scale(8), 1_000_000_000);
    static final AccountId ADA = new AccountId(1, 1_001);
    static final AccountId MAKER = new AccountId(1, 1_009);
    static final InstrumentId MARKET = new InstrumentId(1);

    final EngineExchange exchange = new EngineExchange();
    final TestStand stand = TestStand.on(
            TestPostgres.freshDatabase(List.of("convert", "sagas")), Map.of("FLOWEX_FEATURE_RATE_LIMITING", "off"));
    final OrderEntryService orderEntry;
    final ConvertService converts;
    final TestServer server;
    final String ada = stand.token(1, "trader");
    final String bob = stand.token(2, "trader");
    final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    volatile boolean shows = true;
    private final TakerTrades trades = new TakerTrades();
    private final Map<String, BalanceChanged> balances = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private Sagas sagas;

    ConvertWorld() {
        InstrumentDirectory listed = new InstrumentDirectory();
        orderEntry = new OrderEntryService(
                new CommandSubmitter(exchange, stand.telemetry().registry()),
                listed,
                new OrderDefaults(new ClientOrderIdGenerator(InstantSource.system()), stand.tenants()::preventionOf));
        converts = new ConvertService(
                stand.database(), orderEntry, this::executed, ConvertSettings.DEFAULTS, () -> now.get());
        sagas = started();
        exchange.open(Checkpoint.START, new Balances());
        exchange.open(Checkpoint.START, trades);
        server = TestServer.of(stand, ConvertRoutes.routes(converts, listed, sagas));
        for (Asset asset : List.of(BTC, ETH, USDT)) {
            listed.listed(asset);
            exchange.accepted(new ListAsset(asset));
        }
        Instrument market = new Instrument(
                1,
                MARKET,
                "BTC-USDT",
                BTC.id(),
                USDT.id(),
                new InstrumentRules(new Scale(2), 1, 1_000_000_000, 1_000, 1_000, 100_000_000_000L, 0),
                new FeeRates(1_000, 1_000));
        listed.listed(market, MarketState.OPEN);
        exchange.accepted(new ListInstrument(market));
        for (AccountId account : List.of(AccountId.outsideOf(1), AccountId.feesOf(1), ADA, MAKER)) {
            exchange.accepted(new OpenAccount(account));
        }
    }

    /** Keeps the last of each balance. */
    private final class Balances implements BatchConsumer {

        @Override
        public void on(EventBatch batch, long endPosition) {
            for (Event event : batch.events()) {
                if (event instanceof BalanceChanged changed) {
                    balances.put(changed.account() + " " + changed.asset(), changed);
                }
            }
        }

        @Override
        public void idle() {}

        @Override
        public void stopped(Throwable why) {}
    }

    private Optional<OrderExecutions.Execution> executed(AccountId account, OrderId order, long sequence) {
        return shows ? Optional.of(trades.of(order)) : Optional.empty();
    }

    private Sagas started() {
        Sagas fresh = new Sagas(stand.platform(), List.of(converts.kind()));
        fresh.start();
        return fresh;
    }

    /** Another process takes over. */
    void begin() {
        sagas.close();
        sagas = started();
    }

    void command(Command command) {
        exchange.accepted(command);
    }

    void fund(AccountId account, Asset asset, long units) {
        command(new PostTransfer(new Transfer(
                new TransferId(7, numbers.incrementAndGet()),
                AccountId.outsideOf(1),
                account,
                new Amount(asset.id(), units),
                TransferKind.DEPOSIT)));
    }

    /** The maker rests an order. */
    void rests(Side side, long priceUnits, long quantityUnits) {
        command(new PlaceOrder(new OrderRequest(
                MAKER,
                ClientOrderId.of("maker-" + numbers.incrementAndGet()),
                MARKET,
                side,
                new Quantity(quantityUnits),
                new OrderTerms.Limit(new Price(priceUnits), TimeInForce.GTC, false))));
    }

    TestAnswer quote(String from, String to, String amount) {
        return server.post(
                "/api/wallet/convert/quotes",
                "{\"from\":\"%s\",\"to\":\"%s\",\"amount\":\"%s\"}".formatted(from, to, amount),
                ada);
    }

    TestAnswer take(String id, String token) {
        return server.post("/api/wallet/convert", "{\"quote_id\":\"" + id + "\"}", token);
    }

    TestAnswer shown(String id) {
        return server.get("/api/wallet/converts/" + id, ada);
    }

    /** Balance of an account in an asset, in units. */
    long balance(AccountId account, Asset asset) {
        BalanceChanged last = balances.get(account + " " + asset.id());
        return last == null ? 0 : last.balanceUnits();
    }

    /** The held part of it. */
    long held(AccountId account, Asset asset) {
        BalanceChanged last = balances.get(account + " " + asset.id());
        return last == null ? 0 : last.heldUnits();
    }

    @Override
    public void close() {
        server.close();
        sagas.close();
        stand.close();
    }
}
