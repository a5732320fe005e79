package com.flowex.wallet.app.margin;

import com.flowex.access.auth.AuditedCaller;
import com.flowex.domain.RejectReason;
import com.flowex.domain.margin.IndexQuote;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.orderentry.LogTime;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.platform.Platform;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.Lease;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.jobs.Worker;
import com.flowex.wallet.app.margin.OwnMarkets.RecentTrades;
import com.flowex.wallet.store.margin.LendingPool;
import com.flowex.wallet.store.margin.MarginQueries;
import com.flowex.wallet.store.margin.OwnMarketsTable;
import com.flowex.wallet.store.margin.OwnMarketsTable.OwnMarket;
import com.flowex.wallet.store.margin.OwnMarketsTable.Source;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Worker that quotes markets of the exchange itself as sources of index prices: the mean price of the trades of the last
 * five minutes, weighted by quantity, at the time of the last trade. A market without a trade within a minute therefore
 * has no weight. One process at a time does the work.
 */
public final class OwnMarketQuotes implements AutoCloseable {

    /** Time whose trades make the price: a single trade moves it by its part of the volume alone. */
    static final Duration WINDOW = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(OwnMarketQuotes.class);
    private static final Duration EVERY = Duration.ofSeconds(10);

    /** Decimals of the volumes of quotes. */
    private static final int VOLUME_PLACES = 8;

    private final Platform platform;
    private final Database database;
    private final MarginSettings settings;
    private final MarginQueries queries;
    private final IndexStates indexes;
    private final InstrumentDirectory directory;
    private final OwnMarkets markets;
    private final InstantSource clock;

    /** Time of the last trade that was quoted, by asset. */
    private final Map<AssetId, Long> quoted = new ConcurrentHashMap<>();

    private volatile @Nullable Worker worker;

    /**
     * Markets and their trades.
     *
     * @param clock clock whose time is close to the log's
     */
    public record Trades(InstrumentDirectory directory, OwnMarkets markets, InstantSource clock) {}

    public OwnMarketQuotes(
            Platform platform, MarginSettings settings, MarginQueries queries, IndexStates indexes, Trades trades) {
        this.platform = platform;
        this.database = platform.database();
        this.settings = settings;
        this.queries = queries;
        this.indexes = indexes;
        this.directory = trades.directory();
        this.markets = trades.markets();
        this.clock = trades.clock();
    }

    /** Starts the worker for the tenants that exist at each of its runs. */
    public void start(Supplier<? extends Collection<Integer>> tenants) {
        Lease lease = platform.leases().of("wallet");
        worker = platform.workers()
                .every("own-market-quotes", EVERY, () -> {
                    if (lease.isOurs()) {
                        tenants.get().forEach(this::quote);
                    }
                })
                .start();
    }

    /**
     * Makes a market a source of an asset's index price, or none.
     *
     * @param version version at which the setting was read; 0 if there was none
     * @throws Refusal {@code unknown_instrument}, {@code margin_terms_missing}, {@code version_changed}, or one that
     *     names the field
     */
    public void set(AuditedCaller by, Asset asset, Optional<Source> market, long version) {
        int tenant = asset.tenant();
        if (queries.pool(tenant, asset.id()).isEmpty()) {
            throw Refusal.refused(RejectReason.MARGIN_TERMS_MISSING);
        }
        if (market.isPresent()
                && !directory.named(tenant, market.get().symbol()).base().equals(asset)) {
            throw Refusal.invalid("symbol", "a market whose base asset is " + asset.code());
        }
        OwnMarket next = new OwnMarket(asset.id(), market, version, by.caller().userId());
        database.transaction(tenant, transaction -> {
            if (!OwnMarketsTable.set(transaction, tenant, next)) {
                throw new Refusal(
                        RefusalCode.VERSION_CHANGED, "this setting was changed in the meantime: read it again");
            }
            return true;
        });
        quoted.remove(asset.id());
    }

    /**
     * Quotes the markets of a tenant that have traded since their last quote.
     *
     * @return number of quotes
     */
    public int quote(int tenant) {
        IndexStates.TenantQuotes states = indexes.of(tenant);
        if (states.ownMarkets().values().stream()
                .noneMatch(each -> each.market().isPresent())) {
            return 0;
        }
        Map<AssetId, LendingPool> pools =
                queries.pools(tenant).stream().collect(Collectors.toMap(LendingPool::asset, Function.identity()));
        int quotes = 0;
        for (OwnMarket each : states.ownMarkets().values()) {
            quotes += each.market().isPresent() && quote(each, each.market().get(), pools, states) ? 1 : 0;
        }
        return quotes;
    }

    private boolean quote(
            OwnMarket setting, Source source, Map<AssetId, LendingPool> pools, IndexStates.TenantQuotes states) {
        Asset asset = directory.asset(setting.asset());
        LendingPool pool = pools.get(setting.asset());
        ListedMarket market = directory.find(asset.tenant(), source.symbol()).orElse(null);
        if (pool == null || market == null || market.state() != MarketState.OPEN) {
            return false;
        }
        AssetId quoteAsset = market.quote().id();
        LendingPool quotePool = pools.get(quoteAsset);
        if (quotePool == null || !states.isCertain(quoteAsset)) {
            return false; // the market's price is known in an asset whose own price is not
        }
        long from = LogTime.nanos(clock.instant().minus(WINDOW));
        Optional<RecentTrades> trades = markets.since(market, from);
        if (trades.isEmpty() || trades.get().lastNanos() <= quoted.getOrDefault(setting.asset(), 0L)) {
            return false;
        }
        IndexQuote quote = new IndexQuote(
                source.number(),
                bounded(price(trades.get(), market, pool, quotePool)),
                bounded(new BigDecimal(
                                trades.get().dayUnits(), market.quantityScale().places())
                        .movePointRight(VOLUME_PLACES)),
                trades.get().lastNanos());
        return send(setting, asset, quote);
    }

    private boolean send(OwnMarket setting, Asset asset, IndexQuote quote) {
        quoted.put(setting.asset(), quote.timeNanos());
        try {
            settings.quote(AccountId.lendingOf(asset.tenant()), setting.setBy(), asset, quote);
            return true;
        } catch (Refusal refused) {
            if (refused.code() != RefusalCode.INDEX_QUOTE_OUTDATED) {
                LOG.warn(
                        "the market of {} is no source of its index price now: {}",
                        asset.code(),
                        refused.code().code());
            }
            return false;
        }
    }

    /** Mean price of the trades in the valuation currency, in the scale of the asset's terms. */
    private static BigDecimal price(RecentTrades trades, ListedMarket market, LendingPool pool, LendingPool quotePool) {
        BigDecimal quantity =
                new BigDecimal(trades.quantityUnits(), market.quantityScale().places());
        BigDecimal paid =
                new BigDecimal(trades.quoteUnits(), market.quoteScale().places());
        BigDecimal index = BigDecimal.valueOf(
                quotePool.indexPrice(), quotePool.terms().priceScale().places());
        int places = pool.terms().priceScale().places();
        return paid.multiply(index)
                .divide(quantity, places, RoundingMode.HALF_EVEN)
                .movePointRight(places);
    }

    private static long bounded(BigDecimal units) {
        BigInteger whole = units.toBigInteger();
        return whole.max(BigInteger.ONE)
                .min(BigInteger.valueOf(IndexQuote.UNITS_MAX))
                .longValueExact();
    }

    @Override
    public void close() {
        Worker started = worker;
        if (started != null) {
            started.close();
        }
    }
}
