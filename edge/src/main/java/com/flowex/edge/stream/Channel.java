package com.flowex.edge.stream;

import java.util.function.Consumer;

/** One subscription of one connection; used by that connection's sender alone. */
public interface Channel {

    /** Sends whatever is new since the last time. */
    Progress send(Consumer<String> out);

    /** What wakes the connection when there may be something to send. */
    News news();

    /** How far the subscriber has come. */
    sealed interface Progress {

        /** Everything is sent. */
        record Done() implements Progress {
            public static final Done DONE = new Done();
        }

        /**
         * There is more, but it is not due yet.
         *
         * @param nanoTime when it is, by the hub's clock
         */
        record NotBefore(long nanoTime) implements Progress {}

        /** Something that may not be left out is gone: the reader is too slow. */
        record Overtaken() implements Progress {}
    }
}
