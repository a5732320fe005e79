package com.flowex.edge.stream;

import java.util.ArrayList;
import java.util.List;

/**
 * What a connection writes, by its one sender. What is said in one go is sent at once, at {@link #send}. Everything that may block goes
 * through here, so that others see for how long it does.
 */
final class Writing {

    /** So many characters do not wait for more. */
    private static final int TOGETHER_MAX = 16_384;

    /** The socket is gone, or will not be used again: there is nobody to tell. */
    static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1;

        private Lost(RuntimeException why) {
            super(why);
        }
    }

    private final Outlet out;
    private final StreamClock clock;
    private final List<String> unsent = new ArrayList<>(1);
    private int charactersUnsent;
    private long said;
    private long characters;
    private volatile long blockedSinceNanos;
    private volatile boolean isBlocked;

    Writing(Outlet out, StreamClock clock) {
        this.out = out;
        this.clock = clock;
    }

    void say(String text) {
        unsent.add(text);
        charactersUnsent += text.length();
        said++;
        characters += text.length();
        if (charactersUnsent >= TOGETHER_MAX) {
            send();
        }
    }

    /** @throws Lost if the socket is gone */
    void send() {
        if (!unsent.isEmpty()) {
            block(() -> out.send(unsent));
            unsent.clear();
            charactersUnsent = 0;
        }
    }

    /**
     * Writes a frame that is no message, behind what was said before it.
     *
     * @throws Lost if the socket is gone
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
            throw new Lost(e);
        }
        isBlocked = false;
    }

    /** Messages, ever. */
    long said() {
        return said;
    }

    /** Characters of all messages, ever. */
    long characters() {
        return characters;
    }

    /** Whether a write is under way, or was when the socket was lost; any thread may ask. */
    boolean isBlocked() {
        return isBlocked;
    }

    /** When the last write began; any thread may ask. */
    long blockedSinceNanos() {
        return blockedSinceNanos;
    }
}
