package com.flowex.trading.view;

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
import com.flowex.domain.event.ListingRejected;
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
import com.flowex.domain.event.OrderRejected;
import com.flowex.domain.event.OrderRested;
import com.flowex.domain.event.OrderRevised;
import com.flowex.domain.event.OrderStarted;
import com.flowex.domain.event.OrderTriggered;
import com.flowex.domain.event.OrdersLinked;
import com.flowex.domain.event.OrdersPaired;
import com.flowex.domain.event.PreventionGroupSet;
import com.flowex.domain.event.RequestRejected;
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
import com.flowex.domain.event.TransferRejected;
import com.flowex.domain.event.TransferReserved;
import com.flowex.domain.market.Asset;
import com.flowex.domain.order.OrderKind;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.platform.telemetry.CappedLabels;
import com.flowex.platform.telemetry.Telemetry;
import com.flowex.platform.telemetry.TenantLabels;
import com.flowex.protocol.event.EventBatch;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Metrics of trading, counted from the batches that the view has committed. So the engine's thread does no work for
 * them. They are counted once in all processes, because only one of these writes the view. Events from before the start
 * of the process are not counted. Not thread-safe.
 */
public final class TradingMetrics {

    /** Tenant label of a refused transfer, whose event names no tenant. */
    private static final String ANY = "any";

    private static final String REASON = "reason";

    /** Largest number of asset labels, over all tenants. */
    private static final int ASSETS_MAX = 200;

    /** Counters with the tag of a tenant alone. */
    private static final List<String> OF_TENANTS = List.of(
            "flowex.accounts.opened",
            "flowex.margin.calls",
            "flowex.margin.liquidations",
            "flowex.margin.shortfalls",
            "flowex.market.state.changes",
            "flowex.orders.amended",
            "flowex.orders.rested",
            "flowex.orders.triggered",
            "flowex.self.trades.prevented",
            "flowex.trades");

    private record Series(String name, String tenant, String word) {}

    private final Map<Series, Counter> counters = new ConcurrentHashMap<>();
    private final CappedLabels assets = new CappedLabels(ASSETS_MAX);
    private final MeterRegistry registry;
    private final TenantLabels tenants;
    private final InstrumentDirectory directory;
    private final long fromNanos;

    /** @param directory listings up to the view's position */
    public TradingMetrics(Telemetry telemetry, InstrumentDirectory directory, InstantSource clock) {
        this.registry = telemetry.registry();
        this.tenants = telemetry.tenantLabels();
        this.directory = directory;
        this.fromNanos = TimeUnit.MILLISECONDS.toNanos(clock.millis());
    }

    /** Counts the events of committed batches. */
    void committed(List<EventBatch> batches) {
        for (EventBatch batch : batches) {
            if (batch.timeNanos() >= fromNanos) {
                batch.events().forEach(this::count);
            }
        }
    }

