package com.flowex.access.socket;

import com.flowex.platform.errors.Refusal;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Queue of a client's unread messages, bounded in messages and characters. Many threads may put, one takes. */
final class Inbox {

    /** Item from the client. */
    sealed interface Item {
        record Message(String text) implements Item {}

        record TooMuch(Refusal why) implements Item {}

        /** A ping of the WebSocket itself. */
        record Pinged() implements Item {}
    }

    private final Queue<Item> heard = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger characters = new AtomicInteger();
    private final int waitingMax;
    private final int charactersMax;

    Inbox(StreamLimits limits) {
        this.waitingMax = limits.requestsWaitingMax();
        this.charactersMax = limits.charactersWaitingMax();
    }

    /** Adds an item; returns false, and drops it, if there is no room. */
    boolean put(Item item) {
        if (waiting.incrementAndGet() > waitingMax || characters.addAndGet(characters(item)) > charactersMax) {
            return false;
        }
        return heard.add(item);
    }

    /** Takes the first item; null if there is none. */
    @Nullable
    Item take() {
        Item next = heard.poll();
        if (next != null) {
            waiting.decrementAndGet();
            characters.addAndGet(-characters(next));
        }
        return next;
    }

    private static int characters(Item item) {
        return item instanceof Item.Message(String text) ? text.length() : 0;
    }
}
