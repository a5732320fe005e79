package com.flowex.p2p.app;

import com.flowex.domain.value.AccountId;
import com.flowex.p2p.app.method.MethodRules;
import com.flowex.p2p.app.method.People;
import com.flowex.p2p.app.notice.NoticeFeed;
import com.flowex.p2p.app.person.Presence;
import com.flowex.p2p.store.OffersTable;
import com.flowex.p2p.store.StatementsTable;
import com.flowex.p2p.store.Trade;
import com.flowex.p2p.store.TradesTable;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.TransactionRetry;
import com.flowex.platform.database.transaction.Transaction;
import java.util.Set;
import java.util.UUID;

/** Parts that the commands on trades share. */
public record P2pParts(
        Database database,
        OffersTable offers,
        TradesTable trades,
        StatementsTable statements,
        TradeTransitions transitions,
        OfferPricing pricing,
        P2pSettings settings,
        SalePolicy sales,
        NoticeFeed feed,
        People people,
        MethodRules methods,
        Presence presence) {

    /** Wakes the pages of both parties; called after the commit of a change. */
    void changed(Trade trade) {
        feed.changed(Set.of(trade.terms().buyer(), trade.terms().seller()));
    }

    /**
     * Returns a trade of a party as it is now.
     *
     * @throws com.flowex.platform.errors.Refusal {@code not_found} if it is no trade of theirs
     */
    Trade seen(AccountId party, UUID id) {
        int tenant = party.tenant();
        return database.query(tenant, connection -> TradeCommands.own(trades.find(connection, tenant, id), party));
    }

    /** Change of a trade that is locked. */
    @FunctionalInterface
    interface Change {
        Trade of(Transaction connection, Trade trade);
    }

    /**
     * Changes a trade of a party under its lock, and wakes the pages of both parties.
     *
     * @param version version of the trade that the party saw
     * @throws com.flowex.platform.errors.Refusal {@code not_found} if it is no trade of theirs, {@code version_changed}
     */
    Trade change(AccountId party, UUID id, int version, Change change) {
        int tenant = party.tenant();
        Trade after = TransactionRetry.change(database, tenant, connection -> {
            Trade trade = TradeCommands.own(trades.held(connection, tenant, id), party);
            TradeCommands.requireVersion(trade, version);
            return change.of(connection, trade);
        });
        changed(after);
        return after;
    }

    /** Returns the postings of escrows in a ledger. */
    public EscrowPostings postings(EscrowLedger ledger) {
        return new EscrowPostings(this, ledger);
    }

    /** Returns the commands by which offers are taken. */
    public TakeCommands takings(EscrowPostings postings) {
        return new TakeCommands(this, postings);
    }

    /** Returns the commands of parties. */
    public TradeCommands commands(EscrowPostings postings) {
        return new TradeCommands(this, postings);
    }

    /** Returns the commands by which the parties of a trade agree with each other. */
    public TradeAgreements agreements(EscrowPostings postings) {
        return new TradeAgreements(this, postings);
    }

    /** Returns the commands of the parties of a dispute. */
    public DisputeCommands disputes(EscrowPostings postings) {
        return new DisputeCommands(this, postings);
    }

    /** Returns the decisions of moderators. */
    public DisputeDecisions decisions(EscrowPostings postings) {
        return new DisputeDecisions(this, postings);
    }

    /** Returns the clock of trades. */
    public TradeClock clock(EscrowPostings postings) {
        return new TradeClock(this, postings);
    }
}
