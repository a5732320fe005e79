package com.flowex.binance.stream;

import com.flowex.access.http.admission.SocketClient;
import com.flowex.access.socket.Channel;
import com.flowex.binance.dialect.TimestampUnit;
import java.util.Optional;

/** Private streams: their name is a secret key, and a client that knows the key may follow them. */
@FunctionalInterface
public interface PrivateStreams {

    /** A private stream followed by one connection. */
    interface Own {

        /** Returns the channel of its events, without the envelope. */
        Channel channel();

        /** Returns the reason why the connection must end, if there is one; called every second by another thread. */
        default Optional<String> reasonToPart() {
            return Optional.empty();
        }

        /** Ends the stream; called once. */
        default void ended() {}
    }

    /**
     * Opens the stream of a key.
     *
     * @param unit unit of the times
     * @return empty if the key is unknown or no longer valid
     * @throws com.flowex.platform.errors.Refusal if the key is valid but may not be used on this connection
     */
    Optional<Own> open(SocketClient client, String key, TimestampUnit unit);
}
