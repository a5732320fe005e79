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

/**
 * Record of the messages that readers receive, a line of JSON each, written at once; it helps to find the cause of a
 * wrong result.
 */
final class ReaderRecord implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ReentrantLock pen = new ReentrantLock();
    private final BufferedWriter file;
    private final LongSupplier clock;

    /** @param clock clock of the history, in nanoseconds */
    ReaderRecord(Path file, LongSupplier clock) throws IOException {
        this.file = Files.newBufferedWriter(file);
        this.clock = clock;
    }

    /** Returns the file's path beside a history, with a name of its own. */
    static Path beside(Path history) {
        String name = String.valueOf(history.getFileName());
        return history.resolveSibling(name.replaceFirst("\\.jsonl$", "") + "-readers.jsonl");
    }

    /** @param connection number of the reader's connection, from 1 */
    void write(String reader, int connection, JsonNode answer) {
        ObjectNode line = JSON.createObjectNode().put("reader", reader).put("connection", connection);
        pen.lock();
        try {
            line.put("time", clock.getAsLong()).set("seen", answer);
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