    private void count(Event event) {
        switch (event) {
            case OrderAccepted accepted ->
                add(
                        "flowex.orders.accepted",
                        accepted.request().account(),
                        "kind",
                        OrderKind.of(accepted.request().terms()).code());
            case OrderRejected rejected ->
                add(
                        "flowex.orders.rejected",
                        rejected.account(),
                        REASON,
                        rejected.reason().code());
            case OrderRested rested -> ofMarket("flowex.orders.rested", rested.instrument());
            case OrderTriggered triggered -> add("flowex.orders.triggered", triggered.account());
            case OrderCanceled canceled ->
                add(
                        "flowex.orders.canceled",
                        canceled.account(),
                        REASON,
                        canceled.reason().code());
            case OrderExpired expired ->
                add(
                        "flowex.orders.expired",
                        expired.account(),
                        REASON,
                        expired.reason().code());
            case OrderAmended amended -> add("flowex.orders.amended", amended.account());
            case OrderReduced reduced -> add("flowex.orders.amended", reduced.account());
            case SelfTradePrevented prevented -> ofMarket("flowex.self.trades.prevented", prevented.instrument());
            case TradeExecuted trade -> traded(trade);
            case TransferPosted posted ->
                add(
                        "flowex.transfers",
                        posted.transfer().from(),
                        "kind",
                        posted.transfer().kind().name().toLowerCase(Locale.ROOT));
            case TransferRejected rejected ->
                counter(
                                "flowex.commands.rejected",
                                ANY,
                                REASON,
                                rejected.reason().code())
                        .increment();
            case RequestRejected rejected ->
                add(
                        "flowex.commands.rejected",
                        rejected.account(),
                        REASON,
                        rejected.reason().code());
            case ListingRejected rejected ->
                counter(
                                "flowex.commands.rejected",
                                tenants.of(rejected.tenant()),
                                REASON,
                                rejected.reason().code())
                        .increment();
            case AccountOpened opened -> add("flowex.accounts.opened", opened.account());
            case MarketStateChanged changed -> ofMarket("flowex.market.state.changes", changed.instrument());
            case OrderRevised _,
                    LevelsMoved _,
                    OrdersPaired _,
                    OrdersLinked _,
                    OrderStarted _,
                    SliceStarted _,
                    OrderRefreshed _,
                    OrderDisplayChanged _ -> {} // the order is already counted
            case TransferReserved _, ReservedPosted _, ReservedVoided _, ReservedExpired _, BalanceChanged _ -> {}
            case InstrumentChanged _, InstrumentListed _, AssetListed _, RulesAdopted _, ClientOrderIdBurnt _ -> {}
            case AccountBound _, AccountLimitsSet _, PreventionGroupSet _, KillSwitchSet _, DeadMansTimerSet _ -> {}
            case AccountRestricted _, OrderQuotaSet _, MarketTimerSet _ -> {}
            case MarginTermsSet _, IndexPriceChanged _, InterestCharged _, DebtChanged _ -> {}
            case MarginRatesSet _, InterestRateSet _ -> {}
            case MarginCalled called -> add("flowex.margin.calls", called.account());
            case LiquidationStarted started -> add("flowex.margin.liquidations", started.account());
            case ShortfallRecorded recorded -> add("flowex.margin.shortfalls", recorded.account());
            case LeverageSet _, MarginLevelsSet _, LiquidationEnded _, ShortfallBooked _ -> {}
        }
    }

    private void traded(TradeExecuted trade) {
        Optional<ListedMarket> found = directory.find(trade.instrument());
        if (found.isEmpty()) {
            return;
        }
        AccountId taker = trade.taker().account();
        add("flowex.trades", taker);
        ListedMarket market = found.get();
        Side side = trade.takerSide();
        sum("flowex.trading.volume", taker, market.quote(), trade.quote().units());
        long takerFee = trade.taker().fee().units();
        long makerFee = trade.maker().fee().units();
        // A maker's rebate is paid from the taker's fee, in the asset that the taker receives.
        sum("flowex.revenue", taker, market.receivedBy(side), takerFee + Math.min(0, makerFee));
        sum("flowex.revenue", taker, market.receivedBy(side.opposite()), Math.max(0, makerFee));
    }

    private void sum(String name, AccountId account, Asset asset, long units) {
        if (units <= 0) {
            return;
        }
        counter(name, tenants.of(account.tenant()), "asset", assets.of(asset.code()))
                .increment(BigDecimal.valueOf(units, asset.scale().places()).doubleValue());
    }

    private void ofMarket(String name, InstrumentId market) {
        directory.tenantOf(market).ifPresent(tenant -> counter(name, tenants.of(tenant), "", "")
                .increment());
    }

    private void add(String name, AccountId account) {
        add(name, account, "", "");
    }

    private void add(String name, AccountId account, String tag, String word) {
        counter(name, tenants.of(account.tenant()), tag, word).increment();
    }

    private Counter counter(String name, String tenant, String tag, String word) {
        Series series = new Series(name, tenant, word);
        Counter known = counters.get(series);
        if (known != null) {
            return known;
        }
        OF_TENANTS.forEach(each -> counters.computeIfAbsent(
                new Series(each, tenant, ""), _ -> builder(each, tenant).register(registry)));
        return counters.computeIfAbsent(series, _ -> (tag.isEmpty()
                        ? builder(name, tenant)
                        : builder(name, tenant).tag(tag, word))
                .register(registry));
    }

    private static Counter.Builder builder(String name, String tenant) {
        return Counter.builder(name)
                .description(TradingMetricDescriptions.MEANINGS.getOrDefault(name, name))
                .tag(TenantLabels.TAG, tenant);
    }

    /** Shows zeros of these tenants: a counter that appears with its first event hides that event from rates. */
    void begin(Collection<Integer> numbers) {
        numbers.forEach(tenant -> counter(OF_TENANTS.getFirst(), tenants.of(tenant), "", ""));
    }
}
