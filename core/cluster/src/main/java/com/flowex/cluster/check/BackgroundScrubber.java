package com.flowex.cluster.check;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Background scrub of a running node's directory, a quarter of a megabyte at a time, so that it disturbs no other work.
 */
public final class BackgroundScrubber implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(BackgroundScrubber.class);

    /** A megabyte a second: a hundred gigabytes a day. */
    private static final Duration PAUSE = Duration.ofMillis(250);

    private static final Duration BETWEEN_ROUNDS = Duration.ofMinutes(1);

    private final Path root;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Set<String> reported = new HashSet<>();
    private final Thread thread;

    public BackgroundScrubber(Path root) {
        this.root = root;
        this.thread = Thread.ofPlatform()
                .name("flowex-scrub")
                .daemon()
                .priority(Thread.MIN_PRIORITY)
                .start(this::run);
    }

    private void run() {
        boolean isOpen = true;
        while (isOpen) {
            try {
                for (String damage : new DataScrub(root).run(() -> pause(PAUSE))) {
                    if (reported.add(damage)) {
                        LOGGER.error("the check of the disk found damage: {}", damage);
                    }
                }
            } catch (IOException | RuntimeException e) {
                if (reported.add(String.valueOf(e.getMessage()))) {
                    LOGGER.warn("the check of the disk cannot read {}: {}", root, e.toString());
                }
            }
            isOpen = pause(BETWEEN_ROUNDS);
        }
    }

    /** @return false if the scrub is closed */
    private boolean pause(Duration time) {
        try {
            return !closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
