package com.flowex.binance.stream;

import com.flowex.edge.http.SocketGuest;
import com.flowex.edge.stream.Channel;
import java.util.Optional;

/** Streams that are somebody's own: their name is a key, and who knows the key may follow them. */
@FunctionalInterface
public interface PrivateStreams {

    /** One of them, as one connection follows it. */
    interface Own {

        /** What is sent, as if it were sent alone: a wrapping around it is not its concern. */
        Channel channel();

        /** Looked at every second, by another thread: why the connection may not stay, if so. */
        default Optional<String> reasonToPart() {
            return Optional.empty();
        }

        /** It is followed no more. Called once. */
        default void ended() {}
    }

    /**
     * The stream of a key.
     *
     * @return nothing if this is no key, or one that is not good any more
     * @throws com.flowex.ground.refusal.Refusal if it is good and may not be followed here
     */
    Optional<Own> open(SocketGuest guest, String key);
}
