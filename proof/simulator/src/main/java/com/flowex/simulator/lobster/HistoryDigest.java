package com.flowex.simulator.lobster;

import com.flowex.backtest.lobster.LobsterMessage;
import com.flowex.protocol.event.EventBatch;
import com.flowex.protocol.event.EventBatchCodec;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.agrona.ExpandableArrayBuffer;

/** Digest of all input and output: 64 bits that differ if any row or event differs. */
final class HistoryDigest {

    private static final int DIGITS = 16;

    private final MessageDigest sha256;
    private final EventBatchCodec codec = new EventBatchCodec();
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();

    HistoryDigest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Adds all six fields of a message, even if it changes nothing. */
    void add(LobsterMessage message) {
        buffer.putLong(0, message.timeNanos());
        buffer.putLong(8, message.kind().number());
        buffer.putLong(16, message.order());
        buffer.putLong(24, message.size());
        buffer.putLong(32, message.price());
        buffer.putLong(40, message.direction());
        sha256.update(buffer.byteArray(), 0, 48);
    }

    void add(EventBatch batch) {
        int length = codec.encode(batch, buffer, 0);
        sha256.update(buffer.byteArray(), 0, length);
    }

    /** Returns the digest of everything so far, and ends it. */
    String end() {
        return HexFormat.of().formatHex(sha256.digest()).substring(0, DIGITS);
    }
}
