package com.flowex.app.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flowex.cluster.archive.EventHistoryReader;
import com.flowex.domain.event.Event;
import com.flowex.protocol.event.EventBatch;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;

/** {@code ./flowex events read}: prints events as JSON, one on each line, from a number on. */
final class EventJsonPrinter {
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final ObjectMapper mapper = new ObjectMapper();
    private final PrintStream out;
    private final long from;
    private final long to;

    /**
     * Creates a printer for a range of events.
     *
     * @param from number of the first event
     * @param to number of the last event
     */
    EventJsonPrinter(PrintStream out, long from, long to) {
        this.out = out;
        this.from = from;
        this.to = to;
    }

    void print(EventHistoryReader events) throws IOException {
        events.read(from - 1, (batch, _) -> print(batch));
        out.flush();
    }

    private boolean print(EventBatch batch) {
        long sequence = batch.firstSequence();
        for (Event event : batch.events()) {
            if (sequence >= from && sequence <= to) {
                out.println(line(sequence, batch.timeNanos(), event));
            }
            sequence++;
        }
        return sequence <= to && !out.checkError();
    }

    private ObjectNode line(long sequence, long timeNanos, Event event) {
        return mapper.createObjectNode()
                .put("sequence", sequence)
                .put(
                        "time",
                        Instant.ofEpochSecond(timeNanos / NANOS_PER_SECOND, timeNanos % NANOS_PER_SECOND)
                                .toString())
                .put("type", event.getClass().getSimpleName())
                .put("event", event.toString());
    }
}
