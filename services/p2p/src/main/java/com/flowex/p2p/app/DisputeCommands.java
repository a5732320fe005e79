package com.flowex.p2p.app;

import com.flowex.domain.value.AccountId;
import com.flowex.p2p.app.SalePolicy.Trader;
import com.flowex.p2p.app.TradeTransitions.Sent;
import com.flowex.p2p.rule.TradeMessage;
import com.flowex.p2p.store.StatementsTable;
import com.flowex.p2p.store.Trade;
import com.flowex.platform.database.transaction.Transaction;
import java.util.UUID;

/** Commands of the parties of a dispute: opening it, statements, accepting its decision, and the appeal against it. */
public final class DisputeCommands {

    private final StatementsTable statements;
    private final TradeTransitions transitions;
    private final EscrowPostings postings;
    private final P2pParts parts;

    DisputeCommands(P2pParts parts, EscrowPostings postings) {
        this.statements = parts.statements();
        this.transitions = parts.transitions();
        this.postings = postings;
        this.parts = parts;
    }

    /**
     * Party of a trade that says something about it.
     *
     * @param trader account and user of the party
     * @param version version of the trade that the party saw
     * @param mayPayOut true if the party is in a session and has the permission to withdraw
     */
    public record Party(Trader trader, UUID trade, int version, boolean mayPayOut) {

        AccountId account() {
            return trader.account();
        }
    }

    /**
     * Opens a dispute.
     *
     * @param reason reason code
     * @param statement the party's side; empty to say it later
     */
    public Trade dispute(Party party, String reason, String statement) {
        return change(party, (connection, trade) -> {
            Trade disputed = applied(connection, trade, party, TradeMessage.DISPUTE, reason);
            return statement.isEmpty() ? disputed : stated(connection, disputed, party, statement);
        });
    }

    private Trade applied(Transaction connection, Trade trade, Party party, TradeMessage message, String note) {
        AccountId account = party.account();
        return transitions.apply(connection, trade, Sent.by(trade.roleOf(account), account.number(), message, note));
    }

    /** Adds a party's side of a dispute or of an appeal, once for each. */
    public Trade say(Party party, String text) {
        return change(party, (connection, trade) -> stated(connection, trade, party, text));
    }

    private Trade stated(Transaction connection, Trade trade, Party party, String text) {
        Trade after = applied(connection, trade, party, TradeMessage.STATEMENT, "");
        statements.add(connection, after, trade.roleOf(party.account()), party.trader.user(), text);
        return after;
    }

    /** Appeals against a decision, once: the decision on an appeal is final. */
    public Trade appeal(Party party, String text) {
        return change(
                party,
                (connection, trade) ->
                        stated(connection, applied(connection, trade, party, TradeMessage.APPEAL, ""), party, text));
    }

    /** Accepts a decision that is against the party. It is carried out once no party can appeal. */
    public Trade accept(Party party) {
        return postings.postOrLeave(change(
                party,
                (connection, trade) -> applied(
                        connection, trade, party, TradeGuards.acceptanceOf(trade, trade.roleOf(party.account())), "")));
    }

    private Trade change(Party party, P2pParts.Change change) {
        return parts.change(party.account(), party.trade, party.version, change);
    }
}
