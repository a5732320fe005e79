package com.flowex.edge.stream;

import com.flowex.ground.refusal.Refusal;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What came from a client and was not looked at yet: so many messages of so many characters at most. Many may put, one takes. */
final class Inbox {

    /** What came from the client. */
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

    /** Whether there was room; if not, it is not kept. */
    boolean put(Heard what) {
        if (waiting.incrementAndGet() > waitingMax || characters.addAndGet(characters(what)) > charactersMax) {
            return false;
        }
        return heard.add(what);
    }

    /** What came first; null: nothing waits. */
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
