package com.flowex.protocol.reply;

import com.flowex.domain.order.FirstAnswer;
import com.flowex.domain.order.PreviewAnswer;
import com.flowex.protocol.command.Request;
import com.flowex.protocol.event.EventBatch;

/** Answer of a node to a {@link Request}. */
public sealed interface Reply {

    /** Returns the request's number. */
    long correlationId();

    /** The command was applied; a refusal is an event too. */
    record Applied(long correlationId, EventBatch batch) implements Reply {}

    /** The command's id was seen before: the first answer is repeated, and nothing changed. */
    record Repeated(long correlationId, FirstAnswer answer) implements Reply {}

    /**
     * An order was previewed, or an account's quota queried; nothing changed.
     *
     * @param sequence number of the last event before the preview, 0 if there is none
     * @param timeNanos log time, nanoseconds since 1970
     */
    record Tried(long correlationId, long sequence, long timeNanos, PreviewAnswer trial) implements Reply {}

    /**
     * The request's command could not be decoded; nothing changed.
     *
     * @param why reason, at most {@value #WHY_LENGTH_MAX} printable characters of ASCII; longer text is cut, and other
     *     characters become '?'
     */
    record NotUnderstood(long correlationId, String why) implements Reply {

        public static final int WHY_LENGTH_MAX = 256;

        public NotUnderstood {
            why = plain(why);
        }

        private static String plain(String text) {
            StringBuilder plain = new StringBuilder(text);
            plain.setLength(Math.min(text.length(), WHY_LENGTH_MAX));
            for (int i = 0; i < plain.length(); i++) {
                char c = plain.charAt(i);
                if (c < ' ' || c > '~') {
                    plain.setCharAt(i, '?');
                }
            }
            return plain.toString();
        }
    }
}
