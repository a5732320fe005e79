package com.flowex.wallet;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.access.testing.TestServer;
import com.flowex.access.testing.TestStand;
import com.flowex.cluster.tail.Checkpoint;
import com.flowex.custody.Coin;
import com.flowex.custody.KeyPath;
import com.flowex.custody.Payment;
import com.flowex.custody.chain.Chain;
import com.flowex.custody.key.LocalSigner;
import com.flowex.custody.key.Seed;
import com.flowex.custody.simulated.SimulatedChain;
import com.flowex.custody.simulated.SimulatedScheme;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.Scale;
import com.flowex.domain.value.TransferId;
import com.flowex.orderentry.ClientOrderIdGenerator;
import com.flowex.orderentry.OrderDefaults;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.queue.CommandSubmitter;
import com.flowex.platform.Platform;
import com.flowex.platform.crypto.Ed25519Key;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.saga.SagaKey;
import com.flowex.platform.settings.SecretSource;
import com.flowex.platform.settings.SettingsReader;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.EngineExchange;
import com.flowex.platform.testing.TestPostgres;
import com.flowex.wallet.app.accounting.OutsidePayments.Kind;
import com.flowex.wallet.app.accounting.OutsidePayments.OutsidePayment;
import com.flowex.wallet.app.convert.ConvertSettings;
import com.flowex.wallet.app.convert.TakerTrades;
import com.flowex.wallet.app.margin.OwnMarkets;
import com.flowex.wallet.app.solvency.SolvencySettings;
import com.flowex.wallet.app.user.AccessChanges;
import com.flowex.wallet.app.user.AccountOwners;
import com.flowex.wallet.app.user.PaymentConfirmation;
import com.flowex.wallet.app.user.UserNotifier;
import com.flowex.wallet.app.user.UserServices;
import com.flowex.wallet.app.user.WithdrawalRight;
import com.flowex.wallet.app.withdrawal.WithdrawalSettings;
import com.flowex.wallet.store.chain.CustodyConnections;
import com.flowex.wallet.store.chain.DerivedIds;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The wallet service alone: a real engine in process, an own database, HTTP. BTC and USDT are listed; Ada and Bob (users
 * 1 and 2) have accounts with nothing in them, Cyd (user 3) has none.
 */
final class WalletWorld implements AutoCloseable {

    static final Seed SEED = new Seed("a seed of tests, and of nothing else".getBytes(StandardCharsets.US_ASCII));

    static final String DEPOSIT = "/api/wallet/deposit";

    /** Recipients of money, by their names. */
    private static final Map<String, AccountId> RECEIVERS =
            Map.of("ada@example.com", account(1), "bob@example.com", account(2), "1002", account(2));

    /** Beside other tests, and behind a thousand transfers, views take longer than usual. */
    private static final Duration READ_WAIT = Duration.ofSeconds(5);

    /** A key of the moment. */
    private static final SolvencySettings SOLVENCY =
            new SolvencySettings(new SecretSource.Supplied(Ed25519Key.fresh()), Duration.ofDays(1), 2);

    /** Quotes that live on where a thousand things are asked for at once on a busy machine; their end is tried by a clock of its own. */
    private static final ConvertSettings QUOTES =
            new ConvertSettings(Duration.ofMinutes(5), ConvertSettings.DEFAULTS.slippage());

    final EngineExchange exchange = new EngineExchange();
    final TestStand stand;
    final SimulatedChain chain;
    final OrderEntryService orderEntry;
    final WalletReader reader;
    final WalletService service;
    final TestServer server;
    private final KeyHolder keys;
    private final TakerTrades trades = new TakerTrades();
    private int elsewhere;
    volatile Optional<OwnMarkets.RecentTrades> recentTrades = Optional.empty();
    volatile Map<AssetId, BigInteger> volumes = Map.of();

    /** Assets and markets as order entry knows them. */
    final InstrumentDirectory listedMarkets = new InstrumentDirectory();

    /** True if users have a second factor; its code is 123456. */
    volatile boolean secondFactor;

    /** Payments of sessions whose owner was asked to confirm them. */
    final List<PaymentConfirmation.Payment> payments = new CopyOnWriteArrayList<>();

    /** Recent changes of users' credentials. */
    volatile AccessChanges.RecentAccessChanges lately = AccessChanges.RecentAccessChanges.NOTHING;

    /** User whose withdrawals are blocked; 0: none. */
    volatile long restrained;

    /** Refuses whoever lost the right to withdraw. */
    volatile WithdrawalRight right = (_, _, _) -> {};

