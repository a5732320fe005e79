package com.flowex.backtest.venue;

import com.flowex.domain.event.Event;
import com.flowex.protocol.event.EventBatch;
import com.flowex.protocol.event.EventBatchCodec;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;

/** SHA-256 over all events as the log's wire carries them, with the times of their commands. */
final class StreamDigest {

    private final MessageDigest sha256;
    private final EventBatchCodec codec = new EventBatchCodec();
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();

    StreamDigest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Adds the events of one command.
     *
     * @param sequence number of the last event before them
     * @param command number of the command, from 1
     */
    void add(long sequence, long command, long timeNanos, List<Event> events) {
        long first = events.isEmpty() ? sequence : sequence + 1;
        int length = codec.encode(new EventBatch(first, events.size(), command, timeNanos, events), buffer, 0);
        sha256.update(buffer.byteArray(), 0, length);
    }

    /** Returns the digest in hexadecimal digits, and ends it. */
    String end() {
        return HexFormat.of().formatHex(sha256.digest());
    }
}
