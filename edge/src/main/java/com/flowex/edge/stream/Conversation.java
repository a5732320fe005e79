package com.flowex.edge.stream;

import com.flowex.ground.refusal.Refusal;
import java.util.Optional;

/**
 * The language of a stream, as one connection speaks it: understands what its client sends, acts on its {@link Line} and
 * words the answers. All but {@link #reasonToPart} is called by the connection's sender alone, one call at a time, so it
 * needs no locks; it may take its time, which only its own client waits for.
 */
public interface Conversation {

    /** Before anything is heard; the place to follow what the client's address already names. */
    default void begin() {}

    /** The client's next message. What cannot be understood is answered; nothing is thrown for it. */
    void hear(String text);

    /** The client sent too much: says so. The message was not looked at, and those behind it are not answered either. */
    void refuse(Refusal why);

    /**
     * Looked at every second, by another thread.
     *
     * @return why the client may not stay, if it may not: the reason it is closed with
     */
    default Optional<String> reasonToPart() {
        return Optional.empty();
    }

    /**
     * What is said before a goodbye that the exchange says because it stops, or because everybody has to begin anew.
     *
     * @return nothing if the goodbye says enough
     */
    default Optional<String> lastWord() {
        return Optional.empty();
    }

    /**
     * The connection is over: the client left, was cut, fell silent, was told to go, or the exchange stops. Called once for
     * each connection that began, the last call of all; a process that is killed calls nothing.
     */
    default void ended() {}
}
