package com.flowex.identity.store.webhook;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Webhook of a user as its owner sees it.
 *
 * @param failures number of calls that failed since the last one that was accepted
 * @param answer reason of the last failure; empty if the last call was accepted or none was answered yet
 * @param answeredAt time of the last call; null if there was none yet
 * @param waiting number of notices that wait
 */
public record UserWebhook(
        String address,
        State state,
        int failures,
        String answer,
        @Nullable Instant answeredAt,
        Instant madeAt,
        int waiting) {

    /** State of a webhook. */
    public enum State {
        /** The user has not yet sent the code that the first call brought to the address. */
        UNCONFIRMED,
        ON,
        /** Too many calls in a row failed. A test that is accepted switches it on again. */
        OFF;

        /** Returns the name in the JSON interface and the database. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
