package com.flowex.wallet.app.user;

import com.flowex.platform.messaging.Outbox;

/**
 * Message of the outbox about a margin call, or about a liquidation that began.
 *
 * @param kind "call" or "liquidation"
 * @param account number of the account
 * @param level level of the account at that moment, in millionths
 */
public record MarginLetter(String kind, long account, long level) {

    /** Topic of these messages; consumers in processes of the exchange alone read it. */
    public static final String TOPIC = Outbox.PRIVATE + "margin_notices";
}
