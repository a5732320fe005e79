package com.flowex.sandbox;

import com.flowex.strategy.StrategyException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Process that is started ahead, with the script engine loaded and no source of a user in it. The next source then waits
 * for its own check only. It is made behind each start and ends unless it is needed within {@link #KEPT}.
 */
final class StandbyProcess {

    private static final Duration KEPT = Duration.ofMinutes(5);

    /** Source whose check loads the script engine. */
    private static final String WARM_UP = """
            strategy({
                parameters: {count: {type: 'whole', min: 1, max: 9, default: 1, meaning: 'count'}},
                subscriptions: (markets) => [Data.bars(markets[0], '1m')],
                onBar(ctx, bar) { if (bar.close > ctx.parameters.count) ctx.log(`${[bar.open].map((each) => each + 1)}`); }
            });
            """;

    private static final Executor LATER =
            CompletableFuture.delayedExecutor(KEPT.toSeconds(), TimeUnit.SECONDS, Thread::startVirtualThread);

    private final Sandbox sandbox;
    private @Nullable ChildProcess ready;
    private @Nullable Thread starting;

    StandbyProcess(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** Returns the process, which is the caller's from now on; null if there is none. */
    @Nullable
    ChildProcess take() {
        ChildProcess known;
        synchronized (this) {
            known = ready;
            ready = null;
        }
        if (known == null || known.isAlive()) {
            return known;
        }
        known.close();
        return null;
    }

    /** Starts a process in the background, unless there is one. */
    void prepare() {
        synchronized (this) {
            if (ready == null && starting == null) {
                starting = Thread.startVirtualThread(this::start);
            }
        }
    }

    /** Waits for the process that is being started, if one is. */
    void await() throws InterruptedException {
        Thread present;
        synchronized (this) {
            present = starting;
        }
        if (present != null) {
            present.join();
        }
    }

    private void start() {
        ChildProcess loaded = null;
        try {
            loaded = loaded();
        } catch (StrategyException e) {
            // A start that a caller waits for has the same fault, and reports it.
        } finally {
            synchronized (this) {
                starting = null;
                ready = loaded;
            }
        }
        ChildProcess made = loaded;
        if (made != null) {
            LATER.execute(() -> end(made));
        }
    }

    private ChildProcess loaded() {
        ChildProcess started = sandbox.startNow();
        try {
            sandbox.load(started, WARM_UP, List.of("BTC-USDT"));
            return started;
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
    }

    private void end(ChildProcess made) {
        synchronized (this) {
            if (ready != made) {
                return;
            }
            ready = null;
        }
        made.close();
    }
}
