package com.flowex.simulator.history;

import java.math.BigDecimal;
import java.util.Locale;

/** Operation that a client requests from the exchange. */
public sealed interface ClientOperation {

    /** Returns the account of the operation, by its name within the history. */
    String account();

    /** Returns the client's id of the subject; empty if the operation is about the account. */
    String id();

    /** Returns its word in the history. */
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

    /** Returns true if it can change something. */
    default boolean isCommand() {
        return !(this instanceof Read);
    }

    /**
     * A limit order.
     *
     * @param id client order id
     * @param stays true if the rest goes into the book; otherwise it expires at once
     */
    record Place(String account, String id, boolean buys, BigDecimal price, BigDecimal quantity, boolean stays)
            implements ClientOperation {}

    /**
     * Change of an open order's price and quantity.
     *
     * @param id client order id of the order
     * @param quantity whole quantity, the filled part included
     */
    record Amend(String account, String id, BigDecimal price, BigDecimal quantity) implements ClientOperation {}

    /** @param id client order id of the order */
    record Cancel(String account, String id) implements ClientOperation {}

    /**
     * Transfer of money to another account.
     *
     * @param id key of the sender
     * @param to name of the other account within the history
     */
    record Transfer(String account, String id, String to, String asset, BigDecimal amount) implements ClientOperation {}

    /** Deposit of money from outside. */
    record Deposit(String account, String id, String asset, BigDecimal amount) implements ClientOperation {}

    /** Query. */
    record Read(String account, Subject of, String id) implements ClientOperation {}

    /** Subject of a query. */
    enum Subject {
        /** One order, by its client order id. */
        ORDER,
        /** Balances of the account. */
        BALANCES,
        /** All orders of the account. */
        ORDERS,
        /** All fills of the account, queried when its trading has ended. */
        FILLS,
        /** All events of one order in the exchange's log. */
        LIFE,
        /** Transfers and deposits of the account. */
        MOVES,
        /** Check that each asset sums to zero over all accounts. */
        LEDGER;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
