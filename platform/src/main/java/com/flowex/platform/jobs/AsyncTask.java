package com.flowex.platform.jobs;

import com.flowex.platform.failure.OutageFaults;
import com.flowex.platform.logging.LogContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One-off asynchronous task, which ends by itself and soon. A caller that needs its result waits for that; a failure is
 * logged here, because no other code would notice it.
 */
public final class AsyncTask {

    private static final Logger LOG = LoggerFactory.getLogger(AsyncTask.class);

    private AsyncTask() {}

    /** Starts the task and returns at once. Its log lines have the caller's logging context. */
    public static void begin(String name, Runnable work) {
        Thread.ofVirtual().name(name).start(LogContext.carried(() -> {
            try {
                work.run();
            } catch (Throwable e) { // an Error, too: no other code would report it
                if (OutageFaults.isOne(e)) {
                    LOG.warn("{} failed and is not retried: {}", name, e.toString());
                } else {
                    LOG.error("{} failed and is not retried", name, e);
                }
            }
        }));
    }
}
