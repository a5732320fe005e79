package com.flowex.access.socket;

import com.flowex.platform.errors.Refusal;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Queue of a client's unread messages, bounded in messages and characters. Many threads may put, one takes. */
final class Inbox {

    /** Item from the client. */
    sealed interface Heard {
        record Message(String text) implements Heard {}

        record TooMuch(Refusal why) implements Heard {}

        /** A ping of the WebSocket itself. */
        record Pinged() implements Heard {}
    }

    private final Queue<Heard> heard = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger characters = new AtomicInteger();
    private final int waitingMax;
    private final int charactersMax;

    Inbox(StreamLimits limits) {
        this.waitingMax = limits.requestsWaitingMax();
        this.charactersMax = limits.charactersWaitingMax();
    }

    /** Adds an item; returns false, and drops it, if there is no room. */
    boolean put(Heard what) {
        if (waiting.incrementAndGet() > waitingMax || characters.addAndGet(characters(what)) > charactersMax) {
            return false;
        }
        return heard.add(what);
    }

    /** Takes the first item; null if there is none. */
    @Nullable
    Heard take() {
        Heard next = heard.poll();
        if (next != null) {
            waiting.decrementAndGet();
            characters.addAndGet(-characters(next));
        }
        return next;
    }

    private static int characters(Heard what) {
        return what instanceof Heard.Message(String text) ? text.length() : 0;
    }
}
