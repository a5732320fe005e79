package com.flowex.cluster.disk;

import io.aeron.archive.codecs.CatalogHeaderDecoder;
import io.aeron.archive.codecs.RecordingDescriptorDecoder;
import io.aeron.archive.codecs.RecordingDescriptorHeaderDecoder;
import io.aeron.archive.codecs.RecordingState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;

/** Catalog of an archive's recordings, read and corrected while the archive does not run. */
public final class CatalogFile {
    /** End of a recording that was not stopped properly; the archive searches for the end when it starts. */
    static final long END_UNKNOWN = -1;

    public static final String NAME = "archive.catalog";

    private static final int HEADER = RecordingDescriptorHeaderDecoder.BLOCK_LENGTH;

    /**
     * One recording of the catalog.
     *
     * @param start position at which it begins, in bytes; earlier data was cut off
     * @param stop position at which it ends, in bytes, or {@link #END_UNKNOWN}
     * @param at offset of its description in the catalog
     */
    public record Recording(long id, long start, long stop, FrameFormat format, int at) {}

    private CatalogFile() {}

    /** Returns the valid recordings by number; empty if there is no catalog. */
    public static Map<Long, Recording> read(Path archive) throws IOException {
        Map<Long, Recording> recordings = new HashMap<>();
        byte[] bytes = bytes(archive);
        UnsafeBuffer catalog = new UnsafeBuffer(bytes);
        forEach(bytes, (at, _, isValid) -> {
            if (isValid) {
                Recording recording = recording(catalog, at);
                recordings.put(recording.id(), recording);
            }
        });
        return recordings;
    }

    private static byte[] bytes(Path archive) throws IOException {
        Path file = archive.resolve(NAME);
        return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    }

    /** Receiver of the descriptions in a catalog. */
    private interface RecordingDescriptions {
        void description(int at, int length, boolean isValid);
    }

    private static void forEach(byte[] bytes, RecordingDescriptions to) {
        UnsafeBuffer catalog = new UnsafeBuffer(bytes);
        if (catalog.capacity() < CatalogHeaderDecoder.BLOCK_LENGTH) {
            return;
        }
        int alignment = new CatalogHeaderDecoder()
                .wrap(catalog, 0, CatalogHeaderDecoder.BLOCK_LENGTH, CatalogHeaderDecoder.SCHEMA_VERSION)
                .alignment();
        int at = CatalogHeaderDecoder.BLOCK_LENGTH;
        while (alignment > 0 && at + HEADER + RecordingDescriptorDecoder.BLOCK_LENGTH <= catalog.capacity()) {
            RecordingDescriptorHeaderDecoder header = new RecordingDescriptorHeaderDecoder()
                    .wrap(catalog, at, HEADER, RecordingDescriptorHeaderDecoder.SCHEMA_VERSION);
            if (header.length() <= 0) {
                break;
            }
            int length = Math.min(BitUtil.align(HEADER + header.length(), alignment), catalog.capacity() - at);
            to.description(at, length, header.state() == RecordingState.VALID);
            at += length;
        }
    }

    /** Returns the number of given-up recordings that the catalog still describes. */
    public static int givenUp(Path archive) throws IOException {
        int[] count = {0};
        forEach(bytes(archive), (at, length, isValid) -> count[0] += isValid ? 0 : 1);
        return count[0];
    }

    /** Returns the catalog without given-up recordings; the numbers of all others, and the next number, stay. */
    public static byte[] withoutGivenUp(Path archive) throws IOException {
        byte[] catalog = bytes(archive);
        ByteArrayOutputStream retained = new ByteArrayOutputStream();
        retained.write(catalog, 0, CatalogHeaderDecoder.BLOCK_LENGTH);
        forEach(catalog, (at, length, isValid) -> {
            if (isValid) {
                retained.write(catalog, at, length);
            }
        });
        return retained.toByteArray();
    }

    private static Recording recording(UnsafeBuffer catalog, int at) {
        RecordingDescriptorDecoder recording = new RecordingDescriptorDecoder()
                .wrap(
                        catalog,
                        at + HEADER,
                        RecordingDescriptorDecoder.BLOCK_LENGTH,
                        RecordingDescriptorDecoder.SCHEMA_VERSION);
        FrameFormat format =
                new FrameFormat(recording.initialTermId(), recording.termBufferLength(), recording.streamId());
        return new Recording(recording.recordingId(), recording.startPosition(), recording.stopPosition(), format, at);
    }

    /** Makes the archive search for the end of a recording at its next start. */
    public static void forgetEnd(Path archive, Recording recording) throws IOException {
        Path file = archive.resolve(NAME);
        ByteBuffer unknown = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        unknown.putLong(0, END_UNKNOWN);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(
                    unknown, recording.at() + HEADER + (long) RecordingDescriptorDecoder.stopPositionEncodingOffset());
            channel.force(true);
        }
    }
}
