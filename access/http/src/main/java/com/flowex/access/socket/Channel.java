package com.flowex.access.socket;

import java.util.function.Consumer;

/** One subscription of one connection; used only by that connection's sender. */
public interface Channel {

    /** Sends all changes since the last call. */
    Progress send(Consumer<String> out);

    /** Returns the source that wakes the connection when there may be something to send. */
    News news();

    /** Progress of the subscriber. */
    sealed interface Progress {

        /** Everything is sent. */
        record Done() implements Progress {
            public static final Done DONE = new Done();
        }

        /**
         * There is more, but it is not due yet.
         *
         * @param nanoTime time at which it is due, by the hub's clock
         */
        record NotBefore(long nanoTime) implements Progress {}

        /** A message that must not be omitted is lost: the reader is too slow. */
        record Overtaken() implements Progress {}
    }
}
