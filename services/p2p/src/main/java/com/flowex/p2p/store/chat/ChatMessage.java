package com.flowex.p2p.store.chat;

import com.flowex.p2p.rule.TradeRole;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Message of a chat.
 *
 * @param text text in plain; empty for a file or a step, and if its writer was erased
 * @param isErased true if the writer was erased
 * @param file number of the file, of kind FILE
 * @param hash SHA-256 of the entry as it is stored, in hexadecimal
 */
public record ChatMessage(
        int number,
        Kind kind,
        TradeRole role,
        String text,
        boolean isErased,
        OptionalInt file,
        Optional<Step> step,
        String hash,
        Instant at) {

    /** Kind of a message. */
    public enum Kind {
        TEXT,
        FILE,
        SYSTEM;

        /** Returns the word of the wire and of the database. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Step of the trade.
     *
     * @param message message that changed the trade
     * @param state state afterwards
     */
    public record Step(String message, String state) {}
}
