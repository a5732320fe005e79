package com.flowex.p2p.rule;

import static com.flowex.p2p.rule.TradeMessage.ACCEPT;
import static com.flowex.p2p.rule.TradeMessage.AGREE_PART;
import static com.flowex.p2p.rule.TradeMessage.AGREE_REOPEN;
import static com.flowex.p2p.rule.TradeMessage.APPEAL;
import static com.flowex.p2p.rule.TradeMessage.APPROVE;
import static com.flowex.p2p.rule.TradeMessage.CANCEL;
import static com.flowex.p2p.rule.TradeMessage.CLAIM;
import static com.flowex.p2p.rule.TradeMessage.CONCLUDE;
import static com.flowex.p2p.rule.TradeMessage.DECIDE;
import static com.flowex.p2p.rule.TradeMessage.DECLINE_PART;
import static com.flowex.p2p.rule.TradeMessage.DECLINE_REOPEN;
import static com.flowex.p2p.rule.TradeMessage.DISPUTE;
import static com.flowex.p2p.rule.TradeMessage.OFFER_PART;
import static com.flowex.p2p.rule.TradeMessage.PAY;
import static com.flowex.p2p.rule.TradeMessage.PROPOSE;
import static com.flowex.p2p.rule.TradeMessage.REFUSED;
import static com.flowex.p2p.rule.TradeMessage.REJECT;
import static com.flowex.p2p.rule.TradeMessage.RELEASE;
import static com.flowex.p2p.rule.TradeMessage.REOPEN;
import static com.flowex.p2p.rule.TradeMessage.RESERVED;
import static com.flowex.p2p.rule.TradeMessage.SETTLED;
import static com.flowex.p2p.rule.TradeMessage.STATEMENT;
import static com.flowex.p2p.rule.TradeMessage.TIME_UP;
import static com.flowex.p2p.rule.TradeRole.BUYER;
import static com.flowex.p2p.rule.TradeRole.CLOCK;
import static com.flowex.p2p.rule.TradeRole.LEDGER;
import static com.flowex.p2p.rule.TradeRole.MODERATOR;
import static com.flowex.p2p.rule.TradeRole.SELLER;
import static com.flowex.p2p.rule.TradeState.APPEALED;
import static com.flowex.p2p.rule.TradeState.APPEAL_PROPOSED;
import static com.flowex.p2p.rule.TradeState.AWAITING_PAYMENT;
import static com.flowex.p2p.rule.TradeState.DECIDED;
import static com.flowex.p2p.rule.TradeState.DISPUTED;
import static com.flowex.p2p.rule.TradeState.EXPIRED;
import static com.flowex.p2p.rule.TradeState.PAID;
import static com.flowex.p2p.rule.TradeState.PROPOSED;
import static com.flowex.p2p.rule.TradeState.REOPEN_ASKED;
import static com.flowex.p2p.rule.TradeState.RESERVING;
import static com.flowex.p2p.rule.TradeState.RESERVING_AGAIN;
import static com.flowex.p2p.rule.TradeState.SETTLING;
import static com.flowex.p2p.rule.TradeState.UNFUNDED;

