package com.flowex.cluster.settings;

import com.flowex.cluster.stop.StopReason;
import io.aeron.Aeron;
import io.aeron.RethrowingErrorHandler;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import java.io.File;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The one driver of a process and the connection to it, whether the process has a node or uses others'.
 *
 * @param directory of this run
 */
record ProcessDriver(File directory, Threads threads, StopReason stopReason) {

    /**
     * So long the whole process may stand still, as a paused machine does, and go on: parts of one process die together, and a
     * node alone has nobody who would lead in its place. The launcher's options say the same to Aeron's clients.
     */
    static final long STANDSTILL_MAX_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** Room for 8,192 counters, with names 5 MB in memory; the default, eight times as many, had 40 MB in every process. */
    private static final int COUNTERS_BYTES = 1 << 20;

    static ThreadFactory named(String name) {
        return task -> Thread.ofPlatform().name("flowex-" + name).daemon().unstarted(task);
    }

    /** What every driver of ours is told. */
    MediaDriver.Context driver() {
        return new MediaDriver.Context()
                .aeronDirectoryName(directory.toString())
                .epochClock(SteadyClock.OF_PROCESS)
                .threadingMode(ThreadingMode.SHARED)
                .sharedThreadFactory(named("driver"))
                .sharedIdleStrategy(threads.driver())
                .termBufferSparseFile(true)
                .counterValuesBufferLength(COUNTERS_BYTES)
                .clientLivenessTimeoutNs(STANDSTILL_MAX_NANOS)
                .publicationUnblockTimeoutNs(STANDSTILL_MAX_NANOS + TimeUnit.SECONDS.toNanos(5))
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true)
                .errorHandler(stopReason.errorHandler("media driver"));
    }

    /** The connection to it that clients and tails share. */
    Aeron.Context client() {
        return new Aeron.Context()
                .aeronDirectoryName(directory.toString())
                .epochClock(SteadyClock.OF_PROCESS)
                .driverTimeoutMs(TimeUnit.NANOSECONDS.toMillis(STANDSTILL_MAX_NANOS))
                .threadFactory(named("aeron-client"))
                .subscriberErrorHandler(RethrowingErrorHandler.INSTANCE)
                .errorHandler(stopReason.errorHandler("aeron client"));
    }
}
