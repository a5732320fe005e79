package com.flowex.p2p.app;

import com.flowex.p2p.app.method.MethodRules;
import com.flowex.p2p.app.method.People;
import com.flowex.p2p.app.notice.NoticeFeed;
import com.flowex.p2p.app.person.Presence;
import com.flowex.p2p.store.OffersTable;
import com.flowex.p2p.store.StatementsTable;
import com.flowex.p2p.store.Trade;
import com.flowex.p2p.store.TradesTable;
import com.flowex.platform.database.Database;
import java.util.Set;

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
