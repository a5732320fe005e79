package com.flowex.ground.work;

import com.flowex.ground.logging.LogContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work beside what is being done, once: it ends by itself, and soon. Whoever needs what comes of it waits for that; that it failed
 * is said here, because nobody else would hear of it.
 */
public final class Aside {

    private static final Logger LOG = LoggerFactory.getLogger(Aside.class);

    private Aside() {}

    /** Begins it and returns at once. Its lines say the request they are of, as those of whoever begins it. */
    public static void begin(String name, Runnable work) {
        Thread.ofVirtual().name(name).start(LogContext.carried(() -> {
            try {
                work.run();
            } catch (Throwable e) { // an Error too: nobody else would say it
                LOG.error("{} failed and is not tried again", name, e);
            }
        }));
    }
}
