package com.flowex.app.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/**
 * Record of the newest drill that succeeded. It is in the store: so the running exchange knows its age, wherever the drill
 * ran.
 *
 * @param version version of this format
 * @param backup id of the whole backup that was restored
 * @param atMillis end of the drill, milliseconds since 1970
 * @param sequence number of the last restored event
 * @param rtoMillis duration of the drill
 */
public record DrillRecord(int version, String backup, long atMillis, long sequence, long rtoMillis) {

    static final String NAME = "drill/newest.json";

    private static final int VERSION = 1;

    /** A newer build may write more fields than are read here. */
    private static final ObjectMapper MAPPER =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    public DrillRecord(String backup, long atMillis, long sequence, long rtoMillis) {
        this(VERSION, backup, atMillis, sequence, rtoMillis);
    }

    byte[] json() {
        try {
            return MAPPER.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws IOException if the bytes are no record that this build reads */
    static DrillRecord of(byte[] json) throws IOException {
        DrillRecord record;
        try {
            record = MAPPER.readValue(json, DrillRecord.class);
        } catch (JsonProcessingException e) {
            throw new IOException("the object " + NAME + " is no record of a drill", e);
        }
        if (record.version() != VERSION || record.atMillis() <= 0) {
            throw new IOException("the object " + NAME + " is of version " + record.version() + " and of "
                    + record.atMillis() + ", this build reads version " + VERSION);
        }
        return record;
    }
}
