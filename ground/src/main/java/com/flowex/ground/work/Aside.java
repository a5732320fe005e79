package com.flowex.ground.work;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work beside what is being done, once: it ends by itself, and soon. Whoever needs what comes of it waits for that; that it failed
 * is said here, because nobody else would hear of it.
 */
public final class Aside {

    private static final Logger LOG = LoggerFactory.getLogger(Aside.class);

    private Aside() {}

    /** Begins it and returns at once. */
    public static void begin(String name, Runnable work) {
        Thread.ofVirtual().name(name).start(() -> {
            try {
                work.run();
            } catch (Throwable e) { // an Error too: nobody else would say it
                LOG.error("{} failed and is not tried again", name, e);
            }
        });
    }
}
