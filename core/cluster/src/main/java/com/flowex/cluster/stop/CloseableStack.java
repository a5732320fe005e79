package com.flowex.cluster.stop;

import java.util.ArrayDeque;
import java.util.Deque;
import org.agrona.CloseHelper;

/** Started components, to be closed in the reverse order. */
public final class CloseableStack implements AutoCloseable {
    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    public <T extends AutoCloseable> T push(T part) {
        started.push(part);
        return part;
    }

    @Override
    public void close() {
        while (!started.isEmpty()) {
            CloseHelper.quietClose(started.pop());
        }
    }
}
