package com.flowex.engine.state;

import com.flowex.domain.RulesVersion;
import com.flowex.domain.UnknownRulesException;
import com.flowex.domain.account.AccountLimits;
import com.flowex.domain.account.OrderQuota;
import com.flowex.engine.account.AccountLimitsTable;
import com.flowex.engine.account.Accounts;
import com.flowex.engine.account.KilledTenants;
import com.flowex.engine.fees.Volumes;
import com.flowex.engine.ids.ClientOrderIds;
import com.flowex.engine.ids.TransferIds;
import com.flowex.engine.ledger.HoldsByReason;
import com.flowex.engine.ledger.Ledger;
import com.flowex.engine.margin.Debts;
import com.flowex.engine.margin.MarginAssets;
import com.flowex.engine.margin.MarginWatch;
import com.flowex.engine.market.Assets;
import com.flowex.engine.market.Market;
import com.flowex.engine.market.Markets;
import com.flowex.engine.market.TouchedMarkets;
import com.flowex.engine.timers.Timers;

/** Whole state of the exchange: exactly the content of a snapshot. */
public final class ExchangeState {

    public final EventEmitter journal = new EventEmitter();
    public final Accounts accounts = new Accounts();
    public final Assets assets = new Assets();
    public final Markets markets = new Markets();
    public final Ledger ledger = new Ledger();
    public final HoldsByReason claims = new HoldsByReason(ledger);
    public final ClientOrderIds ids = new ClientOrderIds();
    public final TransferIds transfers = new TransferIds();
    public final StepBudget steps = new StepBudget();
    public final Timers timers = new Timers();
    public final Reservations reservations = new Reservations(transfers, accounts, assets, ledger, claims, timers);
    public final MarginAssets margin = new MarginAssets();
    public final MarginWatch watch = new MarginWatch(accounts, timers);
    public final Debts debts = new Debts(accounts, assets, timers, watch);
    public final TouchedMarkets touched = new TouchedMarkets();
    public final KilledTenants kills = new KilledTenants();
    public final MarketBacklog backlog = new MarketBacklog();
    public final MarketTermination endings = new MarketTermination(kills, backlog);
    public final Volumes volumes = new Volumes();
    public final AccountLimitsTable limits = new AccountLimitsTable();
    public final OpenOrders open = new OpenOrders(markets, ledger, claims, ids, timers, touched);
    public final WaitingOrders waiting = new WaitingOrders(open);
    public final CustomerPositions positions = new CustomerPositions(accounts, open.accountMarkets, ledger);

    private final int rulesNewest;
    private RuleSet rules = new RuleSet(RulesVersion.FIRST);
    private long nextOrder = 1;
    private long nextTrade = 1;

    public ExchangeState() {
        this(RulesVersion.NEWEST);
    }

    /** @param rulesNewest newest version of the rules that this build accepts */
    public ExchangeState(int rulesNewest) {
        this.rulesNewest = rulesNewest;
    }

    /**
     * Sets the secret that decides the places of ids in tables and affects no answer; must be called before anything
     * happens.
     */
    public void hideBehind(long secret) {
        ids.hideBehind(secret);
        transfers.hideBehind(secret);
    }

    /** Returns the rules that the log follows now. */
    public RuleSet rules() {
        return rules;
    }

    /** @throws UnknownRulesException if this build does not know the rules */
    public void adoptRules(int version) {
        if (version > rulesNewest) {
            throw new UnknownRulesException(version, rulesNewest);
        }
        rules = new RuleSet(version);
        if (rules.tradedIdsAreKept()) {
            ids.retainTraces();
        }
        if (rules.tradedIdsAreKeptADay()) {
            ids.retainTracesForDay();
        }
        if (rules.oldTransfersLeave()) {
            transfers.letLeave();
        }
        if (rules.accountsAreLiquidated()) {
            debts.beginWatch();
        }
        if (rules.accountsAreIsolated()) {
            accounts.isolate();
        }
    }

    /** Sets an account's quota of open orders and client order ids, and that of its isolated accounts. */
    public void limit(int account, OrderQuota quota) {
        accounts.quota(account, quota);
        ids.quotas.set(account, quota.clientOrderIdsMax());
        for (int isolated : accounts.isolatedOf(account)) {
            ids.quotas.set(isolated, quota.clientOrderIdsMax());
        }
    }

    /** Returns the limits of an account in a market, which are those of its main account. */
    public AccountLimits limitsOf(int account, Market market) {
        return limits.of(accounts.main(account), market.index);
    }

    /**
     * Returns the balance whose volume decides an account's fees in a market: that of its main account.
     *
     * @param balance the account's own balance of the quote asset
     */
    public int volumeBalance(int account, int balance) {
        int main = accounts.main(account);
        return main == account ? balance : ledger.slotOf(main, ledger.asset(balance));
    }

    /** Returns true if trades between these accounts count as volume, which decides fees. */
    public boolean isVolume(int account, int other) {
        return !rules.ownTradesAreNoVolume() || !accounts.isOneOwner(account, other);
    }

    public long takeOrderId() {
        return nextOrder++;
    }

    public long takeTradeId() {
        return nextTrade++;
    }

    public long nextOrder() {
        return nextOrder;
    }

    public long nextTrade() {
        return nextTrade;
    }

    public void restoreCounters(long order, long trade, int rules) {
        adoptRules(rules);
        nextOrder = order;
        nextTrade = trade;
    }
}
