package com.flowex.app.lifecycle;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Started components, to be closed in the opposite order; another thread than the starting one may close them. */
public final class StartedComponents implements AutoCloseable {

    /** A component that closes without a checked exception. */
    public interface Part extends AutoCloseable {
        @Override
        void close();
    }

    private final Deque<Part> started = new ConcurrentLinkedDeque<>();

    public void add(Part part) {
        started.push(part);
    }

    /** Closes every component, also after one that fails to close; throws the first failure at the end. */
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
