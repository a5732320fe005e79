package com.flowex.simulator.streams;

import com.flowex.simulator.history.ClientAnswer;
import java.math.BigDecimal;

/**
 * Entry of an account's stream, as received by a reader.
 *
 * @param number number of the entry in the account's log, from 1 without a gap
 * @param sequence sequence of its event in the exchange's log
 */
public record ReceivedEntry(long number, long sequence, Content content) {

    /** Content of an entry. */
    public sealed interface Content {}

    /** An order was accepted, or changed without a trade. */
    public record OrderContent(ClientAnswer.OrderSeen order) implements Content {}

    /** An order traded. */
    public record Filled(ClientAnswer.Fill fill, ClientAnswer.OrderSeen order) implements Content {}

    /**
     * A transfer progressed.
     *
     * @param isDone true if money came or went; otherwise it was set aside or released, and the total is unchanged
     * @param amount amount; positive for receipts
     */
    public record Moved(String transfer, String asset, BigDecimal amount, boolean isDone) implements Content {}

    /** Present balance of the account in an asset, the held part included. */
    public record BalanceContent(String asset, BigDecimal total) implements Content {}

    /** An entry without effect: a refused order. */
    public record Nothing(String type) implements Content {}
}
