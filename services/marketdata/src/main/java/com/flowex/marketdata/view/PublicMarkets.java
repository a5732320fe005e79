package com.flowex.marketdata.view;

import com.flowex.access.socket.News;
import com.flowex.domain.event.AccountBound;
import com.flowex.domain.event.AccountLimitsSet;
import com.flowex.domain.event.AccountOpened;
import com.flowex.domain.event.AccountRestricted;
import com.flowex.domain.event.AssetListed;
import com.flowex.domain.event.BalanceChanged;
import com.flowex.domain.event.ClientOrderIdBurnt;
import com.flowex.domain.event.DeadMansTimerSet;
import com.flowex.domain.event.DebtChanged;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.IndexPriceChanged;
import com.flowex.domain.event.InstrumentChanged;
import com.flowex.domain.event.InstrumentListed;
import com.flowex.domain.event.InterestCharged;
import com.flowex.domain.event.InterestRateSet;
import com.flowex.domain.event.KillSwitchSet;
import com.flowex.domain.event.LevelsMoved;
import com.flowex.domain.event.LeverageSet;
import com.flowex.domain.event.LiquidationEnded;
import com.flowex.domain.event.LiquidationStarted;
import com.flowex.domain.event.MarginCalled;
import com.flowex.domain.event.MarginLevelsSet;
import com.flowex.domain.event.MarginRatesSet;
import com.flowex.domain.event.MarginTermsSet;
import com.flowex.domain.event.MarketStateChanged;
import com.flowex.domain.event.MarketTimerSet;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.event.OrderAmended;
import com.flowex.domain.event.OrderCanceled;
import com.flowex.domain.event.OrderDisplayChanged;
import com.flowex.domain.event.OrderExpired;
import com.flowex.domain.event.OrderQuotaSet;
import com.flowex.domain.event.OrderReduced;
import com.flowex.domain.event.OrderRefreshed;
import com.flowex.domain.event.OrderRested;
import com.flowex.domain.event.OrderRevised;
import com.flowex.domain.event.OrderStarted;
import com.flowex.domain.event.OrderTriggered;
import com.flowex.domain.event.OrdersLinked;
import com.flowex.domain.event.OrdersPaired;
import com.flowex.domain.event.PreventionGroupSet;
import com.flowex.domain.event.Rejection;
import com.flowex.domain.event.ReservedExpired;
import com.flowex.domain.event.ReservedPosted;
import com.flowex.domain.event.ReservedVoided;
import com.flowex.domain.event.RulesAdopted;
import com.flowex.domain.event.SelfTradePrevented;
import com.flowex.domain.event.ShortfallBooked;
import com.flowex.domain.event.ShortfallRecorded;
import com.flowex.domain.event.SliceStarted;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.event.TransferPosted;
import com.flowex.domain.event.TransferReserved;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.value.InstrumentId;
import com.flowex.marketdata.store.Listing;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.projection.tenant.TenantReducer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.IntPredicate;

/** All markets of all tenants. One thread applies events; any number of threads look markets up. */
public final class PublicMarkets implements TenantReducer {

    private record Name(int tenant, String symbol) {}

    private final PriorHistory prior;
    private final InstrumentDirectory assets = new InstrumentDirectory();
    private final List<Asset> unstoredAssets = new ArrayList<>();
    private final ConcurrentSkipListMap<Integer, PublicMarket> byInstrument = new ConcurrentSkipListMap<>();
    private final Map<Name, PublicMarket> byName = new ConcurrentHashMap<>();
    private final Map<Integer, OfTenant> byTenant = new ConcurrentHashMap<>();

    /** Creates an empty set of markets, which begin without a history. */
    public PublicMarkets() {
        this(PriorHistory.NONE);
    }

    /** @param prior source of what markets show from before their listing */
    public PublicMarkets(PriorHistory prior) {
        this.prior = prior;
    }

    /** Returns the notifications for subscribers to all markets of a tenant. */
    public News ofAll(int tenant) {
        return own(tenant);
    }

    private OfTenant own(int tenant) {
        return byTenant.computeIfAbsent(tenant, _ -> new OfTenant());
    }

    /** Markets of one tenant, in the order of their numbers, and the subscribers to all of them. */
    private static final class OfTenant implements News {

        private final Map<Integer, PublicMarket> markets = new ConcurrentSkipListMap<>();
        private final Set<Runnable> subscribers = ConcurrentHashMap.newKeySet();

        @Override
        public void subscribe(Runnable wake) {
            subscribers.add(wake);
        }

        @Override
        public void unsubscribe(Runnable wake) {
            subscribers.remove(wake);
        }

        void wake() {
            subscribers.forEach(Runnable::run);
        }
    }

    /** Returns the market of this tenant with this symbol; empty if it is not listed. */
    public Optional<PublicMarket> find(int tenant, String symbol) {
        return Optional.ofNullable(byName.get(new Name(tenant, symbol)));
    }

    /** Returns the markets of a tenant, in the order of their instruments' numbers. */
    public Collection<PublicMarket> of(int tenant) {
        return Collections.unmodifiableCollection(own(tenant).markets.values());
    }

