package com.flowex.trading;

import com.flowex.access.Edge;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.OrderId;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.orderentry.read.ReadYourWrites;
import com.flowex.platform.Platform;
import com.flowex.platform.jobs.Worker;
import com.flowex.platform.projection.TailFactory;
import com.flowex.platform.projection.View;
import com.flowex.trading.api.report.ReportRoutes;
import com.flowex.trading.app.AccountFees;
import com.flowex.trading.app.account.AccountStream;
import com.flowex.trading.app.account.StoredOrderVersions;
import com.flowex.trading.store.FillQueries;
import com.flowex.trading.store.FillSums;
import com.flowex.trading.store.RiskQueries;
import com.flowex.trading.store.VolumeQueries;
import com.flowex.trading.store.account.AccountEntryQueries;
import com.flowex.trading.store.order.OrderHistory;
import com.flowex.trading.store.order.OrderQueries;
import com.flowex.trading.store.order.PreventedTradeQueries;
import com.flowex.trading.store.report.FeeQueries;
import com.flowex.trading.view.TradingMetrics;
import com.flowex.trading.view.TradingProjection;
import java.math.BigInteger;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The view of trading as every process reads it whose services need listed markets or orders. It has no routes and no
 * connections of its own; {@link TradingService} adds them.
 */
public final class TradingReader implements AutoCloseable {

    /** Interval at which entries that another process has committed are read for followers of accounts. */
    private static final Duration CHECK_INTERVAL = Duration.ofMillis(100);

    private final Platform platform;
    private final InstantSource clock;
    private final InstrumentDirectory directory;
    private final AccountStream accounts;
    private final TradingMetrics figures;
    private final View<TradingProjection> tables;
    private final ReadYourWrites writes;
    private final ConsistentView view;
    private final Worker probe;

    /**
     * Creates the reader; {@link #start} starts it.
     *
     * @param orderEntry order entry; the view keeps its list of markets up to date
     * @param readWait longest time that a read waits for its caller's own writes
     */
    public TradingReader(Edge edge, OrderEntryService orderEntry, Duration readWait, TailFactory tails) {
        this(edge, orderEntry, readWait, tails, InstantSource.system());
    }

    /** @param clock clock whose time is close to the log's */
    TradingReader(Edge edge, OrderEntryService orderEntry, Duration readWait, TailFactory tails, InstantSource clock) {
        this.clock = clock;
        this.platform = edge.platform();
        this.directory = orderEntry.listed();
        this.accounts = new AccountStream(new AccountEntryQueries(platform.database()));
        this.figures = new TradingMetrics(platform.telemetry(), directory, clock);
        this.tables = new View<>(platform, tails, TradingProjection::new, this::show);
        this.writes = new ReadYourWrites(orderEntry.path(), readWait);
        this.view = new ConsistentView(writes, tables.progress());
        this.probe = platform.workers().every("account-stream-poll", CHECK_INTERVAL, this::check);
    }

    /**
     * Polls for new entries where another process writes the view, because no writer in this process reports commits.
     */
    private void check() {
        if (!tables.isKeptHere()) {
            accounts.check();
        }
    }

    private void show(TradingProjection projection) {
        directory.become(projection.directory());
        projection.report(accounts);
        projection.count(figures);
    }

    /** Brings the tables up to date and starts to follow the log. */
    public void start() {
        tables.start();
    }

    /** Starts to read new entries of followed accounts; repeated calls have no effect. */
    public void followAccounts() {
        probe.start();
    }

    /** Returns the view in the database. */
    public View<?> tables() {
        return tables;
    }

    /** Returns the stream of account entries, for interfaces that send them in their own format. */
    public AccountStream accounts() {
        return accounts;
    }

    /**
     * Returns the number of an account's last entry, once the view shows every write that was confirmed to the account.
     *
     * @throws com.flowex.platform.errors.Refusal {@code view_behind} if the view does not get there in time
     */
    public long lastEntry(AccountId account) {
        writes.await(account, 0, tables.progress());
        return accounts.last(account);
    }

    /**
     * Returns the sums of the fills in which an order was the taker.
     *
     * @param sequence sequence of the event that accepted the order
     * @return the sums; empty while the view does not show that event yet
     */
    public Optional<FillSums> traded(AccountId account, OrderId order, long sequence) {
        return tables.progress().applied() < sequence
                ? Optional.empty()
                : Optional.of(new FillQueries(platform.database()).sums(account, order, sequence));
    }

    /** Returns the queries that other interfaces use. */
    public TradingQueries reads() {
        return new TradingQueries(
                new OrderQueries(platform.database()),
                new OrderQueries(tables.history()),
                new FillQueries(tables.history()),
                new OrderHistory(platform.database()),
                new StoredOrderVersions(accounts),
                new PreventedTradeQueries(platform.database()),
                fees(),
                new RiskQueries(platform.database(), directory),
                view);
    }

    /** Returns the totals of a tenant's markets on a day, as far as the view has followed the log. */
    public List<Map<String, String>> day(int tenant, LocalDate day) {
        return ReportRoutes.day(new FeeQueries(platform.database()), directory, view, tenant, day);
    }

    /** Returns the volumes of an account that decide its fees, by quote currency. */
    public Map<AssetId, BigInteger> volumes(AccountId account) {
        return fees().traded(account);
    }

    AccountFees fees() {
        return new AccountFees(new VolumeQueries(platform.database()), clock);
    }

    /** Returns the view as one caller has to see it, with the caller's own writes. */
    ConsistentView view() {
        return view;
    }

    @Override
    public void close() {
        probe.close();
        tables.close();
    }
}
