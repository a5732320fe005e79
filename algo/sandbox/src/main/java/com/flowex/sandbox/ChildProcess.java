package com.flowex.sandbox;

import com.flowex.sandbox.wire.FrameReader;
import com.flowex.sandbox.wire.FrameWriter;
import com.flowex.sandbox.wire.ToParent;
import com.flowex.sandbox.wire.Wire;
import com.flowex.sandbox.wire.WireException;
import com.flowex.strategy.StrategyException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Process of a user-written strategy, seen from its parent: the pipe, the limits, and its end. */
final class ChildProcess implements AutoCloseable {

    private static final ToParent[] KINDS = ToParent.values();
    private static final int BUFFER_BYTES = 64 << 10;
    private static final int ERRORS_MAX = 2_000;
    private static final long END_SECONDS = 10;

    // Exit code of Java for a full heap, and of a process that signal SIGXCPU ended.
    private static final int FULL_HEAP = 3;
    private static final int CPU_LIMIT = 128 + 24;

    private final Process process;
    private final ProcessHandle java;
    private final FrameWriter out;
    private final FrameReader in;
    private final ChildLimits limits;
    private volatile String errors = "";
    private boolean isClosed;

    private ChildProcess(Process process, Path folder, SandboxSettings settings) throws IOException {
        this.process = process;
        out = new FrameWriter(process.getOutputStream(), Wire.TO_CHILD_MAX);
        in = new FrameReader(new BufferedInputStream(process.getInputStream(), BUFFER_BYTES), Wire.TO_PARENT_MAX);
        Thread.ofPlatform().daemon().name("sandbox-errors").start(() -> captureErrors(process.getErrorStream()));
        // Until the first message there may be programs of the wall only.
        ChildLimits starting = new ChildLimits(process.toHandle(), settings);
        Watchdog.SHARED.add(starting);
        try {
            starting.begin(settings.loadMillis());
            if (in.next(KINDS) != ToParent.HELLO || in.getInt() != Wire.VERSION) {
                throw new WireException("the process speaks another protocol");
            }
            in.requireEnd();
        } finally {
            Watchdog.SHARED.remove(starting);
        }
        // The process keeps a working folder that no longer exists: nothing can be made in it, and nothing is left of
        // it.
        Files.deleteIfExists(folder);
        java = process.descendants().reduce((_, last) -> last).orElse(process.toHandle());
        limits = new ChildLimits(java, settings);
        Watchdog.SHARED.add(limits);
    }

    /** @throws StrategyException {@code sandbox_unavailable} if it cannot be started */
    static ChildProcess start(SandboxSettings settings, Machine machine) {
        try {
            Path folder = Files.createTempDirectory(settings.folder(), "flowex-strategy-");
            Process process = null;
            try {
                List<String> java = ChildCommand.of(settings.heapMegabytes(), folder, machine.classPath());
                ProcessBuilder builder = new ProcessBuilder(machine.wall().command(java)).directory(folder.toFile());
                builder.environment().clear();
                process = builder.start();
                return new ChildProcess(process, folder, settings);
            } catch (IOException | WireException e) {
                if (process != null) {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly();
                }
                Files.deleteIfExists(folder);
                throw e;
            }
        } catch (IOException | WireException e) {
            throw new StrategyException(
                    "sandbox_unavailable", 0, "the process for the strategy does not start: " + e.getMessage());
        }
    }

    private void captureErrors(InputStream stream) {
        ByteArrayOutputStream captured = new ByteArrayOutputStream();
        byte[] buffer = new byte[1_024];
        try (stream) {
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                int room = ERRORS_MAX - captured.size();
                if (room > 0) {
                    captured.write(buffer, 0, Math.min(count, room));
                    errors = captured.toString(StandardCharsets.UTF_8);
                }
            }
        } catch (IOException e) {
            errors = "(unreadable)";
        }
    }

    boolean isAlive() {
        return java.isAlive();
    }

    long pid() {
        return java.pid();
    }

    FrameWriter out() {
        return out;
    }

    FrameReader in() {
        return in;
    }

    ChildLimits limits() {
        return limits;
    }

    /** Waits for the next message. */
    ToParent next() throws IOException {
        return in.next(KINDS);
    }

    /** Ends the process, and returns the reason for which its pipe can no longer be used. */
    StrategyException end(Exception cause) {
        if (cause instanceof WireException) {
            limits.kill("strategy_protocol", "the strategy broke the protocol of its pipe: " + cause.getMessage());
        }
        Integer code = cause instanceof EOFException || cause instanceof IOException ? exitCode() : null;
        close();
        StrategyException reason = limits.reason();
        if (reason != null) {
            return new StrategyException(reason.code(), reason.line(), String.valueOf(reason.getMessage()));
        }
        if (code != null && code == FULL_HEAP) {
            return new StrategyException("strategy_memory", 0, "the strategy needs more memory than it has");
        }
        if (code != null && code == CPU_LIMIT) {
            return new StrategyException("strategy_time", 0, "the process used more processor time than it has");
        }
        return new StrategyException(
                "strategy_exit", 0, "the process of the strategy ended with code " + code + firstError());
    }

    private String firstError() {
        return errors.lines().findFirst().map(line -> ": " + line).orElse("");
    }

    private @Nullable Integer exitCode() {
        try {
            return process.waitFor(END_SECONDS, TimeUnit.SECONDS) ? process.exitValue() : null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** Ends the process, which is gone when this returns. */
    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        Watchdog.SHARED.remove(limits);
        // The innermost first, so that the programs of the wall can collect it.
        java.destroyForcibly();
        if (exitCode() == null) {
            process.destroyForcibly();
            exitCode();
        }
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            errors = "(the pipe was closed)";
        }
    }
}
