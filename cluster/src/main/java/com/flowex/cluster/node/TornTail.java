package com.flowex.cluster.node;

import io.aeron.archive.Archive;
import io.aeron.archive.client.ArchiveException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts an Archive whose last write was cut in two by a crash.
 *
 * <p>The Archive refuses to start if the last frame of a recording goes over a page boundary and has nothing but zeros
 * behind it: such a frame was being written when the process died. It was never forced, so nothing of it was
 * acknowledged, and all our messages end in a byte that is not zero, so it is not one of them that is whole. It is
 * cut off here. (Aeron's own tool would do that too, but may mark the whole recording invalid.)
 */
final class TornTail {
    private static final Logger LOGGER = LoggerFactory.getLogger(TornTail.class);
    private static final Pattern REFUSAL =
            Pattern.compile("incomplete last fragment straddling page boundary in file: ([^\\n]+)");
    private static final int ATTEMPTS_MAX = 4;
    private static final int FRAME_ALIGNMENT = 32;

    private TornTail() {}

    /** @param contexts makes the settings; asked again for each attempt */
    static Archive launch(Supplier<Archive.Context> contexts) {
        for (int attempt = 1; ; attempt++) {
            try {
                return Archive.launch(contexts.get());
            } catch (ArchiveException e) {
                Matcher refusal = REFUSAL.matcher(String.valueOf(e.getMessage()));
                if (attempt == ATTEMPTS_MAX || !refusal.find()) {
                    throw e;
                }
                cut(Path.of(refusal.group(1)));
            }
        }
    }

    /** Overwrites the last frame of a segment file with zeros. */
    static void cut(Path segment) {
        try (FileChannel file = FileChannel.open(segment, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long last = 0;
            long next = 0;
            int length = frameLength(file, next);
            while (length > 0) {
                last = next;
                next += Math.ceilDiv(length, FRAME_ALIGNMENT) * (long) FRAME_ALIGNMENT;
                length = frameLength(file, next);
            }
            LOGGER.warn("the last {} bytes of {} were not completely written and are cut off", next - last, segment);
            ByteBuffer zeros = ByteBuffer.allocate((int) (next - last));
            while (zeros.hasRemaining()) {
                file.write(zeros, last + zeros.position());
            }
            file.force(true);
        } catch (IOException e) {
            throw new NodeRefusedException("the torn end of " + segment + " cannot be cut off: " + e, e);
        }
    }

    private static int frameLength(FileChannel file, long at) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        while (header.hasRemaining()) {
            if (file.read(header, at + header.position()) < 0) {
                return 0;
            }
        }
        return header.getInt(0);
    }
}
