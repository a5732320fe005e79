package com.flowex.simulator.chaos;

import com.flowex.simulator.history.ClientAnswer;
import com.flowex.simulator.history.ClientOperation;
import com.flowex.simulator.history.HistoryFormat;
import com.flowex.simulator.history.HistoryLine;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Writer of a history during a run: the first thread gets the earlier line and the earlier time. */
final class HistoryWriter implements AutoCloseable {

    private final ReentrantLock pen = new ReentrantLock();
    private final BufferedWriter file;
    private final List<HistoryLine> lines = new ArrayList<>();
    private final long startNanos = System.nanoTime();

    HistoryWriter(Path file) throws IOException {
        this.file = Files.newBufferedWriter(file);
    }

    void write(long process, ClientOperation operation, Optional<ClientAnswer> answer) {
        pen.lock();
        try {
            HistoryLine line = new HistoryLine(lines.size(), process, operation, answer, nowNanos());
            lines.add(line);
            file.write(HistoryFormat.text(line));
            file.newLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            pen.unlock();
        }
    }

    /** Returns the time of its monotonic clock. */
    long nowNanos() {
        return System.nanoTime() - startNanos;
    }

    /** Returns all lines so far. */
    List<HistoryLine> lines() {
        pen.lock();
        try {
            return List.copyOf(lines);
        } finally {
            pen.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
