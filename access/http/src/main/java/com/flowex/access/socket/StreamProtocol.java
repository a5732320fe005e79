package com.flowex.access.socket;

import com.flowex.platform.errors.Refusal;
import java.util.Optional;

/**
 * Protocol of a stream on one connection: it parses the client's messages, acts on its {@link StreamLink} and words the
 * answers. Only the connection's sender calls its methods, one call at a time, except {@link #reasonToPart}; it
 * therefore needs no locks. It may block, which delays only its own client.
 */
public interface StreamProtocol {

    /** Begins the protocol before any message, for example with subscriptions that the client's address names. */
    default void begin() {}

    /** Handles the client's next message. A message that cannot be understood is answered; nothing is thrown for it. */
    void hear(String text);

    /**
     * Reports to the client that it sent too much. The message was not read, and those behind it are not answered
     * either.
     */
    void refuse(Refusal why);

    /**
     * Checks the client, every second, on another thread.
     *
     * @return the reason to close the connection, if it has to end
     */
    default Optional<String> reasonToPart() {
        return Optional.empty();
    }

    /**
     * Returns the last message before the exchange closes the connection because it stops, or because every client has
     * to reconnect.
     *
     * @return empty if closing is enough
     */
    default Optional<String> lastWord() {
        return Optional.empty();
    }

    /**
     * Ends the protocol after the connection is over: the client left, was cut off, was silent or was disconnected, or
     * the exchange stops. It is the last call, made once for each connection that began, unless the process is killed.
     */
    default void ended() {}
}
