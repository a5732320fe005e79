package com.flowex.sandbox;

import com.flowex.strategy.StrategyException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Time limits of one process. The run's thread marks calls, the watchdog compares them with the processor time of the
 * process. A call's time counts from the first check that sees it, so marking costs the run nothing.
 */
final class ChildLimits {

    private final ProcessHandle process;
    private final long silenceMillis;
    private final long runMillis;
    private final AtomicReference<@Nullable StrategyException> reason = new AtomicReference<>();

    // Odd during a call; written by the run's thread alone.
    private volatile long calls;
    private volatile long callMillis;
    private volatile boolean isRunBeginning = true;

    // Fields that only the watchdog's thread uses.
    private long seenCall;
    private long seenNanos;
    private long seenCpuMillis;
    private long runCpuMillis;

    ChildLimits(ProcessHandle process, SandboxSettings settings) {
        this.process = process;
        silenceMillis = settings.silenceMillis();
        runMillis = settings.runMillis();
    }

    /** Marks the beginning of a call. */
    void begin(long cpuMillis) {
        callMillis = cpuMillis;
        next();
    }

    void end() {
        next();
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // Only one thread writes.
    private void next() {
        calls = calls + 1;
    }

    /** Marks the beginning of a run, whose processor time counts from here. */
    void beginRun() {
        isRunBeginning = true;
    }

    /** Returns the limit for which the process was ended; null if for none. */
    @Nullable
    StrategyException reason() {
        return reason.get();
    }

    /** Ends the process for a reason, unless it was ended for another before. */
    void kill(String code, String message) {
        reason.compareAndSet(null, new StrategyException(code, 0, message));
        process.destroyForcibly();
    }

    void check(long nowNanos) {
        long call = calls;
        if ((call & 1) == 0) {
            return;
        }
        Optional<Long> cpu = process.info().totalCpuDuration().map(Duration::toMillis);
        long cpuMillis = cpu.orElse(0L);
        if (isRunBeginning) {
            isRunBeginning = false;
            runCpuMillis = cpuMillis;
        }
        if (call != seenCall) {
            seenCall = call;
            seenNanos = nowNanos;
            seenCpuMillis = cpuMillis;
        } else {
            check(TimeUnit.NANOSECONDS.toMillis(nowNanos - seenNanos), cpu.isPresent(), cpuMillis);
        }
    }

    private void check(long elapsedMillis, boolean isKnown, long cpuMillis) {
        long usedMillis = isKnown ? cpuMillis - seenCpuMillis : elapsedMillis;
        if (usedMillis > callMillis) {
            kill("strategy_time", "a callback used more than " + callMillis + " ms of processor time");
        } else if (cpuMillis - runCpuMillis > runMillis) {
            kill("strategy_time", "the run used more than " + runMillis + " ms of processor time");
        } else if (elapsedMillis > silenceMillis) {
            kill("strategy_silent", "a callback did not end within " + silenceMillis + " ms");
        }
    }
}