    /**
     * Applies one event.
     *
     * @param sequence number of the event
     * @param timeNanos log time of its command, nanoseconds since 1970
     * @throws IllegalStateException if the event cannot follow the ones before it
     */
    @Override
    public void on(Event event, long sequence, long timeNanos) {
        switch (event) {
            case OrderRested rested -> market(rested.instrument()).rested(rested, sequence, timeNanos);
            case TradeExecuted trade -> market(trade.instrument()).traded(trade, sequence, timeNanos);
            case OrderCanceled canceled -> market(canceled.instrument()).canceled(canceled, sequence, timeNanos);
            case OrderReduced reduced -> market(reduced.instrument()).reduced(reduced, sequence, timeNanos);
            case OrderExpired expired -> market(expired.instrument()).expired(expired, sequence, timeNanos);
            case OrderRefreshed refreshed -> market(refreshed.instrument()).refreshed(refreshed, sequence, timeNanos);
            case OrderAmended amended -> market(amended.instrument()).amended(amended, sequence, timeNanos);
            case OrderDisplayChanged shows -> market(shows.instrument()).shown(shows, sequence, timeNanos);
            case SelfTradePrevented prevented ->
                market(prevented.instrument()).prevented(prevented, sequence, timeNanos);
            case MarketStateChanged changed ->
                market(changed.instrument()).opened(changed.state() == MarketState.OPEN, sequence, timeNanos);
            case InstrumentListed listed -> {
                PublicMarket market = list(listed);
                market.listed(prior.before(market.listing(), timeNanos), sequence, timeNanos);
            }
            case AssetListed listed -> list(listed.asset());
            case InstrumentChanged _, RulesAdopted _ -> {} // the scales of a market never change
            case OrderAccepted _,
                    OrderRevised _,
                    LevelsMoved _,
                    OrderTriggered _,
                    OrdersPaired _,
                    OrdersLinked _,
                    OrderStarted _,
                    SliceStarted _ -> {} // not in the book
            case AccountOpened _,
                    AccountBound _,
                    AccountRestricted _,
                    AccountLimitsSet _,
                    OrderQuotaSet _,
                    PreventionGroupSet _,
                    KillSwitchSet _,
                    DeadMansTimerSet _,
                    MarketTimerSet _ -> {}
            case TransferPosted _, TransferReserved _, ReservedPosted _, ReservedVoided _, ReservedExpired _ -> {}
            case MarginTermsSet _, IndexPriceChanged _, InterestCharged _, DebtChanged _ -> {}
            case MarginRatesSet _, InterestRateSet _ -> {}
            case LeverageSet _, MarginLevelsSet _, MarginCalled _, LiquidationStarted _, LiquidationEnded _ -> {}
            case ShortfallRecorded _, ShortfallBooked _ -> {}
            case BalanceChanged _, ClientOrderIdBurnt _, Rejection _ -> {}
        }
    }

    @Override
    public int tenantOf(InstrumentId instrument) {
        PublicMarket market = byInstrument.get(instrument.value());
        return market == null ? UNKNOWN : market.listing().tenant();
    }

    @Override
    public void write(Connection views, IntPredicate tenants) throws SQLException {
        MarketWriter.store(views, this, tenants);
    }

    /** Stops applying events of a tenant. Its markets stay as they were published last. */
    @Override
    public void isolate(int tenant) {
        unstoredAssets.removeIf(asset -> asset.tenant() == tenant);
        of(tenant).forEach(PublicMarket::discard);
    }

    /** Publishes everything that was applied. */
    public void publish() {
        Set<Integer> tenants = new TreeSet<>();
        for (PublicMarket market : byInstrument.values()) {
            if (market.publish()) {
                tenants.add(market.listing().tenant());
            }
        }
        tenants.forEach(tenant -> own(tenant).wake());
    }

    private PublicMarket market(InstrumentId instrument) {
        PublicMarket market = byInstrument.get(instrument.value());
        if (market == null) {
            throw new IllegalStateException("instrument " + instrument + " was never listed");
        }
        return market;
    }

    private void list(Asset asset) {
        restore(asset);
        unstoredAssets.add(asset);
    }

    private PublicMarket list(InstrumentListed listed) {
        var instrument = listed.instrument();
        return add(Listing.of(
                instrument,
                assets.asset(instrument.base()).scale(),
                assets.asset(instrument.quote()).scale()));
    }

    PublicMarket add(Listing listing) {
        PublicMarket market = new PublicMarket(listing);
        byInstrument.put(listing.instrument(), market);
        byName.put(new Name(listing.tenant(), listing.symbol()), market);
        own(listing.tenant()).markets.put(listing.instrument(), market);
        return market;
    }

    void restore(Asset asset) {
        assets.listed(asset);
    }

    List<Asset> unstoredAssets() {
        return unstoredAssets;
    }

    /** Marks everything as stored. */
    void stored() {
        unstoredAssets.clear();
        byInstrument.values().stream().filter(PublicMarket::isUnstored).forEach(PublicMarket::stored);
    }

    public SortedMap<Integer, PublicMarket> all() {
        return Collections.unmodifiableSortedMap(byInstrument);
    }
}