import java.util.ArrayList;
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
        DECISION,
        /** As the parties agreed on a part. */
        PART
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
     * All rows. After {@code PAY} no row of the clock returns money by itself: silence opens a dispute, and the end of
     * the time for an appeal carries out what a moderator decided. The seller has no row that returns money to the
     * seller without the buyer or a moderator.
     */
    public static final List<Cell> CELLS = cells();

    private TradeTable() {}

    private static List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        cells.addAll(List.of(
                stays(RESERVING, RESERVED, LEDGER, AWAITING_PAYMENT),
                stays(RESERVING, REFUSED, LEDGER, UNFUNDED),
                stays(AWAITING_PAYMENT, PAY, BUYER, PAID),
                settles(AWAITING_PAYMENT, CANCEL, BUYER, Settlement.CANCEL),
                settles(AWAITING_PAYMENT, RELEASE, SELLER, Settlement.RELEASE),
                settles(AWAITING_PAYMENT, TIME_UP, CLOCK, Settlement.EXPIRE),
                settles(PAID, RELEASE, SELLER, Settlement.RELEASE),
                stays(PAID, DISPUTE, BUYER, DISPUTED),
                stays(PAID, DISPUTE, SELLER, DISPUTED),
                stays(PAID, TIME_UP, CLOCK, DISPUTED)));
        cells.addAll(parts(PAID));
        cells.addAll(List.of(
                settles(DISPUTED, RELEASE, SELLER, Settlement.RELEASE),
                settles(DISPUTED, CANCEL, BUYER, Settlement.CANCEL),
                stays(DISPUTED, STATEMENT, BUYER, DISPUTED),
                stays(DISPUTED, STATEMENT, SELLER, DISPUTED),
                stays(DISPUTED, CLAIM, MODERATOR, DISPUTED),
                stays(DISPUTED, DECIDE, MODERATOR, DECIDED),
                stays(DISPUTED, PROPOSE, MODERATOR, PROPOSED),
                stays(DISPUTED, TIME_UP, CLOCK, DISPUTED)));
        cells.addAll(parts(DISPUTED));
        cells.addAll(List.of(
                settles(PROPOSED, RELEASE, SELLER, Settlement.RELEASE),
                settles(PROPOSED, CANCEL, BUYER, Settlement.CANCEL),
                stays(PROPOSED, APPROVE, MODERATOR, DECIDED),
                stays(PROPOSED, REJECT, MODERATOR, DISPUTED),
                stays(PROPOSED, TIME_UP, CLOCK, PROPOSED)));
        cells.addAll(parts(PROPOSED));
        cells.addAll(List.of(
                settles(DECIDED, RELEASE, SELLER, Settlement.RELEASE),
                settles(DECIDED, CANCEL, BUYER, Settlement.CANCEL),
                stays(DECIDED, ACCEPT, BUYER, DECIDED),
                stays(DECIDED, ACCEPT, SELLER, DECIDED),
                settles(DECIDED, CONCLUDE, BUYER, Settlement.DECISION),
                settles(DECIDED, CONCLUDE, SELLER, Settlement.DECISION),
                stays(DECIDED, APPEAL, BUYER, APPEALED),
                stays(DECIDED, APPEAL, SELLER, APPEALED),
                settles(DECIDED, TIME_UP, CLOCK, Settlement.DECISION)));
        cells.addAll(parts(DECIDED));
        cells.addAll(List.of(
                settles(APPEALED, RELEASE, SELLER, Settlement.RELEASE),
                settles(APPEALED, CANCEL, BUYER, Settlement.CANCEL),
                stays(APPEALED, STATEMENT, BUYER, APPEALED),
                stays(APPEALED, STATEMENT, SELLER, APPEALED),
                stays(APPEALED, CLAIM, MODERATOR, APPEALED),
                settles(APPEALED, DECIDE, MODERATOR, Settlement.DECISION),
                stays(APPEALED, PROPOSE, MODERATOR, APPEAL_PROPOSED),
                stays(APPEALED, TIME_UP, CLOCK, APPEALED)));
        cells.addAll(parts(APPEALED));
        cells.addAll(List.of(
                settles(APPEAL_PROPOSED, RELEASE, SELLER, Settlement.RELEASE),
                settles(APPEAL_PROPOSED, CANCEL, BUYER, Settlement.CANCEL),
                settles(APPEAL_PROPOSED, APPROVE, MODERATOR, Settlement.DECISION),
                stays(APPEAL_PROPOSED, REJECT, MODERATOR, APPEALED),
                stays(APPEAL_PROPOSED, TIME_UP, CLOCK, APPEAL_PROPOSED)));
        cells.addAll(parts(APPEAL_PROPOSED));
        cells.addAll(List.of(
                stays(SETTLING, REFUSED, LEDGER, SETTLING),
                // The state afterwards is the end that was decided when the settlement began.
                stays(SETTLING, SETTLED, LEDGER, SETTLING),
                stays(EXPIRED, REOPEN, BUYER, REOPEN_ASKED),
                stays(REOPEN_ASKED, AGREE_REOPEN, SELLER, RESERVING_AGAIN),
                stays(REOPEN_ASKED, DECLINE_REOPEN, SELLER, EXPIRED),
                stays(REOPEN_ASKED, TIME_UP, CLOCK, EXPIRED),
                stays(RESERVING_AGAIN, RESERVED, LEDGER, PAID),
                stays(RESERVING_AGAIN, REFUSED, LEDGER, EXPIRED)));
        return List.copyOf(cells);
    }

    /** Rows by which the parties agree on a part, in each state in which the payment may have been made in part. */
    private static List<Cell> parts(TradeState state) {
        return List.of(
                stays(state, OFFER_PART, BUYER, state),
                stays(state, OFFER_PART, SELLER, state),
                settles(state, AGREE_PART, BUYER, Settlement.PART),
                settles(state, AGREE_PART, SELLER, Settlement.PART),
                stays(state, DECLINE_PART, BUYER, state),
                stays(state, DECLINE_PART, SELLER, state));
    }

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
