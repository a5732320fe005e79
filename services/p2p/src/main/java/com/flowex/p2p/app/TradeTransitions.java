package com.flowex.p2p.app;

import com.flowex.p2p.rule.EscrowSettlement;
import com.flowex.p2p.rule.TradeMessage;
import com.flowex.p2p.rule.TradeRole;
import com.flowex.p2p.rule.TradeState;
import com.flowex.p2p.rule.TradeTable;
import com.flowex.p2p.rule.TradeTable.Cell;
import com.flowex.p2p.store.CounterpartiesTable;
import com.flowex.p2p.store.OffersTable;
import com.flowex.p2p.store.Trade;
import com.flowex.p2p.store.Trade.Progress;
import com.flowex.p2p.store.TradeEvent;
import com.flowex.p2p.store.TradesTable;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Transitions of trades by the table. The state, the history and what follows from an end are written in one
 * transaction, under the lock of the trade's row.
 */
public final class TradeTransitions {

    /** Time that the request which began a posting has for it before the worker repeats it. */
    static final Duration POSTING_GRACE = Duration.ofSeconds(2);

    /** Pause after the ledger has refused a settlement, which only a fault or a restored copy can cause. */
    static final Duration REFUSED_PAUSE = Duration.ofHours(1);

    private final OffersTable offers;
    private final TradesTable trades;
    private final SalePolicy sales;
    private final P2pSettings settings;
    private final InstantSource clock;

    public TradeTransitions(
            OffersTable offers, TradesTable trades, SalePolicy sales, P2pSettings settings, InstantSource clock) {
        this.offers = offers;
        this.trades = trades;
        this.sales = sales;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Message about a trade.
     *
     * @param account account of the sender; empty for clock and ledger
     * @param note reason, refusal or moderator's words; may be empty
     * @param decision moderator's decision, of DECIDE and PROPOSE
     */
    record Sent(
            TradeMessage message,
            TradeRole role,
            OptionalLong account,
            String note,
            Optional<EscrowSettlement> decision) {

        static Sent by(TradeRole role, long account, TradeMessage message, String note) {
            return new Sent(message, role, OptionalLong.of(account), note, Optional.empty());
        }

        static Sent of(TradeRole role, TradeMessage message, String note) {
            return new Sent(message, role, OptionalLong.empty(), note, Optional.empty());
        }

        Sent deciding(EscrowSettlement how) {
            return new Sent(message, role, account, note, Optional.of(how));
        }
    }

    Instant now() {
        return P2pSettings.stored(clock.instant());
    }

    /**
     * Applies a message to a trade that the transaction has locked.
     *
     * @return the trade afterwards
     * @throws Refusal {@code trade_state} if the table has no row for it
     */
    Trade apply(Transaction connection, Trade trade, Sent sent) {
        Cell cell = TradeTable.find(trade.state(), sent.message, sent.role)
                .orElseThrow(() -> new Refusal(
                        RefusalCode.TRADE_STATE,
                        "the " + sent.role.label() + " cannot " + sent.message.label() + " a trade that is "
                                + trade.state().label()));
        Progress next = progress(trade, sent, cell);
        Instant now = now();
        Trade after = trade.after(next, deadline(trade, next, now), now);
        trades.change(connection, after);
        TradeEvent event = TradeEvent.of(after, sent.role, sent.account, sent.message, sent.note);
        TradeRecords.add(connection, after, event);
        if (after.state().hasEnded()) {
            ended(connection, after);
        }
        TradeRecords.announce(connection, after, event);
        return after;
    }

    private static Progress progress(Trade trade, Sent sent, Cell cell) {
        Progress now = trade.progress();
        return switch (sent.message) {
            case RESERVED, PAY -> now.in(cell.next());
            case DISPUTE -> now.disputed(sent.note);
            case CLAIM -> now.claimedBy(sent.account.orElseThrow());
            case PROPOSE -> now.proposing(sent.decision.orElseThrow());
            case REJECT -> now.withoutProposal();
            case REFUSED -> now.refused(sent.note).in(cell.next());
            case SETTLED -> now.in(now.settlement().orElseThrow().end());
            case APPROVE -> now.settling(now.settlement().orElseThrow());
            case DECIDE -> now.settling(sent.decision.orElseThrow());
            case RELEASE -> now.settling(EscrowSettlement.released(trade.terms().escrow()));
            case CANCEL -> now.settling(EscrowSettlement.returned(TradeState.CANCELED));
            case TIME_UP ->
                cell.settlement() == TradeTable.Settlement.EXPIRE
                        ? now.settling(EscrowSettlement.returned(TradeState.EXPIRED))
                        : now.disputed("no_answer");
        };
    }

    private Optional<Instant> deadline(Trade before, Progress next, Instant now) {
        return switch (next.state()) {
            case AWAITING_PAYMENT ->
                Optional.of(now.plus(Duration.ofMinutes(before.terms().windowMinutes())));
            case PAID -> Optional.of(now.plus(settings.releaseWindow()));
            case RESERVING -> Optional.of(now.plus(POSTING_GRACE));
            case SETTLING ->
                Optional.of(now.plus(next.attempt() > before.progress().attempt() ? REFUSED_PAUSE : POSTING_GRACE));
            case DISPUTED, PROPOSED, UNFUNDED, RELEASED, CANCELED, EXPIRED, RETURNED, SPLIT -> Optional.empty();
        };
    }

    /** Takes what the seller kept out of the day in which the sale was counted. */
    private void uncount(Transaction connection, Trade trade) {
        Trade.Terms terms = trade.terms();
        long sold = trade.progress()
                .settlement()
                .map(end -> end.buyerUnits() + end.feeUnits())
                .orElse(0L);
        long kept = terms.units() - sold;
        if (kept > 0) {
            trades.countedOn(connection, trade)
                    .ifPresent(day -> sales.giveBack(connection, terms.seller(), terms.asset(), day, kept));
        }
    }

    /** An end that the ledger caused alone counts for no party; a return counts against the buyer. */
    private void ended(Transaction connection, Trade trade) {
        if (trade.state().givesBack()) {
            offers.giveBack(connection, trade);
        }
        uncount(connection, trade);
        Trade.Terms terms = trade.terms();
        switch (trade.state()) {
            case RELEASED -> {
                CounterpartiesTable.add(connection, terms.buyer(), terms.seller(), true);
                CounterpartiesTable.add(connection, terms.seller(), terms.buyer(), true);
            }
            case CANCELED, EXPIRED, RETURNED ->
                CounterpartiesTable.add(connection, terms.buyer(), terms.seller(), false);
            case UNFUNDED, SPLIT, RESERVING, AWAITING_PAYMENT, PAID, DISPUTED, PROPOSED, SETTLING -> {}
        }
    }
}
