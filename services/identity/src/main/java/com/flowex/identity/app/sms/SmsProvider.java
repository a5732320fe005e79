package com.flowex.identity.app.sms;

import java.time.Duration;
import java.time.Instant;

/** Provider that hands messages over to phones. */
interface SmsProvider extends AutoCloseable {

    /** Name for metrics and logs. */
    String name();

    /** Sends a message once. */
    Result send(Text text);

    /**
     * Asks for a message that was sent, and whose answer did not arrive.
     *
     * @param since time of the call
     */
    Known find(Text text, Instant since);

    @Override
    void close();

    /**
     * Message for a phone.
     *
     * @param to number in E.164
     * @param life time after which it is not worth sending
     */
    record Text(String to, String body, Duration life) {

        /** Keeps number and code out of every log. */
        @Override
        public String toString() {
            return "Text[***]";
        }
    }

    /** Result of sending. */
    sealed interface Result {

        /** The provider has the message and sends it. */
        record Accepted() implements Result {}

        /**
         * The provider does not send it.
         *
         * @param why reason in a few words, without the number
         * @param isOfNumber true if no provider may send to this number: it does not exist, or its owner refuses messages
         */
        record Refused(String why, boolean isOfNumber) implements Result {}

        /** The provider may have it: the answer is late, broken, or a failure of the provider's own. */
        record Unknown(String why) implements Result {}
    }

    /** Answer to {@link #find}. */
    enum Known {
        /** The provider has the message, and it is sent or will be. */
        SENT,
        /** The provider has the message and will not send it. */
        NOT_SENT,
        /** The provider does not know the message now. */
        ABSENT,
        /** The provider does not answer. */
        UNANSWERED
    }
}
