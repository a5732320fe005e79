package com.flowex.p2p.app;

import com.flowex.domain.value.AccountId;
import com.flowex.p2p.app.SalePolicy.Trader;
import com.flowex.p2p.app.TradeTransitions.Sent;
import com.flowex.p2p.app.method.People;
import com.flowex.p2p.app.person.Presence;
import com.flowex.p2p.rule.TradeMessage;
import com.flowex.p2p.rule.TradeTable;
import com.flowex.p2p.rule.method.NameCheck;
import com.flowex.p2p.store.StatementsTable;
import com.flowex.p2p.store.Trade;
import com.flowex.p2p.store.TradeEvent;
import com.flowex.p2p.store.TradeEventsTable;
import com.flowex.p2p.store.TradesTable;
import com.flowex.p2p.store.report.ChargebacksTable;
import com.flowex.platform.database.Database;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Commands of the parties on a trade that was taken. */
public final class TradeCommands {

    private final Database database;
    private final TradesTable trades;
    private final StatementsTable statements;
    private final TradeTransitions transitions;
    private final EscrowPostings postings;
    private final SalePolicy sales;
    private final People people;
    private final Presence presence;
    private final P2pParts parts;

    TradeCommands(P2pParts parts, EscrowPostings postings) {
        this.database = parts.database();
        this.trades = parts.trades();
        this.statements = parts.statements();
        this.transitions = parts.transitions();
        this.postings = postings;
        this.sales = parts.sales();
        this.people = parts.people();
        this.presence = parts.presence();
        this.parts = parts;
    }

    /**
     * Releases the principal to the buyer.
     *
     * @param user user of the party
     * @param code code of the user's second factor; empty if none was sent
     * @throws Refusal if a rule for money that leaves an account is broken: a moderator then decides; refusals of the
     *     second factor
     */
    public Trade release(AccountId party, long user, UUID id, int version, String code) {
        Trade trade = parts.seen(party, id);
        requireVersion(trade, version);
        // A code is used up by its check, so what cannot be released asks for none.
        if (TradeTable.find(trade.state(), TradeMessage.RELEASE, trade.roleOf(party))
                .isPresent()) {
            Trade.Terms terms = trade.terms();
            sales.requireMayRelease(
                    new SalePolicy.Sale(Trader.inSession(party, user), terms.asset(), terms.units(), terms.buyer()),
                    code);
        }
        return send(party, id, version, TradeMessage.RELEASE, "");
    }

    /**
     * Reports the payment.
     *
     * @param user user of the buyer
     * @param payer name on the account that paid; empty if it was not given
     */
    public Trade pay(AccountId party, long user, UUID id, int version, String payer) {
        String name = people.find(party.tenant(), user).map(People.Person::name).orElse("");
        return send(
                party,
                id,
                version,
                TradeMessage.PAY,
                NameCheck.compare(payer, name).label());
    }

    /**
     * Sends a party's message.
     *
     * @param version version of the trade that the party saw
     * @param note reason of a dispute, result of the comparison of names of a payment; otherwise empty
     */
    public Trade send(AccountId party, UUID id, int version, TradeMessage message, String note) {
        return postings.postOrLeave(parts.change(
                party,
                id,
                version,
                (connection, trade) -> transitions.apply(
                        connection, trade, Sent.by(trade.roleOf(party), party.number(), message, note))));
    }

    static void requireVersion(Trade trade, int version) {
        if (trade.version() != version) {
            throw new Refusal(
                    RefusalCode.VERSION_CHANGED,
                    "the trade has changed in the meantime, to version " + trade.version() + ", and is "
                            + trade.state().label() + ": read it again");
        }
    }

    static Trade own(Optional<Trade> found, AccountId party) {
        return found.filter(trade -> trade.isParty(party))
                .orElseThrow(() -> Refusal.notFound("you have no such trade"));
    }

    /**
     * Trade as a reader sees it.
     *
     * @param details where to pay; empty for others than the parties and once the trade has ended
     * @param chargeback record of a moderator that the payment was taken back
     */
    public record Shown(
            Trade trade,
            String details,
            List<TradeEvent> history,
            List<StatementsTable.Statement> statements,
            Optional<ChargebacksTable.Mark> chargeback) {}

    public Shown find(AccountId party, UUID id) {
        int tenant = party.tenant();
        return database.query(tenant, connection -> {
            Trade trade = own(trades.find(connection, tenant, id), party);
            String details = trade.state().hasEnded()
                    ? ""
                    : trades.details(connection, trade).orElse("");
            return new Shown(
                    trade,
                    details,
                    TradeEventsTable.all(connection, tenant, id),
                    statements.all(connection, tenant, id),
                    ChargebacksTable.mark(connection, tenant, id));
        });
    }

    /** Returns the moment by which what a reader may do is judged. */
    public Instant now() {
        return transitions.now();
    }

    /** Returns trades of a party, newest first. It lets the party be there. */
    public List<Trade> page(AccountId party, long before, int limit) {
        presence.renew(party, transitions.now());
        return database.query(party.tenant(), connection -> trades.page(connection, party, before, limit));
    }
}
