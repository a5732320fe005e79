package com.flowex.sandbox;

import com.flowex.sandbox.wire.Callback;
import com.flowex.sandbox.wire.DeclarationCodec;
import com.flowex.sandbox.wire.FrameReader;
import com.flowex.sandbox.wire.FrameWriter;
import com.flowex.sandbox.wire.ScriptProblem;
import com.flowex.sandbox.wire.ToChild;
import com.flowex.sandbox.wire.ToParent;
import com.flowex.sandbox.wire.Wire;
import com.flowex.sandbox.wire.WireException;
import com.flowex.strategy.StrategyException;
import com.flowex.strategy.parameter.ParameterSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Place where sources of users are checked and run, each in a process of its own. */
public final class Sandbox {

    private static final int PROBLEMS_MAX = 1_000;

    private final SandboxSettings settings;
    private final @Nullable StandbyProcess standby;

    private Sandbox(SandboxSettings settings, boolean keepsStandby) {
        this.settings = settings;
        this.standby = keepsStandby ? new StandbyProcess(this) : null;
    }

    public Sandbox(SandboxSettings settings) {
        this(settings, false);
    }

    /** Returns a sandbox that starts a process ahead for the next source. */
    public static Sandbox withStandby(SandboxSettings settings) {
        return new Sandbox(settings, true);
    }

    /** Returns the parts of the wall that this machine gives. */
    public Confinement confinement() {
        return Machine.current().wall().confinement();
    }

    SandboxSettings settings() {
        return settings;
    }

    /** Returns a process without a source: the one that stands by, or a new one. */
    ChildProcess start() {
        if (standby == null) {
            return startNow();
        }
        ChildProcess ready = standby.take();
        ChildProcess process = ready == null ? startNow() : ready;
        standby.prepare();
        return process;
    }

    /** Waits until the process that is being started ahead stands by. */
    public void awaitStandby() throws InterruptedException {
        if (standby != null) {
            standby.await();
        }
    }

    ChildProcess startNow() {
        return ChildProcess.start(settings, Machine.current());
    }

    /**
     * Checks a source in a process of its own.
     *
     * @param markets symbols for which the source is asked for its subscriptions
     * @throws StrategyException if the process cannot be started
     */
    public ScriptCheck check(String source, List<String> markets) {
        if (isTooLong(source)) {
            return tooLong();
        }
        try (ChildProcess process = start()) {
            return load(process, source, markets);
        } catch (StrategyException e) {
            return refused(e);
        }
    }

    /**
     * Makes a provider of a source, which keeps a process for its next run.
     *
     * @param id name of the strategy
     * @param summary one sentence about it
     * @throws ScriptRefusedException if the check refuses the source
     */
    public ScriptProvider provider(String id, String summary, String source, List<String> markets) {
        if (isTooLong(source)) {
            throw new ScriptRefusedException(tooLong());
        }
        ChildProcess process = start();
        ScriptCheck check;
        try {
            check = load(process, source, markets);
        } catch (StrategyException e) {
            check = refused(e);
        }
        if (!check.isAccepted()) {
            process.close();
            throw new ScriptRefusedException(check);
        }
        ScriptProvider provider =
                new ScriptProvider(this, id, summary, new ScriptProvider.Source(source, markets), check);
        provider.release(process);
        return provider;
    }

    private static boolean isTooLong(String source) {
        return source.length() > SandboxSettings.SOURCE_BYTES_MAX
                || source.getBytes(StandardCharsets.UTF_8).length > SandboxSettings.SOURCE_BYTES_MAX;
    }

    private static ScriptCheck tooLong() {
        return ScriptCheck.refused(
                "source_size", "a source has at most " + SandboxSettings.SOURCE_BYTES_MAX + " bytes of UTF-8");
    }

    /** A source that ends its process while it is checked is refused for that reason. */
    private static ScriptCheck refused(StrategyException e) {
        if (e.code().equals("sandbox_unavailable")) {
            throw e;
        }
        return ScriptCheck.refused(e.code(), String.valueOf(e.getMessage()));
    }

    /** @throws StrategyException if the process ended */
    ScriptCheck load(ChildProcess process, String source, List<String> markets) {
        try {
            process.limits().begin(settings.loadMillis());
            FrameWriter out = process.out().begin(ToChild.LOAD).putInt(markets.size());
            markets.forEach(out::putText);
            out.putText(source).end();
            out.flush();
            if (process.next() != ToParent.LOADED) {
                throw new WireException("a check has no result");
            }
            ScriptCheck check = result(process.in());
            process.limits().end();
            return check;
        } catch (IOException | WireException e) {
            throw process.end(e);
        }
    }

    private static ScriptCheck result(FrameReader in) {
        int size = in.getInt(0, PROBLEMS_MAX);
        List<ScriptProblem> problems = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            problems.add(new ScriptProblem(
                    in.getInt(0, Integer.MAX_VALUE), in.getText(Wire.NAME_MAX), in.getText(Wire.SENTENCE_MAX)));
        }
        List<ParameterSpec> parameters = List.of();
        Set<Callback> callbacks = Set.of();
        if (problems.isEmpty()) {
            int bits = in.getByte();
            callbacks = Arrays.stream(Callback.values())
                    .filter(callback -> (bits & callback.bit()) != 0)
                    .collect(Collectors.toSet());
            parameters = DeclarationCodec.specs(in);
        }
        in.requireEnd();
        return new ScriptCheck(problems, parameters, callbacks);
    }
}
