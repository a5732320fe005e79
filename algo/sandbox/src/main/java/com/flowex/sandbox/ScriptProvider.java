package com.flowex.sandbox;

import com.flowex.strategy.Strategy;
import com.flowex.strategy.StrategyException;
import com.flowex.strategy.StrategyProvider;
import com.flowex.strategy.parameter.ParameterSpec;
import com.flowex.strategy.parameter.Parameters;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Strategy of a checked source. A process serves one run at a time, and runs of this source only; a search with many
 * runs so starts few processes. Its methods may be called by several threads.
 */
public final class ScriptProvider implements StrategyProvider, AutoCloseable {

    /**
     * Source of a provider.
     *
     * @param markets symbols for its check
     */
    record Source(String text, List<String> markets) {}

    private final Sandbox sandbox;
    private final String id;
    private final String summary;
    private final Source source;
    private final ScriptCheck check;

    // Both are guarded by this.
    private final Deque<ChildProcess> idle = new ArrayDeque<>();
    private boolean isClosed;

    ScriptProvider(Sandbox sandbox, String id, String summary, Source source, ScriptCheck check) {
        this.sandbox = sandbox;
        this.id = id;
        this.summary = summary;
        this.source = source;
        this.check = check;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String summary() {
        return summary;
    }

    @Override
    public List<ParameterSpec> parameters() {
        return check.parameters();
    }

    /**
     * Creates an instance, which has a process until it is closed.
     *
     * @throws StrategyException if no process can be started
     */
    @Override
    public Strategy create(Parameters parameters) {
        return new SandboxedStrategy(this, acquire(), check.callbacks(), parameters);
    }

    SandboxSettings settings() {
        return sandbox.settings();
    }

    private ChildProcess acquire() {
        ChildProcess idle = poll();
        if (idle != null) {
            return idle;
        }
        ChildProcess started = sandbox.start();
        ScriptCheck again = sandbox.load(started, source.text(), source.markets());
        if (!again.isAccepted()) {
            started.close();
            throw new ScriptRefusedException(again);
        }
        return started;
    }

    private @Nullable ChildProcess poll() {
        synchronized (this) {
            if (isClosed) {
                throw new IllegalStateException("the provider of " + id + " is closed");
            }
            return idle.poll();
        }
    }

    /** Takes a process back whose run has ended in order. */
    void release(ChildProcess process) {
        synchronized (this) {
            if (!isClosed && idle.size() < settings().idleProcesses()) {
                idle.push(process);
                return;
            }
        }
        process.close();
    }

    /** Ends the kept processes; those of runs end with their strategies. */
    @Override
    public void close() {
        List<ChildProcess> left;
        synchronized (this) {
            isClosed = true;
            left = List.copyOf(idle);
            idle.clear();
        }
        left.forEach(ChildProcess::close);
    }
}
