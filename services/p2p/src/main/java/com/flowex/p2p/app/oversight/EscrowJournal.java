package com.flowex.p2p.app.oversight;

import com.flowex.domain.account.TransferStep;
import com.flowex.domain.value.TransferId;
import com.flowex.p2p.rule.EscrowSettlement;
import com.flowex.p2p.rule.EscrowSteps;
import com.flowex.p2p.rule.TradeMessage;
import com.flowex.p2p.rule.TradeState;
import com.flowex.p2p.store.Trade;
import com.flowex.p2p.store.TradeEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Ledger of one escrow as of a moment: its reservations and their ends, in the order in which the ledger confirmed them.
 * It follows from the trade's history; the identifiers are those of the transfers in the exchange's log.
 *
 * @param asOf moment up to which lines are there
 * @param held units that are reserved at that moment, principal and fee
 * @param buyerUnits units that the buyer has got
 * @param feeUnits units that the exchange has got
 */
public record EscrowJournal(Instant asOf, long held, long buyerUnits, long feeUnits, List<Line> lines) {

    /** Kind of a line. */
    public enum Step {
        RESERVED,
        POSTED,
        VOIDED
    }

    /** Part of an escrow. */
    public enum Part {
        PRINCIPAL,
        FEE
    }

    /**
     * Line of the ledger.
     *
     * @param reservation id of the transfer that reserves
     * @param units reserved units; of a posting those that left, the rest goes back to the seller
     */
    public record Line(Instant at, Step step, Part part, TransferId reservation, long units) {}

    public EscrowJournal {
        lines = List.copyOf(lines);
    }

    /**
     * Returns the ledger of a trade.
     *
     * @param history events of the trade, oldest first
     */
    public static EscrowJournal of(Trade trade, List<TradeEvent> history, Instant asOf) {
        Trade.Terms terms = trade.terms();
        List<Line> lines = new ArrayList<>();
        int round = 0;
        for (TradeEvent event : history) {
            if (event.message().equals(TradeMessage.RESERVED.label())) {
                round++;
                lines.addAll(linesOf(
                        trade,
                        round,
                        event.at(),
                        Step.RESERVED,
                        terms.escrow().principalUnits(),
                        terms.escrow().feeUnits()));
            } else if (event.message().equals(TradeMessage.SETTLED.label())) {
                EscrowSettlement end = settlement(trade, event);
                Step step = end.buyerUnits() > 0 ? Step.POSTED : Step.VOIDED;
                lines.addAll(linesOf(trade, round, event.at(), step, end.buyerUnits(), end.feeUnits()));
            }
        }
        List<Line> known = lines.stream().filter(line -> !line.at.isAfter(asOf)).toList();
        boolean isHeld = !known.isEmpty() && known.getLast().step == Step.RESERVED;
        return new EscrowJournal(
                asOf, isHeld ? terms.units() : 0, posted(known, Part.PRINCIPAL), posted(known, Part.FEE), known);
    }

    /** An expired trade that was opened again has ended its first reservation with nothing for the buyer. */
    private static EscrowSettlement settlement(Trade trade, TradeEvent event) {
        return trade.progress()
                .settlement()
                .filter(end -> end.end().label().equals(event.state()))
                .orElseGet(() -> EscrowSettlement.returned(TradeState.EXPIRED));
    }

    private static List<Line> linesOf(Trade trade, int round, Instant at, Step step, long principal, long fee) {
        List<Line> lines = new ArrayList<>();
        Trade.Terms terms = trade.terms();
        List<TransferStep> reservations = new EscrowSteps(
                        trade.id(), terms.seller(), terms.buyer(), terms.asset(), terms.escrow(), round)
                .reserve();
        for (int place = 0; place < reservations.size(); place++) {
            Part part = place == 0 ? Part.PRINCIPAL : Part.FEE;
            long units = part == Part.PRINCIPAL ? principal : fee;
            boolean isEmpty = step == Step.POSTED && units == 0;
            lines.add(new Line(
                    at,
                    isEmpty ? Step.VOIDED : step,
                    part,
                    reservations.get(place).id(),
                    units));
        }
        return lines;
    }

    private static long posted(List<Line> lines, Part part) {
        return lines.stream()
                .filter(line -> line.step == Step.POSTED && line.part == part)
                .mapToLong(Line::units)
                .sum();
    }
}