    /** Owners of accounts, by account. */
    final Map<AccountId, AccountOwners.AccountOwner> owners = new ConcurrentHashMap<>();

    /** Takes letters. */
    volatile UserNotifier post = (_, _, _, _) -> {};

    final String ada;
    final String bob;
    final String cyd;
    final String admin;

    WalletWorld() {
        this(Map.of());
    }

    /** @param environment further settings */
    WalletWorld(Map<String, String> environment) {
        this(
                environment,
                true,
                WithdrawalSettings.read(new SettingsReader(environment)),
                new SimulatedScheme(2),
                (_, simulated) -> List.of(simulated));
    }

    /** A world on other chains than the simulated one. */
    WalletWorld(WithdrawalSettings settings, Chains chains) {
        this(Map.of(), true, settings, new SimulatedScheme(2), chains);
    }

    /** Which chains the wallet is on. */
    interface Chains {
        List<Chain> of(Platform platform, SimulatedChain simulated);
    }

    WalletWorld(
            Map<String, String> environment,
            boolean listed,
            WithdrawalSettings settings,
            SimulatedScheme scheme,
            Chains chains) {
        stand = TestStand.on(TestPostgres.freshDatabase(OtherWorlds.SCHEMAS), environment);
        chain = new SimulatedChain(stand.platform(), scheme).start();
        keys = new KeyHolder(chain, SEED);
        ada = stand.token(1, "trader");
        bob = stand.token(2, "trader");
        cyd = stand.token(3, "trader");
        admin = stand.token(9, "admin");
        CommandSubmitter path = new CommandSubmitter(exchange, stand.telemetry().registry());
        orderEntry = new OrderEntryService(
                path,
                listedMarkets,
                new OrderDefaults(new ClientOrderIdGenerator(InstantSource.system()), stand.tenants()::preventionOf));
        UserServices people = new UserServices(
                (_, _, code) -> {
                    if (secondFactor && !code.equals("123456")) {
                        throw new Refusal(RefusalCode.SECOND_FACTOR_REQUIRED, "send a code");
                    }
                },
                (_, _, payment, code) -> {
                    payments.add(payment);
                    if (secondFactor && !code.equals("123456")) {
                        throw new Refusal(RefusalCode.SECOND_FACTOR_REQUIRED, "send a code");
                    }
                },
                (_, _) -> lately,
                (asker, name) -> Optional.ofNullable(RECEIVERS.get(name)),
                (account, about, subject, text) -> post.write(account, about, subject, text),
                (_, user) -> {
                    if (restrained == user) {
                        throw new Refusal(RefusalCode.ACCOUNT_RESTRICTED, "nothing leaves");
                    }
                },
                (tenant, user, key) -> right.require(tenant, user, key),
                account -> Optional.ofNullable(owners.get(account)));
        reader = new WalletReader(
                stand.platform(),
                path,
                READ_WAIT,
                exchange,
                new WalletDependencies(
                        seeds -> new CustodyConnections(chains.of(stand.platform(), chain), new LocalSigner(SEED)),
                        people,
                        stand.tenants(),
                        (_, order, _) -> Optional.of(trades.of(order)),
                        (_, _, _, _, _) -> Map.of(),
                        OtherWorlds.EUROS,
                        WalletWorld::outside,
                        (_, fromNanos) -> recentTrades.filter(each -> each.lastNanos() >= fromNanos),
                        _ -> volumes));
        service =
                new WalletService(stand.platform(), orderEntry, reader, new WalletSettings(settings, QUOTES, SOLVENCY));
        exchange.open(Checkpoint.START, trades);
        reader.start();
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

    /** Another tenant, in which USDT is listed too; its administrator, who is its user 9. */
    String otherTenant() {
        return OtherWorlds.otherTenant(this);
    }

    /** Each account was paid once, by a payment that was taken back later, and paid once in a currency that is listed. */
    private static List<OutsidePayment> outside(AccountId account, long number, int limit) {
        Instant at = Instant.parse("2026-01-15T12:00:00Z");
        return number > 0
                ? List.of()
                : List.of(
                        new OutsidePayment(1, at, "trade-1", "IRR", 0, 18_000_000, Kind.PAYMENT),
                        new OutsidePayment(1, at.plusSeconds(9), "trade-1", "IRR", 0, -18_000_000, Kind.TAKEN_BACK),
                        new OutsidePayment(2, at.plusSeconds(7), "trade-2", "USDT", 2, -1_250, Kind.PART));
    }

    static AccountId account(long user) {
        return new AccountId(1, AccountId.CUSTOMERS_FROM + user);
    }

    /** Waits until the view shows everything that happened. */
    void shown() {
        long last = exchange.sequence();
        Await.until(() -> reader.tables().progress().applied() >= last);
    }

    TestAnswer deposit(String token, String currency, String amount, String more) {
        return server.post(
                DEPOSIT, "{\"currency\":\"%s\",\"amount\":\"%s\"%s}".formatted(currency, amount, more), token);
    }

    TestAnswer deposit(String token, String currency, String amount) {
        return deposit(token, currency, amount, "");
    }

    TestAnswer withdraw(String token, String currency, String amount, String address, String more) {
        return server.post(
                "/api/wallet/withdraw",
                "{\"currency\":\"%s\",\"amount\":\"%s\",\"address\":\"%s\"%s}"
                        .formatted(currency, amount, address, more),
                token);
    }

    /** A foreign address, always another. */
    String elsewhere() {
        elsewhere++;
        return keys.address(KeyPath.deposit(4_000_000, elsewhere));
    }

    /** Puts money where the tenant pays from. */
    void fillHot(String currency, String whole) {
        Coin coin = chain.scheme().coin(currency).orElseThrow();
        elsewhere++;
        chain.fund("hot" + elsewhere, new Payment(hot(), coin, onChain(whole), "endowment"), 2);
    }

    /** An address that no process can pay from; the key is people's. */
    String cold() {
        return keys.address(KeyHolder.COLD);
    }

    String hot() {
        return keys.address(KeyPath.hot(1));
    }

    /** People pay from the cold address to where the tenant pays from; the transaction. */
    String bringBack(String currency, BigInteger chainUnits) {
        return keys.pay(KeyHolder.COLD, hot(), currency, chainUnits);
    }

    BigInteger onChain(String whole) {
        return new BigDecimal(whole).movePointRight(18).toBigIntegerExact();
    }

    BigInteger received(String address, String currency) {
        return chain.balance(address, chain.scheme().coin(currency).orElseThrow());
    }

    /** Replaces the blocks from the one in which a transaction is. */
    void takeOut(JsonNode shown, boolean forGood) {
        String transaction = shown.path("transaction").asText();
        chain.reorganizeFrom(transaction, id -> forGood && id.equals(transaction));
    }

    /** Moves money from one customer to another, as a trade would. */
    void spend(long from, long to, String currency, long whole) {
        Asset asset = reader.asset(1, currency);
        exchange.accepted(new PostTransfer(new Transfer(
                new TransferId(77, ++elsewhere),
                account(from),
                account(to),
                new Amount(asset.id(), whole * asset.scale().unitsPerWhole()),
                TransferKind.INTERNAL)));
        shown();
    }

    /** A holder of the key takes money away, past everything that counts it. */
    void steal(String currency, String whole) {
        keys.pay(KeyPath.hot(1), elsewhere(), currency, onChain(whole));
        chain.mine(1);
    }

    /** A holder of the cold key takes money away. */
    void stealFromCold(String currency, String whole) {
        keys.pay(KeyHolder.COLD, elsewhere(), currency, onChain(whole));
        chain.mine(1);
    }

    /** The ledger credits a deposit that no chain knows, by an hour-old event. */
    void conjure(long to, String currency, long whole) {
        Asset asset = reader.asset(1, currency);
        exchange.accepted(new PostTransfer(new Transfer(
                new TransferId(78, ++elsewhere),
                AccountId.outsideOf(1),
                account(to),
                new Amount(asset.id(), whole * asset.scale().unitsPerWhole()),
                TransferKind.DEPOSIT)));
        shown();
    }

    /** A second person has said yes, whatever the door says. */
    void approve(String id) {
        stand.platform()
                .database()
                .transaction(
                        1,
                        connection -> Sql.execute(
                                connection,
                                "UPDATE custody.withdrawals SET approved = true, decided_by = 9, decided_at = now()"
                                        + " WHERE tenant_id = 1 AND id = ?",
                                uuid(id)));
        wake(id);
    }

    void wake(String id) {
        stand.platform().database().transaction(1, connection -> {
            service.sagas().wake(connection, new SagaKey(1, "withdrawal", uuid(id)));
            return id;
        });
        service.sagas().check();
    }

    /** Why a withdrawal waits, as operators see it. */
    String why(String id) {
        return service.sagas()
                .find(new SagaKey(1, "withdrawal", uuid(id)))
                .orElseThrow()
                .why();
    }

    private static UUID uuid(String hex) {
        return DerivedIds.parse(hex).orElseThrow();
    }

    @Override
    public void close() {
        server.close();
        service.close();
        reader.close();
        chain.close();
        stand.close();
    }
}
