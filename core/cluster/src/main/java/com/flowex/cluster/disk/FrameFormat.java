package com.flowex.cluster.disk;

/** Parameters that determine the frame expected at a position of a recording. Every recording begins at position 0. */
public record FrameFormat(int initialTerm, int termLength, int stream) {
    public static final FrameFormat EVENTS =
            new FrameFormat(EventLogFormat.INITIAL_TERM, EventLogFormat.TERM_LENGTH, EventLogFormat.STREAM);
}
