package com.flowex.simulator.history;

import java.math.BigDecimal;
import java.util.Locale;

/** What a client asks of the exchange. */
public sealed interface Deed {

    /** Whose: the name of the account within the history. */
    String account();

    /** The caller's id of what is asked about; empty where it is about the account. */
    String id();

    /** Its word in the history. */
    default String word() {
        return switch (this) {
            case Place _ -> "place";
            case Amend _ -> "amend";
            case Cancel _ -> "cancel";
            case Transfer _ -> "transfer";
            case Deposit _ -> "deposit";
            case Read read -> "read-" + read.of().word();
        };
    }

    /** Whether it can change something. */
    default boolean isCommand() {
        return !(this instanceof Read);
    }

    /**
     * A limit order.
     *
     * @param id the client order id
     * @param stays whether the rest goes into the book; otherwise it expires at once
     */
    record Place(String account, String id, boolean buys, BigDecimal price, BigDecimal quantity, boolean stays)
            implements Deed {}

    /**
     * Another price and quantity for an open order.
     *
     * @param id the client order id of the order
     * @param quantity the whole of it, the filled part included
     */
    record Amend(String account, String id, BigDecimal price, BigDecimal quantity) implements Deed {}

    /** @param id the client order id of the order */
    record Cancel(String account, String id) implements Deed {}

    /**
     * Money to another account.
     *
     * @param id the sender's key
     * @param to the name of the other account within the history
     */
    record Transfer(String account, String id, String to, String asset, BigDecimal amount) implements Deed {}

    /** Money from outside. */
    record Deposit(String account, String id, String asset, BigDecimal amount) implements Deed {}

    /** A question. */
    record Read(String account, Subject of, String id) implements Deed {}

    /** What a question is about. */
    enum Subject {
        /** One order, by its client order id. */
        ORDER,
        /** What the account has of each asset. */
        BALANCES,
        /** All orders of the account. */
        ORDERS,
        /** All fills of the account, asked when nothing of it trades any more. */
        FILLS,
        /** All events of one order in the exchange's log. */
        LIFE,
        /** Transfers and deposits of the account. */
        MOVES,
        /** Whether each asset sums to zero over all accounts. */
        LEDGER;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
