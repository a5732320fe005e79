package com.flowex.wallet.view;

import com.flowex.domain.account.Transfer;
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
import com.flowex.domain.market.Instrument;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.projection.tenant.TenantReducer;
import com.flowex.wallet.store.transaction.TransactionRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Reducer of events to balances, transfers and postings, without a database. An account's balance is one row in a
 * flush, however often it changed. Not thread-safe.
 */
final class WalletReducer implements TenantReducer {

    /** Account and asset of a balance. */
    record BalanceKey(AccountId account, AssetId asset) {}

    /**
     * A balance and the event that reported it.
     *
     * @param sequence number of the {@code BalanceChanged}
     */
    record BalanceRow(BalanceChanged balance, long sequence) {}

    /** Rows that one flush writes. */
    static final class Changes {
        final List<Asset> assets = new ArrayList<>();
        final List<Instrument> markets = new ArrayList<>();
        final List<TransactionRow> transactions = new ArrayList<>();
        final Map<BalanceKey, BalanceRow> balances = new LinkedHashMap<>();

        /** Forgets all rows, after the transaction that wrote them is committed. */
        void committed() {
            assets.clear();
            markets.clear();
            transactions.clear();
            balances.clear();
        }

        private Changes of(IntPredicate tenants) {
            Changes some = new Changes();
            assets.stream().filter(asset -> tenants.test(asset.tenant())).forEach(some.assets::add);
            markets.stream().filter(market -> tenants.test(market.tenant())).forEach(some.markets::add);
            transactions.stream()
                    .filter(row -> tenants.test(row.account().tenant()))
                    .forEach(some.transactions::add);
            balances.forEach((key, row) -> {
                if (tenants.test(key.account().tenant())) {
                    some.balances.put(key, row);
                }
            });
            return some;
        }
    }

    private final InstrumentDirectory directory;
    private final Changes changes = new Changes();
    private final JournalReducer journal = new JournalReducer();
    private final MarginReducer margin = new MarginReducer();
    private final Map<InstrumentId, AssetId> bases = new HashMap<>();

    WalletReducer(InstrumentDirectory directory) {
        this.directory = directory;
    }

    /** Returns the changes that are not committed yet. They are kept until then, so a failed flush can be repeated. */
    Changes changes() {
        return changes;
    }

    /** Returns the reducer of the journal. */
    JournalReducer journal() {
        return journal;
    }

    /** Returns the reducer of lending. */
    MarginReducer margin() {
        return margin;
    }

    /** Returns each market's base asset, by the market's id. */
    Map<InstrumentId, AssetId> bases() {
        return bases;
    }

    @Override
    public void on(Event event, long sequence, long timeNanos) {
        margin.on(event, sequence, timeNanos);
        switch (event) {
            case AssetListed listed -> listed(listed.asset());
            case TransferPosted posted -> posted(posted.transfer(), sequence, timeNanos);
            case TradeExecuted trade -> traded(trade, sequence, timeNanos);
            case BalanceChanged balance -> apply(balance, sequence);
            case InstrumentListed listed -> listed(listed.instrument());
            case ReservedPosted posted -> posted(moved(posted), sequence, timeNanos);
            case TransferReserved _, ReservedVoided _, ReservedExpired _ -> {} // held, as its balance says
            case InstrumentChanged _, MarketStateChanged _, RulesAdopted _ -> {}
            case AccountOpened _,
                    AccountBound _,
                    AccountRestricted _,
                    AccountLimitsSet _,
                    OrderQuotaSet _,
                    PreventionGroupSet _,
                    KillSwitchSet _,
                    DeadMansTimerSet _,
                    MarketTimerSet _ -> {}
            case MarginTermsSet _,
                    MarginRatesSet _,
                    InterestRateSet _,
                    IndexPriceChanged _,
                    InterestCharged _,
                    DebtChanged _,
                    LeverageSet _,
                    MarginLevelsSet _,
                    MarginCalled _,
                    LiquidationStarted _,
                    LiquidationEnded _,
                    ShortfallRecorded _,
                    ShortfallBooked _ -> {} // its money moves by transfers; MarginReducer has the rest
            case OrderAccepted _, OrdersPaired _, OrderTriggered _, SliceStarted _, OrderRested _ -> {}
            case OrdersLinked _, OrderStarted _ -> {}
            case OrderRefreshed _, SelfTradePrevented _, OrderReduced _, OrderAmended _ -> {}
            case OrderRevised _, OrderDisplayChanged _, LevelsMoved _ -> {}
            case OrderCanceled _, OrderExpired _, ClientOrderIdBurnt _, Rejection _ -> {}
        }
    }

    /** Returns no tenant: all events used here name their accounts. */
    @Override
    public int tenantOf(InstrumentId instrument) {
        return UNKNOWN;
    }

    @Override
    public boolean isAlwaysTaken(Event event) {
        return event instanceof AssetListed || event instanceof InstrumentListed;
    }

    @Override
    public void write(Connection views, IntPredicate tenants) throws SQLException {
        WalletTables.write(views, tenants == EVERYBODY ? changes : changes.of(tenants));
        JournalTables.write(views, tenants == EVERYBODY ? journal.pages() : journal.pages(tenants));
        MarginTables.write(
                views, tenants == EVERYBODY ? margin.rows() : margin.rows().of(tenants));
    }

    @Override
    public void isolate(int tenant) {
        journal.discard(tenant);
        margin.discard(tenant);
        changes.assets.removeIf(asset -> asset.tenant() == tenant);
        changes.markets.removeIf(market -> market.tenant() == tenant);
        changes.transactions.removeIf(row -> row.account().tenant() == tenant);
        changes.balances.keySet().removeIf(key -> key.account().tenant() == tenant);
    }

    /**
     * Returns the transfer that a reservation became, under the id of the step that posted it and with the amount that
     * moved.
     */
    private static Transfer moved(ReservedPosted event) {
        Transfer reserved = event.reserved();
        return new Transfer(event.id(), reserved.from(), reserved.to(), event.posted(), reserved.kind());
    }

    private void listed(Asset asset) {
        directory.listed(asset);
        changes.assets.add(asset);
    }

    private void listed(Instrument market) {
        bases.put(market.id(), market.base());
        changes.markets.add(market);
    }

    private void apply(BalanceChanged balance, long sequence) {
        BalanceKey key = new BalanceKey(balance.account(), balance.asset());
        changes.balances.put(key, new BalanceRow(balance, sequence));
        journal.apply(key, balance);
    }

    /**
     * Adds a trade to the journal.
     *
     * @throws IllegalStateException if its market was never listed
     */
    private void traded(TradeExecuted trade, long sequence, long timeNanos) {
        AssetId base = bases.get(trade.instrument());
        if (base == null) {
            throw new IllegalStateException("instrument " + trade.instrument() + " was never listed");
        }
        journal.traded(trade, base, sequence, timeNanos);
    }

    /**
     * Adds a transfer's rows. Only customers have transaction lists; the outside and fee accounts only have balances.
     */
    private void posted(Transfer transfer, long sequence, long timeNanos) {
        journal.moved(transfer, sequence, timeNanos);
        if (transfer.from().number() >= AccountId.CUSTOMERS_FROM) {
            changes.transactions.add(TransactionRow.out(transfer, sequence, timeNanos));
        }
        if (transfer.to().number() >= AccountId.CUSTOMERS_FROM) {
            changes.transactions.add(TransactionRow.in(transfer, sequence, timeNanos));
        }
    }
}
