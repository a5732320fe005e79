package com.flowex.cluster.disk;

import io.aeron.ChannelUriStringBuilder;
import io.aeron.archive.client.AeronArchive;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Parameters that make a position of the event log a pure function of the history. So a checkpoint means the same on
 * every node and after every restart. Changing one requires a new recording.
 */
public final class EventLogFormat {
    /**
     * Length of a term. A message may be an eighth of a term, 1 MiB. The longest message is one of two. The cancel of
     * an account's 10,000 open orders takes 10,000 × 61 bytes and a balance for each of its assets; 500 fills of as many
     * accounts take 500 × 150 + 1,001 × 80 bytes.
     */
    static final int TERM_LENGTH = 8 << 20;

    /** A frame is at most a page, because the Archive's check of a torn tail is wrong about longer frames. */
    public static final int MTU = 4_096;

    static final int INITIAL_TERM = 0;

    /** Length of a segment file, a multiple of the term. */
    public static final int SEGMENT_LENGTH = 64 << 20;

    public static final String ALIAS = "events";
    public static final int STREAM = 200;
    public static final int REPLAY_STREAM = 201;
    public static final int TAIL_STREAM = 202;

    private static final String SUFFIX = ".rec";

    private EventLogFormat() {}

    /** Returns the channel of a publication that continues at a position. */
    public static String channelAt(long position) {
        return new ChannelUriStringBuilder()
                .media("ipc")
                .alias(ALIAS)
                .mtu(MTU)
                .initialPosition(position, INITIAL_TERM, TERM_LENGTH)
                .build();
    }

    /**
     * Returns true if a recording was made with these parameters; whole segments may have been cut off its beginning.
     */
    public static boolean is(long start, int initialTerm, int segmentLength, int termLength, int mtu) {
        return start % SEGMENT_LENGTH == 0
                && initialTerm == INITIAL_TERM
                && segmentLength == SEGMENT_LENGTH
                && termLength == TERM_LENGTH
                && mtu == MTU;
    }

    /** Returns the position at which the segment begins that holds a position, in bytes. */
    public static long segmentOf(long position) {
        return AeronArchive.segmentFileBasePosition(0, position, TERM_LENGTH, SEGMENT_LENGTH);
    }

    /**
     * Returns the positions at which the present files of a recording begin, in order; empty if the archive's directory
     * does not exist.
     */
    public static List<Long> segments(Path archive, long recording) throws IOException {
        String prefix = recording + "-";
        List<Long> positions = new ArrayList<>();
        if (Files.isDirectory(archive)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(archive, prefix + "*" + SUFFIX)) {
                for (Path file : files) {
                    String name = String.valueOf(file.getFileName());
                    positions.add(Long.parseLong(name, prefix.length(), name.length() - SUFFIX.length(), 10));
                }
            }
        }
        Collections.sort(positions);
        return positions;
    }

    /** Returns the Archive's name for a segment file. */
    public static String segmentFile(long recording, long segmentPosition) {
        return recording + "-" + segmentPosition + SUFFIX;
    }
}
