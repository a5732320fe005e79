package com.flowex.access.socket;

import java.util.ArrayList;
import java.util.List;

/**
 * Writer of a connection, used by its single sender. Messages are collected and sent together at {@link #send}. All
 * calls that may block go through here, so that other threads see for how long they do.
 */
final class Writing {

    /** Number of characters that are sent without waiting for more. */
    private static final int BATCH_MAX = 16_384;

    /** The socket is gone or unusable; the client cannot be notified. */
    static final class LostSocketException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private LostSocketException(RuntimeException why) {
            super(why);
        }
    }

    private final ClientOutput out;
    private final StreamClock clock;
    private final List<String> unsent = new ArrayList<>(1);
    private int charactersUnsent;
    private long writtenBytes;
    private long characters;
    private volatile long blockedSinceNanos;
    private volatile boolean isBlocked;

    Writing(ClientOutput out, StreamClock clock) {
        this.out = out;
        this.clock = clock;
    }

    void say(String text) {
        unsent.add(text);
        charactersUnsent += text.length();
        writtenBytes++;
        characters += text.length();
        if (charactersUnsent >= BATCH_MAX) {
            send();
        }
    }

    /** @throws LostSocketException if the socket is gone */
    void send() {
        if (!unsent.isEmpty()) {
            block(() -> out.send(unsent));
            unsent.clear();
            charactersUnsent = 0;
        }
    }

    /**
     * Writes a control frame, behind the messages before it.
     *
     * @throws LostSocketException if the socket is gone
     */
    void control(Runnable frame) {
        send();
        block(frame);
    }

    private void block(Runnable write) {
        blockedSinceNanos = clock.nanoTime();
        isBlocked = true;
        try {
            write.run();
        } catch (RuntimeException e) {
            throw new LostSocketException(e);
        }
        isBlocked = false;
    }

    /** Returns the total number of messages. */
    long writtenBytes() {
        return writtenBytes;
    }

    /** Returns the total number of characters in messages. */
    long characters() {
        return characters;
    }

    /** Returns true if a write is in progress, or was when the socket was lost. Thread-safe. */
    boolean isBlocked() {
        return isBlocked;
    }

    /** Returns the beginning of the last write. Thread-safe. */
    long blockedSinceNanos() {
        return blockedSinceNanos;
    }
}
