package com.flowex.p2p.store;

import com.flowex.p2p.rule.TradeMessage;
import com.flowex.p2p.rule.TradeRole;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * Transition of a trade, as its history shows it.
 *
 * @param version version of the trade afterwards
 * @param account account of the sender; empty for clock and ledger
 * @param note reason or refusal; may be empty
 */
public record TradeEvent(
        int version, TradeRole role, OptionalLong account, String message, String state, String note, Instant at) {

    /** Returns the event of a transition. */
    public static TradeEvent of(Trade after, TradeRole role, OptionalLong account, TradeMessage message, String note) {
        return new TradeEvent(
                after.version(), role, account, message.label(), after.state().label(), note, after.changedAt());
    }
}
