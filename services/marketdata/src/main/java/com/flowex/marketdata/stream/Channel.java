package com.flowex.marketdata.stream;

import com.flowex.marketdata.market.PublicMarket;
import java.util.function.Consumer;

/** One subscription of one connection; used by that connection's sender alone. */
interface Channel {

    /** Sends whatever is new since the last time. */
    Progress send(Consumer<String> out);

    PublicMarket market();

    /** How far the subscriber has come. */
    sealed interface Progress {

        /** Everything is sent. */
        record Done() implements Progress {
            static final Done DONE = new Done();
        }

        /** There is more, but it is not due yet. */
        record NotBefore(long nanoTime) implements Progress {}

        /** Something that may not be left out is gone: the reader is too slow. */
        record Overtaken() implements Progress {}
    }
}
