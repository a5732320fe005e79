package com.flowex.simulator.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** Writes down what readers see, a line of JSON each, as it comes: for whoever looks for the cause of what was judged wrong. */
final class ReaderNotes implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ReentrantLock pen = new ReentrantLock();
    private final BufferedWriter file;
    private final LongSupplier clock;

    /** @param clock the history's, in nanoseconds */
    ReaderNotes(Path file, LongSupplier clock) throws IOException {
        this.file = Files.newBufferedWriter(file);
        this.clock = clock;
    }

    /** Beside a history, by a name of its own. */
    static Path beside(Path history) {
        String name = String.valueOf(history.getFileName());
        return history.resolveSibling(name.replaceFirst("\\.jsonl$", "") + "-readers.jsonl");
    }

    /** @param connection which of the reader's, from 1 */
    void write(String reader, int connection, JsonNode seen) {
        ObjectNode line = JSON.createObjectNode().put("reader", reader).put("connection", connection);
        pen.lock();
        try {
            line.put("time", clock.getAsLong()).set("seen", seen);
            file.write(line.toString());
            file.newLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            pen.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
