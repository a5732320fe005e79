package com.flowex.simulator.streams;

import com.flowex.simulator.history.Told;
import java.math.BigDecimal;

/**
 * An entry of an account's stream, as a reader saw it.
 *
 * @param number its place in the account's log, from 1 without a gap
 * @param sequence of its event in the exchange's log
 */
public record SeenEntry(long number, long sequence, Content content) {

    /** What it tells. */
    public sealed interface Content {}

    /** An order was accepted, or changed without a trade. */
    public record OrderNow(Told.OrderSeen order) implements Content {}

    /** An order traded. */
    public record Filled(Told.Fill fill, Told.OrderSeen order) implements Content {}

    /**
     * A transfer got further.
     *
     * @param isDone whether money came or went; else it was set aside, or is free again, and the total stays
     * @param amount positive came in
     */
    public record Moved(String transfer, String asset, BigDecimal amount, boolean isDone) implements Content {}

    /** What the account has of an asset now, what is held included. */
    public record BalanceNow(String asset, BigDecimal total) implements Content {}

    /** What changes nothing: a refused order. */
    public record Nothing(String type) implements Content {}
}
