package com.flowex.p2p.app;

import com.flowex.p2p.app.method.MethodRules;
import com.flowex.p2p.app.method.People;
import com.flowex.p2p.app.person.Presence;
import com.flowex.p2p.store.OffersTable;
import com.flowex.p2p.store.StatementsTable;
import com.flowex.p2p.store.TradesTable;
import com.flowex.platform.database.Database;

/** Parts that the commands on trades share. */
public record P2pParts(
        Database database,
        OffersTable offers,
        TradesTable trades,
        StatementsTable statements,
        TradeTransitions transitions,
        OfferPricing pricing,
        P2pSettings settings,
        SellerRestrictions restrictions,
        ReleaseConfirmation confirmation,
        People people,
        MethodRules methods,
        Presence presence) {

    /** Returns the postings of escrows in a ledger. */
    public EscrowPostings postings(EscrowLedger ledger) {
        return new EscrowPostings(database, trades, transitions, ledger);
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
