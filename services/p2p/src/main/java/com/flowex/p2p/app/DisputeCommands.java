package com.flowex.p2p.app;

import com.flowex.domain.value.AccountId;
import com.flowex.p2p.app.SalePolicy.Trader;
import com.flowex.p2p.app.TradeTransitions.Sent;
import com.flowex.p2p.rule.TradeMessage;
import com.flowex.p2p.rule.TradeRole;
import com.flowex.p2p.store.StatementsTable;
import com.flowex.p2p.store.Trade;
import com.flowex.p2p.store.TradesTable;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.TransactionRetry;
import com.flowex.platform.database.transaction.Transaction;
import java.util.UUID;

/** Commands of the parties of a dispute: opening it, statements, accepting its decision, and the appeal against it. */
public final class DisputeCommands {

    private final Database database;
    private final TradesTable trades;
    private final StatementsTable statements;
    private final TradeTransitions transitions;
    private final EscrowPostings postings;
    private final P2pParts parts;

    DisputeCommands(P2pParts parts, EscrowPostings postings) {
        this.database = parts.database();
        this.trades = parts.trades();
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
        return change(party, (connection, trade, role) -> {
            Trade disputed = transitions.apply(connection, trade, sent(party, role, TradeMessage.DISPUTE, reason));
            return statement.isEmpty() ? disputed : stated(connection, disputed, party, statement);
        });
    }

    private static Sent sent(Party party, TradeRole role, TradeMessage message, String note) {
        return Sent.by(role, party.account().number(), message, note);
    }

    /** Adds a party's side of a dispute or of an appeal, once for each. */
    public Trade say(Party party, String text) {
        return change(party, (connection, trade, _) -> stated(connection, trade, party, text));
    }

    private Trade stated(Transaction connection, Trade trade, Party party, String text) {
        TradeRole role = trade.roleOf(party.account());
        Trade after = transitions.apply(connection, trade, sent(party, role, TradeMessage.STATEMENT, ""));
        statements.add(connection, after, role, party.trader.user(), text);
        return after;
    }

    /** Appeals against a decision, once: the decision on an appeal is final. */
    public Trade appeal(Party party, String text) {
        return change(party, (connection, trade, role) -> {
            Trade appealed = transitions.apply(connection, trade, sent(party, role, TradeMessage.APPEAL, ""));
            return stated(connection, appealed, party, text);
        });
    }

    /** Accepts a decision that is against the party. It is carried out once no party can appeal. */
    public Trade accept(Party party) {
        return postings.postOrLeave(change(
                party,
                (connection, trade, role) -> transitions.apply(
                        connection, trade, sent(party, role, TradeGuards.acceptanceOf(trade, role), ""))));
    }

    /** Change of a trade that is locked. */
    @FunctionalInterface
    private interface Change {
        Trade of(Transaction connection, Trade trade, TradeRole role);
    }

    private Trade change(Party party, Change change) {
        int tenant = party.account().tenant();
        Trade after = TransactionRetry.change(database, tenant, connection -> {
            Trade trade = TradeCommands.own(trades.held(connection, tenant, party.trade), party.account());
            TradeCommands.requireVersion(trade, party.version);
            return change.of(connection, trade, trade.roleOf(party.account()));
        });
        parts.changed(after);
        return after;
    }
}
