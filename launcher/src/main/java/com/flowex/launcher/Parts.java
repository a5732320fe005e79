package com.flowex.launcher;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Started parts, to be stopped in the opposite order; by another thread than the one that starts them, if need be. */
public final class Parts implements AutoCloseable {

    /** Something that can be stopped without a checked exception. */
    public interface Part extends AutoCloseable {
        @Override
        void close();
    }

    private final Deque<Part> started = new ConcurrentLinkedDeque<>();

    public void add(Part part) {
        started.push(part);
    }

    /** Stops every part, also those behind one that fails to stop; the first failure is thrown at the end. */
    @Override
    public void close() {
        RuntimeException first = null;
        for (Part part = started.poll(); part != null; part = started.poll()) {
            try {
                part.close();
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
