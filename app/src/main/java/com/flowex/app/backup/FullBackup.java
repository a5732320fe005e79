package com.flowex.app.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * Manifest of a whole backup. It is written last, so a backup with a manifest is complete.
 *
 * @param version version of this format
 * @param takenMillis time at which its log was copied, milliseconds since 1970
 * @param logPosition byte of the log up to which it was applied; increments continue there
 * @param sequence number of the last event
 * @param logTimeNanos log time of that event, nanoseconds since 1970
 * @param database part that belongs to the backup and is not in it; empty if it is complete
 * @param headed true if its chain has a {@link BackupHead}; earlier versions wrote none
 */
public record FullBackup(
        int version,
        String id,
        long takenMillis,
        long logPosition,
        long sequence,
        long logTimeNanos,
        String database,
        List<Part> parts,
        boolean headed) {

    static final int VERSION = 1;

    /** A newer build may write more fields than are read here. */
    private static final ObjectMapper MAPPER =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /**
     * One object of the backup.
     *
     * @param bytes compressed size
     * @param sha256 checksum in hexadecimal
     */
    public record Part(String name, long bytes, String sha256) {}

    byte[] json() {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static FullBackup of(String object, byte[] json) throws IOException {
        try {
            FullBackup manifest = MAPPER.readValue(json, FullBackup.class);
            if (manifest.version() != VERSION) {
                throw new IOException("the object " + object + " is of version " + manifest.version()
                        + ", this build reads " + VERSION);
            }
            return manifest;
        } catch (JsonProcessingException e) {
            throw new IOException("the object " + object + " is no manifest: " + e.getOriginalMessage(), e);
        }
    }

    /** Returns the size of all parts. */
    public long bytes() {
        return parts.stream().mapToLong(Part::bytes).sum();
    }

    /** Returns a line for people. */
    public String line() {
        return id + "  event " + sequence + "  " + Instant.ofEpochMilli(takenMillis) + "  " + bytes() + " bytes in "
                + parts.size() + " parts" + (database.isEmpty() ? "" : "  without " + database);
    }
}
