package com.flowex.engine;

import com.flowex.domain.RulesVersion;
import com.flowex.engine.fees.Volumes;
import com.flowex.engine.ids.ClientOrderIds;
import com.flowex.engine.ids.TransferIds;
import com.flowex.engine.ledger.Claims;
import com.flowex.engine.ledger.Ledger;
import com.flowex.engine.timers.Timers;

/** Everything the exchange knows: what a snapshot holds, no more and no less. */
final class ExchangeState {

    final Journal journal = new Journal();
    final Accounts accounts = new Accounts();
    final Assets assets = new Assets();
    final Markets markets = new Markets();
    final Ledger ledger = new Ledger();
    final Claims claims = new Claims(ledger);
    final ClientOrderIds ids = new ClientOrderIds();
    final TransferIds transfers = new TransferIds();
    final Steps steps = new Steps();
    final Timers timers = new Timers();
    final Reservations reservations = new Reservations(transfers, accounts, assets, ledger, claims, timers);
    final Touched touched = new Touched();
    final KillSwitches kills = new KillSwitches();
    final Backlog backlog = new Backlog();
    final Endings endings = new Endings(kills, backlog);
    final Volumes volumes = new Volumes();
    final AccountLimitsTable limits = new AccountLimitsTable();
    final OpenOrders open = new OpenOrders(markets, ledger, claims, ids, timers, touched);

    private final int rulesNewest;
    private RuleSet rules = new RuleSet(RulesVersion.FIRST);
    private long nextOrder = 1;
    private long nextTrade = 1;

    ExchangeState() {
        this(RulesVersion.NEWEST);
    }

    /** @param rulesNewest the newest rules that this build is to know */
    ExchangeState(int rulesNewest) {
        this.rulesNewest = rulesNewest;
    }

    /** Before anything happened: decides where ids stand in tables, and nothing that is answered. */
    void hideBehind(long secret) {
        ids.hideBehind(secret);
        transfers.hideBehind(secret);
    }

    /** The rules that the log follows now. */
    RuleSet rules() {
        return rules;
    }

    /** @throws UnknownRulesException if this build does not know them */
    void adoptRules(int version) {
        if (version > rulesNewest) {
            throw new UnknownRulesException(version, rulesNewest);
        }
        rules = new RuleSet(version);
        if (rules.tradedIdsAreKept()) {
            ids.keepTraces();
        }
    }

    /** Whether trades of these accounts with each other are volume, which decides fees. */
    boolean isVolume(int account, int other) {
        return !rules.ownTradesAreNoVolume() || !accounts.isOneOwner(account, other);
    }

    long takeOrderId() {
        return nextOrder++;
    }

    long takeTradeId() {
        return nextTrade++;
    }

    long nextOrder() {
        return nextOrder;
    }

    long nextTrade() {
        return nextTrade;
    }

    void restoreCounters(long order, long trade, int rules) {
        adoptRules(rules);
        nextOrder = order;
        nextTrade = trade;
    }
}
