package com.flowex.app.wiring;

import com.flowex.access.Edge;
import com.flowex.app.demo.DemoHistory;
import com.flowex.app.settings.LauncherSettings;
import com.flowex.app.settings.ServiceName;
import com.flowex.app.wiring.adapter.AccountOrderNews;
import com.flowex.app.wiring.adapter.CustodyConnectionsFactory;
import com.flowex.app.wiring.adapter.ListingTasks;
import com.flowex.app.wiring.adapter.PersonalDataTasks;
import com.flowex.app.wiring.adapter.RiskTasks;
import com.flowex.app.wiring.adapter.WalletUserServices;
import com.flowex.app.wiring.adapter.p2p.P2pPayments;
import com.flowex.cluster.link.ExchangeLog;
import com.flowex.domain.value.AccountId;
import com.flowex.identity.IdentityAccess;
import com.flowex.identity.PersonalDataService;
import com.flowex.identity.app.push.OrderNewsSource;
import com.flowex.identity.app.push.PushWorker;
import com.flowex.identity.app.webhook.WebhookWorker;
import com.flowex.listings.CoinData;
import com.flowex.listings.PastFiatRates;
import com.flowex.marketdata.MarketDataReader;
import com.flowex.marketdata.store.ClosingPriceQueries;
import com.flowex.marketdata.store.RecentTradeSums;
import com.flowex.marketdata.view.PriorHistory;
import com.flowex.operations.app.ActiveTenants;
import com.flowex.operations.app.TaskSubmitter;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.read.ReadYourWrites;
import com.flowex.p2p.P2pTables;
import com.flowex.p2p.app.notice.NoticeFeed;
import com.flowex.platform.Platform;
import com.flowex.platform.projection.TailFactory;
import com.flowex.platform.projection.View;
import com.flowex.risk.RiskTables;
import com.flowex.strategies.StrategiesTables;
import com.flowex.tenants.app.listing.DirectoryCatalog;
import com.flowex.tenants.app.listing.Listings;
import com.flowex.trading.TradingReader;
import com.flowex.trading.app.account.AccountStream;
import com.flowex.trading.store.account.AccountEntryQueries;
import com.flowex.wallet.WalletDependencies;
import com.flowex.wallet.WalletReader;
import com.flowex.wallet.app.convert.OrderExecutions;
import com.flowex.wallet.app.margin.OwnMarkets;
import com.flowex.wallet.app.withdrawal.OutgoingSales;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Parts of services that the modules of a process share: the views that several read, and small adapters to tables. A
 * part is built when the first module asks for it, so a process has those that its services need, and no others.
 * {@link #access} is in every process, since each checks who sends a request.
 */
final class ProcessReaders implements AutoCloseable {

    private final LauncherSettings settings;
    private final Edge edge;
    private final OrderEntryService orderEntry;
    private final TailFactory tails;
    private final IdentityAccess access;
    private final Part<TradingReader> trading = new Part<>(this::newTrading);
    private final Part<MarketDataReader> marketdata = new Part<>(this::newMarketData);
    private final Part<WalletReader> wallet = new Part<>(this::newWallet);
    private final Part<CoinData> coins = new Part<>(this::newCoins);
    private final Part<TaskSubmitter> tasks = new Part<>(this::newTasks);
    private final Part<RiskTables> risk = new Part<>(this::newRisk);
    private final Part<StrategiesTables> strategies = new Part<>(this::newStrategies);
    private final Part<PersonalDataService> people = new Part<>(this::newPeople);
    private final Part<PushWorker> pushes = new Part<>(this::newPushes);
    private final Part<WebhookWorker> webhooks = new Part<>(this::newWebhooks);
    private final Part<P2pTables> p2p = new Part<>(this::newP2p);
    private final Part<NoticeFeed> p2pNotices = new Part<>(this::newP2pNotices);

    ProcessReaders(LauncherSettings settings, Edge edge, OrderEntryService orderEntry, ExchangeLog log) {
        this.settings = settings;
        this.edge = edge;
        this.orderEntry = orderEntry;
        this.tails = log::openTail;
        this.access = new IdentityAccess(edge, settings.identity(), orderEntry.path());
    }

    /** A part that is built once, when it is first asked for. Modules are built by one thread. */
    private static final class Part<T> {

        private final Supplier<T> maker;
        private @Nullable T made;

        Part(Supplier<T> maker) {
            this.maker = maker;
        }

        T get() {
            T known = made;
            if (known == null) {
                known = maker.get();
                made = known;
            }
            return known;
        }

        Optional<T> ifBuilt() {
            return Optional.ofNullable(made);
        }
    }

    LauncherSettings settings() {
        return settings;
    }

    Edge edge() {
        return edge;
    }

    Platform platform() {
        return edge.platform();
    }

    OrderEntryService orderEntry() {
        return orderEntry;
    }

    TailFactory tails() {
        return tails;
    }

    /** Returns the longest time that a read waits for its caller's own writes. */
    Duration readWait() {
        return settings.orderEntry().readWait();
    }

    /** Returns users, sessions and keys. */
    IdentityAccess access() {
        return access;
    }

    /** Returns the view of trading, which also keeps the list of markets for order entry. */
    TradingReader trading() {
        return trading.get();
    }

    private TradingReader newTrading() {
        return new TradingReader(edge, orderEntry, readWait(), tails);
    }

    /** Returns the view of market data. */
    MarketDataReader marketdata() {
        return marketdata.get();
    }

    private MarketDataReader newMarketData() {
        PriorHistory prior = settings.demoMarket() ? new DemoHistory(settings.demoSpeed()) : PriorHistory.NONE;
        return new MarketDataReader(edge, readWait(), tails, prior);
    }

    /** Returns the view of the wallet, and the requests of its users. Converts read the view of trading. */
    WalletReader wallet() {
        return wallet.get();
    }

    private WalletReader newWallet() {
        TradingReader orders = trading();
        return new WalletReader(
                platform(),
                orderEntry.path(),
                readWait(),
                tails,
                new WalletDependencies(
                        seeds -> CustodyConnectionsFactory.open(platform(), settings.custody(), seeds),
                        WalletUserServices.of(access),
                        edge.tenants(),
                        (account, order, sequence) -> orders.traded(account, order, sequence)
                                .map(sums -> new OrderExecutions.Execution(
                                        sums.quantityUnits(), sums.quoteUnits(), sums.feeUnits())),
                        new ClosingPriceQueries(platform().database())::before,
                        ListingTasks.rates(PastFiatRates.of(platform().database(), settings.coins())),
                        new P2pPayments(p2p().payments()),
                        (market, fromNanos) -> new RecentTradeSums(platform().database())
                                .since(
                                        market.instrument().tenant(),
                                        market.instrument().id(),
                                        fromNanos)
                                .map(sums -> new OwnMarkets.RecentTrades(
                                        sums.quantityUnits(), sums.quoteUnits(), sums.dayUnits(), sums.lastNanos())),
                        orders::volumes));
    }

    /**
     * Waits until this process's view of the wallet shows an account's last write. It returns at once where another
     * process keeps the view.
     */
    void awaitWallet(AccountId account) {
        wallet.ifBuilt().ifPresent(reader -> new ReadYourWrites(orderEntry.path(), readWait())
                .await(account, 0, reader.tables().progress()));
    }

    /** Returns the wallet's rules for sales to people. */
    OutgoingSales sales() {
        return new OutgoingSales(
                platform().database(), edge.tenants(), WalletUserServices.of(access), InstantSource.system());
    }

    /** Returns the listing of assets and markets; it has no state of its own. */
    Listings listings() {
        return new Listings(
                orderEntry.path(),
                new DirectoryCatalog(orderEntry.listed(), trading().tables().progress()),
                readWait());
    }

    /** Returns the coins' stored data. */
    CoinData coins() {
        return coins.get();
    }

    private CoinData newCoins() {
        return new CoinData(platform(), settings.coins());
    }

    /** Returns the submission of tasks. */
    TaskSubmitter tasks() {
        return tasks.get();
    }

    private TaskSubmitter newTasks() {
        return new TaskSubmitter(platform(), new ActiveTenants(edge.tenants()));
    }

    /** Returns the tables of risk. */
    RiskTables risk() {
        return risk.get();
    }

    private RiskTables newRisk() {
        return new RiskTables(edge);
    }

    /** Returns the tables of strategies. */
    StrategiesTables strategies() {
        return strategies.get();
    }

    private StrategiesTables newStrategies() {
        return new StrategiesTables(edge);
    }

    /** Returns archives and erasures of people's data. */
    PersonalDataService people() {
        return people.get();
    }

    private PersonalDataService newPeople() {
        return new PersonalDataService(access, PersonalDataTasks.personData(platform(), orderEntry, tasks()));
    }

    /** Returns the news of orders as browsers are notified of them; it has no state of its own. */
    OrderNewsSource orderNews() {
        return new AccountOrderNews(
                new AccountStream(new AccountEntryQueries(platform().database())), orderEntry.listed());
    }

    /** Returns the sender of notifications to browsers. */
    PushWorker pushes() {
        return pushes.get();
    }

    private PushWorker newPushes() {
        return access.pushes(orderNews());
    }

    /** Returns the sender of notices to webhooks. */
    WebhookWorker webhooks() {
        return webhooks.get();
    }

    private WebhookWorker newWebhooks() {
        return access.webhooks().worker(access, orderNews(), RiskTasks.webhookClient());
    }

    /** Returns the tables of trades between people, for restrictions by cases. */
    P2pTables p2p() {
        return p2p.get();
    }

    private P2pTables newP2p() {
        return new P2pTables(platform().database());
    }

    /** Returns the followers of notices about trades between people. */
    NoticeFeed p2pNotices() {
        return p2pNotices.get();
    }

    private NoticeFeed newP2pNotices() {
        return new NoticeFeed(platform().database(), platform().workers());
    }

    /** Returns the views that were built, those that others depend on first. */
    List<View<?>> views() {
        List<View<?>> views = new ArrayList<>();
        trading.ifBuilt().ifPresent(each -> views.add(each.tables()));
        marketdata.ifBuilt().ifPresent(each -> views.add(each.tables()));
        wallet.ifBuilt().ifPresent(each -> views.add(each.tables()));
        return views;
    }

    /** Starts the parts that were built. */
    void start() {
        if (!settings.node().has(ServiceName.IDENTITY)) {
            access.migrate();
            people.ifBuilt().ifPresent(PersonalDataService::eraseAgain);
            access.follow();
        }
        trading.ifBuilt().ifPresent(TradingReader::start);
        marketdata.ifBuilt().ifPresent(MarketDataReader::start);
        wallet.ifBuilt().ifPresent(WalletReader::start);
        risk.ifBuilt().ifPresent(RiskTables::start);
        strategies.ifBuilt().ifPresent(StrategiesTables::start);
        coins.ifBuilt().ifPresent(CoinData::start);
        tasks.ifBuilt().ifPresent(TaskSubmitter::start);
        p2p.ifBuilt().ifPresent(P2pTables::start);
        p2pNotices.ifBuilt().ifPresent(NoticeFeed::start);
    }

    @Override
    public void close() {
        coins.ifBuilt().ifPresent(CoinData::close);
        wallet.ifBuilt().ifPresent(WalletReader::close);
        marketdata.ifBuilt().ifPresent(MarketDataReader::close);
        trading.ifBuilt().ifPresent(TradingReader::close);
        pushes.ifBuilt().ifPresent(PushWorker::close);
        webhooks.ifBuilt().ifPresent(WebhookWorker::close);
        p2pNotices.ifBuilt().ifPresent(NoticeFeed::close);
        access.close();
    }
}
