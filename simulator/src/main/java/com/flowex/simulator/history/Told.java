package com.flowex.simulator.history;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** What a client was told. */
public sealed interface Told {

    /**
     * An order as it is after what was asked, or later.
     *
     * @param id its client order id
     * @param number the exchange's id
     * @param quantity the whole of it
     * @param sequence of the last event that this includes
     */
    record OrderSeen(
            String id,
            String number,
            String status,
            BigDecimal price,
            BigDecimal quantity,
            BigDecimal filled,
            long sequence)
            implements Told {}

    /**
     * It is done.
     *
     * @param number the exchange's id of it; empty where none was told
     * @param sequence of its event; 0 where none was told
     */
    record Done(String number, long sequence) implements Told {}

    /** What the account has of each asset, what is held included. */
    record Balances(Map<String, BigDecimal> totals, long sequence) implements Told {

        public Balances {
            totals = Map.copyOf(totals);
        }
    }

    /** All orders of the account. */
    record Orders(List<OrderSeen> orders) implements Told {

        public Orders {
            orders = List.copyOf(orders);
        }
    }

    /** All fills of the account. */
    record Fills(List<Fill> fills) implements Told {

        public Fills {
            fills = List.copyOf(fills);
        }
    }

    /**
     * The account's part in a trade.
     *
     * @param order the exchange's id of its order
     * @param baseChange what it moved of the base asset, fees included; positive came in
     * @param quoteChange likewise
     * @param baseFee what the fee took of the base asset, less what a rebate gave
     * @param quoteFee likewise
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
    record Life(List<LifeEvent> events) implements Told {

        public Life {
            events = List.copyOf(events);
        }
    }

    /** One event of an order, by the word that the exchange has for it. */
    record LifeEvent(String event, long sequence) {}

    /** Transfers and deposits that the account shows. */
    record Moves(List<Move> moves) implements Told {

        public Moves {
            moves = List.copyOf(moves);
        }
    }

    /**
     * One of them.
     *
     * @param number the exchange's id
     * @param amount positive came in
     */
    record Move(String number, String asset, BigDecimal amount, long sequence) {}

    /** Whether each asset sums to zero over all accounts. */
    record Ledger(boolean zeroSum) implements Told {}

    /** It is not done and will not be, by this code. */
    record Refused(String code) implements Told {}

    /** It never got to where it is decided: nothing is known of it there. */
    record Missed(String why) implements Told {}

    /** Nobody told: it may be done, may yet be done, or may never be. */
    record Unclear(String why) implements Told {}

    /** The type of the line that has it. */
    default LineType type() {
        return switch (this) {
            case Refused _, Missed _ -> LineType.FAIL;
            case Unclear _ -> LineType.INFO;
            case OrderSeen _, Done _, Balances _, Orders _, Fills _, Life _, Moves _, Ledger _ -> LineType.OK;
        };
    }
}
