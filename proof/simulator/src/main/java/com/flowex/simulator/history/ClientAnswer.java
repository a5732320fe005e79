package com.flowex.simulator.history;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Answer that a client got. */
public sealed interface ClientAnswer {

    /**
     * An order after the requested operation, or later.
     *
     * @param id client order id
     * @param number id that the exchange gave it
     * @param quantity whole quantity
     * @param sequence sequence of the last event that this includes
     */
    record OrderSeen(
            String id,
            String number,
            String status,
            BigDecimal price,
            BigDecimal quantity,
            BigDecimal filled,
            long sequence)
            implements ClientAnswer {}

    /**
     * It is done.
     *
     * @param number id that the exchange gave it; empty if the answer has none
     * @param sequence sequence of its event; 0 if the answer has none
     */
    record Done(String number, long sequence) implements ClientAnswer {}

    /** Balances of the account by asset, the held part included. */
    record Balances(Map<String, BigDecimal> totals, long sequence) implements ClientAnswer {

        public Balances {
            totals = Map.copyOf(totals);
        }
    }

    /** All orders of the account. */
    record Orders(List<OrderSeen> orders) implements ClientAnswer {

        public Orders {
            orders = List.copyOf(orders);
        }
    }

    /** All fills of the account. */
    record Fills(List<Fill> fills) implements ClientAnswer {

        public Fills {
            fills = List.copyOf(fills);
        }
    }

    /**
     * Fill: the account's part in a trade.
     *
     * @param order exchange's id of its order
     * @param baseChange change of the base asset, fees included; positive for receipts
     * @param quoteChange change of the quote asset, in the same way
     * @param baseFee fee taken in the base asset, less the rebate paid in it
     * @param quoteFee fee in the quote asset, in the same way
     */
    record Fill(
            String trade,
            String order,
            String base,
            String quote,
            BigDecimal quantity,
            BigDecimal baseChange,
            BigDecimal quoteChange,
            BigDecimal baseFee,
            BigDecimal quoteFee,
            long sequence) {}

    /** All events of one order. */
    record Life(List<OrderLifeEvent> events) implements ClientAnswer {

        public Life {
            events = List.copyOf(events);
        }
    }

    /** One event of an order, named by the exchange's word. */
    record OrderLifeEvent(String event, long sequence) {}

    /** Transfers and deposits that the account shows. */
    record Moves(List<Move> moves) implements ClientAnswer {

        public Moves {
            moves = List.copyOf(moves);
        }
    }

    /**
     * One transfer or deposit.
     *
     * @param number id that the exchange gave it
     * @param amount amount; positive for receipts
     */
    record Move(String number, String asset, BigDecimal amount, long sequence) {}

    /** Result of the check that each asset sums to zero over all accounts. */
    record Ledger(boolean zeroSum) implements ClientAnswer {}

    /** It is not done and will not be, for the reason of this code. */
    record Refused(String code) implements ClientAnswer {}

    /** It never reached the place where it is decided, so nothing is known of it there. */
    record NotDelivered(String why) implements ClientAnswer {}

    /** There is no answer: it may be done, may yet be done, or may never be. */
    record OutcomeUnknown(String why) implements ClientAnswer {}

    /** Returns the type of the line that contains it. */
    default LineType type() {
        return switch (this) {
            case Refused _, NotDelivered _ -> LineType.FAIL;
            case OutcomeUnknown _ -> LineType.INFO;
            case OrderSeen _, Done _, Balances _, Orders _, Fills _, Life _, Moves _, Ledger _ -> LineType.OK;
        };
    }
}
