package com.flowex.p2p.app;

import com.flowex.p2p.rule.TradeMessage;
import com.flowex.p2p.rule.TradeRole;
import com.flowex.p2p.rule.TradeState;
import com.flowex.p2p.rule.TradeTable;
import com.flowex.p2p.store.Trade;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Conditions on messages of the parties, beside the table: what depends on who offered, decided or spoke before. They
 * are checked under the lock of the trade's row, in the transaction that applies the message.
 */
public final class TradeGuards {

    private TradeGuards() {}

    /** Returns the messages that a party may send now. */
    public static List<TradeMessage> mayNow(Trade trade, TradeRole role, Instant now) {
        return TradeTable.CELLS.stream()
                .filter(cell -> cell.state() == trade.state() && cell.role() == role)
                .map(TradeTable.Cell::message)
                .filter(message -> role == TradeRole.MODERATOR
                        || problem(trade, role, message, now).isEmpty())
                .toList();
    }

    /** @throws Refusal {@code trade_state} with the condition that does not hold */
    static void require(Trade trade, TradeRole role, TradeMessage message, Instant now) {
        String problem = problem(trade, role, message, now);
        if (!problem.isEmpty()) {
            throw new Refusal(RefusalCode.TRADE_STATE, problem);
        }
    }

    private static String problem(Trade trade, TradeRole role, TradeMessage message, Instant now) {
        Trade.Progress progress = trade.progress();
        return switch (message) {
            case REOPEN ->
                progress.reopenUntil().filter(until -> until.isAfter(now)).isPresent()
                        ? ""
                        : "the time in which this trade could be re-opened has ended";
            case STATEMENT -> statement(progress.dispute(), role, now);
            case AGREE_PART ->
                progress.part().filter(part -> part.by() == role.other()).isPresent()
                        ? ""
                        : "the other side has not offered a part";
            case DECLINE_PART -> progress.part().isPresent() ? "" : "no part is offered";
            case APPEAL -> appeal(trade, role);
            case ACCEPT -> acceptance(trade, role, !stillMayAppeal(trade, role.other()));
            case CONCLUDE -> acceptance(trade, role, stillMayAppeal(trade, role.other()));
            case RESERVED,
                    REFUSED,
                    PAY,
                    CANCEL,
                    RELEASE,
                    DISPUTE,
                    OFFER_PART,
                    AGREE_REOPEN,
                    DECLINE_REOPEN,
                    TIME_UP,
                    CLAIM,
                    DECIDE,
                    PROPOSE,
                    APPROVE,
                    REJECT,
                    SETTLED -> "";
        };
    }

    private static String statement(Trade.DisputeCase dispute, TradeRole role, Instant now) {
        if (dispute.stated().contains(role)) {
            return "your statement is there already";
        }
        return dispute.statementsUntil().filter(until -> until.isAfter(now)).isPresent()
                ? ""
                : "the time for statements has ended";
    }

    private static String appeal(Trade trade, TradeRole role) {
        if (!against(trade).contains(role)) {
            return "the decision is in your favor";
        }
        return trade.progress().dispute().accepted().contains(role) ? "you have accepted the decision" : "";
    }

    private static String acceptance(Trade trade, TradeRole role, boolean isOtherMessage) {
        String problem = appeal(trade, role);
        return problem.isEmpty() && isOtherMessage ? "the other side's right to appeal decides" : problem;
    }

    private static boolean stillMayAppeal(Trade trade, TradeRole role) {
        return appeal(trade, role).isEmpty();
    }

    /** Returns the end of the window in which a party has to act; empty if none is running. */
    static Optional<Instant> endOfWindow(Trade trade) {
        return switch (trade.state()) {
            case AWAITING_PAYMENT, PAID, DECIDED, REOPEN_ASKED -> trade.deadline();
            case DISPUTED, APPEALED -> trade.progress().dispute().statementsUntil();
            default -> Optional.empty();
        };
    }

    /** Returns the message that the running window waits for, by the party that may still send it. */
    static Map<TradeRole, TradeMessage> awaited(Trade trade, Instant now) {
        return switch (trade.state()) {
            case AWAITING_PAYMENT -> Map.of(TradeRole.BUYER, TradeMessage.PAY);
            case PAID -> Map.of(TradeRole.SELLER, TradeMessage.RELEASE);
            case REOPEN_ASKED -> Map.of(TradeRole.SELLER, TradeMessage.AGREE_REOPEN);
            case DECIDED -> ofParties(trade, TradeMessage.APPEAL, now);
            case DISPUTED, APPEALED -> ofParties(trade, TradeMessage.STATEMENT, now);
            default -> Map.of();
        };
    }

    private static Map<TradeRole, TradeMessage> ofParties(Trade trade, TradeMessage message, Instant now) {
        Map<TradeRole, TradeMessage> awaited = new EnumMap<>(TradeRole.class);
        for (TradeRole role : List.of(TradeRole.BUYER, TradeRole.SELLER)) {
            if (problem(trade, role, message, now).isEmpty()) {
                awaited.put(role, message);
            }
        }
        return awaited;
    }

    /** Returns the message by which a party accepts a decision: the last acceptance ends the wait. */
    static TradeMessage acceptanceOf(Trade trade, TradeRole role) {
        return stillMayAppeal(trade, role.other()) ? TradeMessage.ACCEPT : TradeMessage.CONCLUDE;
    }

    /** Returns the parties that the decision gives less than everything. */
    private static Set<TradeRole> against(Trade trade) {
        return trade.progress()
                .settlement()
                .filter(_ -> trade.state() == TradeState.DECIDED)
                .map(settlement -> switch (settlement.end()) {
                    case RELEASED -> EnumSet.of(TradeRole.SELLER);
                    case RETURNED -> EnumSet.of(TradeRole.BUYER);
                    default -> EnumSet.of(TradeRole.BUYER, TradeRole.SELLER);
                })
                .orElseGet(() -> EnumSet.noneOf(TradeRole.class));
    }
}
