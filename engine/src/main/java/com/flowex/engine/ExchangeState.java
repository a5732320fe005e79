package com.flowex.engine;

import com.flowex.engine.ids.ClientOrderIds;
import com.flowex.engine.ids.TransferIds;
import com.flowex.engine.ledger.Ledger;
import com.flowex.engine.timers.Timers;

/** Everything the exchange knows: what a snapshot holds, no more and no less. */
final class ExchangeState {

    final Journal journal = new Journal();
    final Accounts accounts = new Accounts();
    final Assets assets = new Assets();
    final Markets markets = new Markets();
    final Ledger ledger = new Ledger();
    final ClientOrderIds ids = new ClientOrderIds();
    final TransferIds transfers = new TransferIds();
    final Steps steps = new Steps();
    final Timers timers = new Timers();
    final Reservations reservations = new Reservations(transfers, accounts, assets, ledger, timers);
    final Touched touched = new Touched();
    final KillSwitches kills = new KillSwitches();
    final Endings endings = new Endings();
    final AccountLimitsTable limits = new AccountLimitsTable();
    final OpenOrders open = new OpenOrders(markets, ledger, ids, timers, touched);

    private long nextOrder = 1;
    private long nextTrade = 1;

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

    void restoreCounters(long order, long trade) {
        nextOrder = order;
        nextTrade = trade;
    }
}
