package com.flowex.p2p.rule;

import static com.flowex.p2p.rule.TradeMessage.APPROVE;
import static com.flowex.p2p.rule.TradeMessage.CANCEL;
import static com.flowex.p2p.rule.TradeMessage.CLAIM;
import static com.flowex.p2p.rule.TradeMessage.DECIDE;
import static com.flowex.p2p.rule.TradeMessage.DISPUTE;
import static com.flowex.p2p.rule.TradeMessage.PAY;
import static com.flowex.p2p.rule.TradeMessage.PROPOSE;
import static com.flowex.p2p.rule.TradeMessage.REFUSED;
import static com.flowex.p2p.rule.TradeMessage.REJECT;
import static com.flowex.p2p.rule.TradeMessage.RELEASE;
import static com.flowex.p2p.rule.TradeMessage.RESERVED;
import static com.flowex.p2p.rule.TradeMessage.SETTLED;
import static com.flowex.p2p.rule.TradeMessage.TIME_UP;
import static com.flowex.p2p.rule.TradeRole.BUYER;
import static com.flowex.p2p.rule.TradeRole.LEDGER;
import static com.flowex.p2p.rule.TradeRole.MODERATOR;
import static com.flowex.p2p.rule.TradeRole.SELLER;
import static com.flowex.p2p.rule.TradeState.AWAITING_PAYMENT;
import static com.flowex.p2p.rule.TradeState.DISPUTED;
import static com.flowex.p2p.rule.TradeState.PAID;
import static com.flowex.p2p.rule.TradeState.PROPOSED;
import static com.flowex.p2p.rule.TradeState.RESERVING;
import static com.flowex.p2p.rule.TradeState.SETTLING;
import static com.flowex.p2p.rule.TradeState.UNFUNDED;

import java.util.List;
import java.util.Optional;

/**
 * The table of a trade: each allowed combination of state, message and role, and its outcome. A combination without a
 * row is refused. {@code docs/p2p.md} shows the same rows, and a test compares them.
 */
public final class TradeTable {

    /** Way in which a row settles the escrow. */
    public enum Settlement {
        /** Nothing is posted. */
        NONE,
        /** The principal goes to the buyer, the fee to the exchange. */
        RELEASE,
        /** Everything goes back, because the buyer canceled. */
        CANCEL,
        /** Everything goes back, because the payment window ended. */
        EXPIRE,
        /** As the moderator decided. */
        DECISION
    }

    /**
     * Row of the table.
     *
     * @param next state afterwards
     * @param settlement settlement that starts with the transition
     */
    public record Cell(
            TradeState state, TradeMessage message, TradeRole role, TradeState next, Settlement settlement) {}

    /**
     * All rows. After {@code PAY} no row of the clock returns money: silence opens a dispute. The seller has no row
     * that ends a trade other than by releasing.
     */
    public static final List<Cell> CELLS = List.of(
            stays(RESERVING, RESERVED, LEDGER, AWAITING_PAYMENT),
            stays(RESERVING, REFUSED, LEDGER, UNFUNDED),
            stays(AWAITING_PAYMENT, PAY, BUYER, PAID),
            settles(AWAITING_PAYMENT, CANCEL, BUYER, Settlement.CANCEL),
            settles(AWAITING_PAYMENT, RELEASE, SELLER, Settlement.RELEASE),
            settles(AWAITING_PAYMENT, TIME_UP, TradeRole.CLOCK, Settlement.EXPIRE),
            settles(PAID, RELEASE, SELLER, Settlement.RELEASE),
            stays(PAID, DISPUTE, BUYER, DISPUTED),
            stays(PAID, DISPUTE, SELLER, DISPUTED),
            stays(PAID, TIME_UP, TradeRole.CLOCK, DISPUTED),
            settles(DISPUTED, RELEASE, SELLER, Settlement.RELEASE),
            settles(DISPUTED, CANCEL, BUYER, Settlement.CANCEL),
            stays(DISPUTED, CLAIM, MODERATOR, DISPUTED),
            settles(DISPUTED, DECIDE, MODERATOR, Settlement.DECISION),
            stays(DISPUTED, PROPOSE, MODERATOR, PROPOSED),
            settles(PROPOSED, RELEASE, SELLER, Settlement.RELEASE),
            settles(PROPOSED, CANCEL, BUYER, Settlement.CANCEL),
            settles(PROPOSED, APPROVE, MODERATOR, Settlement.DECISION),
            stays(PROPOSED, REJECT, MODERATOR, DISPUTED),
            stays(SETTLING, REFUSED, LEDGER, SETTLING),
            // The state afterwards is the end that was decided when the settlement began.
            stays(SETTLING, SETTLED, LEDGER, SETTLING));

    private TradeTable() {}

    private static Cell stays(TradeState state, TradeMessage message, TradeRole role, TradeState next) {
        return new Cell(state, message, role, next, Settlement.NONE);
    }

    private static Cell settles(TradeState state, TradeMessage message, TradeRole role, Settlement settlement) {
        return new Cell(state, message, role, SETTLING, settlement);
    }

    /** Returns the row of a combination; empty if the combination is refused. */
    public static Optional<Cell> find(TradeState state, TradeMessage message, TradeRole role) {
        return CELLS.stream()
                .filter(cell -> cell.state == state && cell.message == message && cell.role == role)
                .findFirst();
    }
}
