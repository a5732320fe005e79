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
 * Media driver of a process and the connection to it; the process may have a node or use others'.
 *
 * @param directory directory of this run
 */
record ProcessMediaDriver(File directory, ThreadIdleStrategies threads, StopReason stopReason) {

    /**
     * Time that the whole process may stand still, as a paused machine does, and then continue. The parts of one
     * process die together, and no other node could lead in the place of a single node. The launcher's options set the
     * same time for Aeron's clients.
     */
    static final long STANDSTILL_MAX_NANOS = TimeUnit.SECONDS.toNanos(60);

    /**
     * Room for 8,192 counters, which take 5 MB of memory with their names; the default, eight times as many, took 40 MB
     * in every process.
     */
    private static final int COUNTERS_BYTES = 1 << 20;

    static ThreadFactory named(String name) {
        return task -> Thread.ofPlatform().name("flowex-" + name).daemon().unstarted(task);
    }

    /** Returns the settings common to all drivers. */
    MediaDriver.Context driver() {
        return new MediaDriver.Context()
                .aeronDirectoryName(directory.toString())
                .epochClock(MonotonicEpochClock.OF_PROCESS)
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

    /** Returns the settings of the connection to it that clients and tails share. */
    Aeron.Context client() {
        return new Aeron.Context()
                .aeronDirectoryName(directory.toString())
                .epochClock(MonotonicEpochClock.OF_PROCESS)
                .driverTimeoutMs(TimeUnit.NANOSECONDS.toMillis(STANDSTILL_MAX_NANOS))
                .threadFactory(named("aeron-client"))
                .subscriberErrorHandler(RethrowingErrorHandler.INSTANCE)
                .errorHandler(stopReason.errorHandler("aeron client"));
    }
}
