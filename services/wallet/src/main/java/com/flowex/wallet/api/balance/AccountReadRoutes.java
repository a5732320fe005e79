package com.flowex.wallet.api.balance;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Routes;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.market.IsolatedAccounts;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.wallet.api.journal.AccountingExportEndpoint;
import com.flowex.wallet.api.journal.StatementEndpoint;
import com.flowex.wallet.api.transfer.ListTransactionsEndpoint;
import com.flowex.wallet.app.accounting.OutsidePayments;
import com.flowex.wallet.app.history.BalanceHistory;
import com.flowex.wallet.store.balance.CurrentBalances;
import com.flowex.wallet.store.journal.JournalQueries;
import com.flowex.wallet.store.transaction.TransactionQueries;

/** Reads of the money of the account that a request is for: the caller's main account, or an isolated one. */
public record AccountReadRoutes(
        OrderEntryService orderEntry,
        CurrentBalances balances,
        InstrumentDirectory directory,
        OutsidePayments payments,
        ConsistentView view) {

    /** Weight of a read over an account's whole history. */
    public static final int EXPORT_WEIGHT = 50;

    /** Returns the routes. */
    public Routes routes(TransactionQueries transactions, JournalQueries journal, BalanceHistory past) {
        return new Routes()
                .get(
                        "/api/wallet/balances",
                        Access.of(Permission.READ),
                        new ListBalancesEndpoint(
                                request -> request.caller().account(), orderEntry, balances.queries(), past, view))
                .query("as_of")
                .get(
                        "/api/wallet/balance/{currency}",
                        Access.of(Permission.READ),
                        new GetBalanceEndpoint(balances.queries(), past, directory, view))
                .query("as_of")
                .get(
                        "/api/wallet/transactions",
                        Access.of(Permission.READ),
                        new ListTransactionsEndpoint(
                                request -> request.caller().account(), orderEntry, transactions, past, directory, view))
                .query(ListTransactionsEndpoint.parameters())
                .weight(3)
                .get(
                        "/api/wallet/statements",
                        Access.of(Permission.READ),
                        new StatementEndpoint(journal, directory, view))
                .query("from", "to", "currency", "format")
                .weight(EXPORT_WEIGHT)
                .get(
                        "/api/wallet/export",
                        Access.of(Permission.READ),
                        AccountingExportEndpoint.ofCaller(journal, directory, payments, view))
                .query("format", "from", "to")
                .weight(EXPORT_WEIGHT)
                .actingFor(IsolatedAccounts.PARAMETER, new IsolatedAccounts(orderEntry.listed())::of);
    }
}
