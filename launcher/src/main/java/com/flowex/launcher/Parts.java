package com.flowex.launcher;

import java.util.ArrayDeque;
import java.util.Deque;

/** Started parts, to be stopped in the opposite order. */
public final class Parts implements AutoCloseable {

    /** Something that can be stopped without a checked exception. */
    public interface Part extends AutoCloseable {
        @Override
        void close();
    }

    private final Deque<Part> started = new ArrayDeque<>();

    public void add(Part part) {
        started.push(part);
    }

    /** Stops every part, also those behind one that fails to stop; the first failure is thrown at the end. */
    @Override
    public void close() {
        RuntimeException first = null;
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (RuntimeException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
