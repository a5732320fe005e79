package com.flowex.p2p.app;

import com.flowex.p2p.rule.EscrowSettlement;
import com.flowex.p2p.rule.TradeMessage;
import com.flowex.p2p.rule.TradeRole;
import com.flowex.p2p.rule.TradeState;
import com.flowex.p2p.rule.TradeState.WaitsFor;
import com.flowex.p2p.rule.TradeTable;
import com.flowex.p2p.rule.TradeTable.Cell;
import com.flowex.p2p.rule.method.NameCheck;
import com.flowex.p2p.store.CounterpartiesTable;
import com.flowex.p2p.store.OffersTable;
import com.flowex.p2p.store.Trade;
import com.flowex.p2p.store.Trade.DisputeCase;
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
     * @param note reason, refusal, moderator's words, or result of the comparison of names; may be empty
     * @param decision moderator's decision, of DECIDE and PROPOSE
     * @param partUnits part of the buyer, of OFFER_PART; otherwise 0
     */
    record Sent(
            TradeMessage message,
            TradeRole role,
            OptionalLong account,
            String note,
            Optional<EscrowSettlement> decision,
            long partUnits) {

        static Sent by(TradeRole role, long account, TradeMessage message, String note) {
            return new Sent(message, role, OptionalLong.of(account), note, Optional.empty(), 0);
        }

        static Sent of(TradeRole role, TradeMessage message, String note) {
            return new Sent(message, role, OptionalLong.empty(), note, Optional.empty(), 0);
        }

        Sent deciding(EscrowSettlement how) {
            return new Sent(message, role, account, note, Optional.of(how), partUnits);
        }

        Sent offering(long units) {
            return new Sent(message, role, account, note, decision, units);
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
        Instant now = now();
        TradeGuards.require(trade, sent.role, sent.message, now);
        Progress next = progress(trade, sent, cell, now);
        Trade after = trade.after(next, deadline(trade, next, sent.message, now), now);
        trades.change(connection, after);
        TradeEvent event = TradeEvent.of(after, sent.role, sent.account, sent.message, sent.note);
        TradeRecords.add(connection, after, event);
        if (sent.message == TradeMessage.AGREE_REOPEN) {
            recount(connection, after);
        }
        if (isEndOfEscrow(trade, after)) {
            ended(connection, after);
        }
        if (after.state().hasEnded() && trade.state().waitsFor() == WaitsFor.LEDGER) {
            uncount(connection, after);
        }
        TradeRecords.announce(connection, after, event);
        return after;
    }

    /** A trade that was asked to be re-opened and stays expired ended before. */
    private static boolean isEndOfEscrow(Trade before, Trade after) {
        return after.state().hasEnded()
                && (before.state() == TradeState.RESERVING || before.state() == TradeState.SETTLING);
    }

    private Progress progress(Trade trade, Sent sent, Cell cell, Instant now) {
        Progress was = trade.progress();
        DisputeCase dispute = was.dispute();
        return switch (sent.message) {
            case RESERVED -> was.in(cell.next()).withoutSettlement().reopenableUntil(Optional.empty());
            case PAY -> was.paidBy(NameCheck.of(sent.note));
            case APPROVE, REOPEN -> was.in(cell.next());
            case DISPUTE -> was.with(opened(sent.note, now)).in(cell.next());
            case STATEMENT -> was.with(dispute.statedBy(sent.role));
            case CLAIM -> was.with(dispute.claimedBy(sent.account.orElseThrow()));
            case DECIDE, PROPOSE -> was.proposing(sent.decision.orElseThrow()).in(cell.next());
            case REJECT -> was.with(dispute.unclaimed()).withoutSettlement().in(cell.next());
            case ACCEPT -> was.with(dispute.acceptedBy(sent.role));
            case CONCLUDE -> was.with(dispute.acceptedBy(sent.role)).in(cell.next());
            case APPEAL ->
                was.with(dispute.appealed(now.plus(windows().statements()))).in(cell.next());
            case OFFER_PART -> was.with(Optional.of(new Trade.PartOffer(sent.role, sent.partUnits)));
            case DECLINE_PART -> was.with(Optional.<Trade.PartOffer>empty());
            case AGREE_PART ->
                was.settling(EscrowSettlement.split(
                        trade.terms().escrow(), was.part().orElseThrow().buyerUnits()));
            case AGREE_REOPEN -> was.reservingAgain();
            case DECLINE_REOPEN -> was.reopenableUntil(Optional.empty()).in(cell.next());
            case REFUSED -> was.refused(sent.note).in(cell.next());
            case SETTLED -> settled(was, now);
            case RELEASE -> was.settling(EscrowSettlement.released(trade.terms().escrow()));
            case CANCEL -> was.settling(EscrowSettlement.returned(TradeState.CANCELED));
            case TIME_UP -> timeUp(was, cell, now);
        };
    }

    private DisputeCase opened(String why, Instant now) {
        return DisputeCase.opened(why, now.plus(windows().statements()));
    }

    private P2pSettings.DisputeWindows windows() {
        return settings.windows();
    }

    private Progress settled(Progress was, Instant now) {
        TradeState end = was.settlement().orElseThrow().end();
        return was.in(end)
                .reopenableUntil(
                        end == TradeState.EXPIRED
                                ? Optional.of(now.plus(windows().reopening()))
                                : Optional.empty());
    }

    private Progress timeUp(Progress was, Cell cell, Instant now) {
        return switch (was.state()) {
            case AWAITING_PAYMENT -> was.settling(EscrowSettlement.returned(TradeState.EXPIRED));
            case PAID -> was.with(opened("no_answer", now)).in(cell.next());
            case DISPUTED, APPEALED -> was.with(was.dispute().unclaimed().escalated());
            case PROPOSED, APPEAL_PROPOSED -> was.with(was.dispute().escalated());
            case DECIDED -> was.in(cell.next());
            case REOPEN_ASKED -> was.reopenableUntil(Optional.empty()).in(cell.next());
            case RESERVING, RESERVING_AGAIN, SETTLING, UNFUNDED, RELEASED, CANCELED, EXPIRED, RETURNED, SPLIT ->
                throw new IllegalStateException("no clock runs in " + was.state());
        };
    }

    /** Words of the parties and a claim do not give moderators more time. */
    private Optional<Instant> deadline(Trade before, Progress next, TradeMessage message, Instant now) {
        boolean isSameClock = next.state() == before.state()
                && message != TradeMessage.TIME_UP
                && next.state().waitsFor() != WaitsFor.LEDGER;
        if (isSameClock) {
            return before.deadline();
        }
        return switch (next.state()) {
            case AWAITING_PAYMENT ->
                Optional.of(now.plus(Duration.ofMinutes(before.terms().windowMinutes())));
            case PAID -> Optional.of(now.plus(settings.releaseWindow()));
            case RESERVING, RESERVING_AGAIN -> Optional.of(now.plus(POSTING_GRACE));
            case SETTLING ->
                Optional.of(now.plus(next.attempt() > before.progress().attempt() ? REFUSED_PAUSE : POSTING_GRACE));
            case DISPUTED, PROPOSED, APPEALED, APPEAL_PROPOSED ->
                Optional.of(now.plus(windows().moderation()));
            case DECIDED -> Optional.of(now.plus(windows().appeal()));
            case REOPEN_ASKED -> Optional.of(now.plus(windows().reopening()));
            case UNFUNDED, RELEASED, CANCELED, EXPIRED, RETURNED, SPLIT -> Optional.empty();
        };
    }

    /** Counts a re-opened sale again: its first end took it out of its day. */
    private void recount(Transaction connection, Trade trade) {
        Trade.Terms terms = trade.terms();
        SalePolicy.Trader seller = SalePolicy.Trader.inSession(terms.seller(), terms.detailsUser());
        trades.recount(
                connection,
                trade,
                sales.count(connection, new SalePolicy.Sale(seller, terms.asset(), terms.units(), terms.buyer())));
    }

    /** Takes what the seller kept out of the day in which the sale was counted. */
    private void uncount(Transaction connection, Trade trade) {
        Trade.Terms terms = trade.terms();
        long sold = trade.progress()
                .settlement()
                .map(end -> end.buyerUnits() + end.feeUnits())
                .orElse(0L);
        long remaining = terms.units() - sold;
        if (remaining > 0) {
            trades.countedOn(connection, trade)
                    .ifPresent(day -> sales.giveBack(connection, terms.seller(), terms.asset(), day, remaining));
        }
    }

    /** An end that the ledger caused alone counts for no party; a return counts against the buyer. */
    private void ended(Transaction connection, Trade trade) {
        // The quantity went back when the first reservation ended.
        if (trade.state().givesBack() && trade.progress().round() == 1) {
            offers.giveBack(connection, trade);
        }
        switch (trade.state()) {
            case RELEASED -> CounterpartiesTable.addCompleted(connection, trade);
            case CANCELED, EXPIRED, RETURNED -> CounterpartiesTable.addGivenUp(connection, trade);
            case UNFUNDED,
                    SPLIT,
                    RESERVING,
                    RESERVING_AGAIN,
                    AWAITING_PAYMENT,
                    PAID,
                    DISPUTED,
                    PROPOSED,
                    DECIDED,
                    APPEALED,
                    APPEAL_PROPOSED,
                    REOPEN_ASKED,
                    SETTLING -> {}
        }
    }
}
