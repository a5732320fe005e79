package com.flowex.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * File of the acknowledged orders, outside the exchange's reach. Each line is {@code email client-order-id order-id}.
 * It is with the operating system before the next order is sent, so that a later crash of the exchange cannot undo it.
 */
final class AcknowledgedOrdersFile implements AutoCloseable {

    /** An acknowledged order in the file. */
    record Line(String email, String clientOrderId, long orderId) {}

    private final @Nullable FileChannel channel;

    private AcknowledgedOrdersFile(@Nullable FileChannel channel) {
        this.channel = channel;
    }

    /** Appends to the given file; writes nothing if it is null. */
    static AcknowledgedOrdersFile append(@Nullable Path path) throws IOException {
        return new AcknowledgedOrdersFile(
                path == null ? null : FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    void append(String email, String clientOrderId, long orderId) {
        if (channel == null) {
            return;
        }
        try {
            String line = email + " " + clientOrderId + " " + orderId + "\n";
            channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException full) {
            throw new UncheckedIOException("cannot write down an acknowledged order", full);
        }
    }

    /** Returns the lines of a file, by e-mail. */
    static Map<String, List<Line>> read(Path path) throws IOException {
        Map<String, List<Line>> byEmail = new LinkedHashMap<>();
        for (String text : Files.readAllLines(path)) {
            String[] words = text.split(" ", -1);
            Line line = new Line(words[0], words[1], Long.parseLong(words[2]));
            byEmail.computeIfAbsent(line.email(), _ -> new ArrayList<>()).add(line);
        }
        return byEmail;
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
