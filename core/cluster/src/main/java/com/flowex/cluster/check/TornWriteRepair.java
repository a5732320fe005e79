package com.flowex.cluster.check;

import com.flowex.cluster.disk.SegmentFrames;
import com.flowex.cluster.settings.AeronSettings;
import com.flowex.cluster.stop.NodeRefusedException;
import io.aeron.archive.Archive;
import io.aeron.archive.client.ArchiveException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repair of an Archive whose last write was cut in two by a crash, at its start.
 *
 * <p>The Archive refuses to start if the last frame of a recording crosses a page boundary and is followed only by
 * zeros. Such a frame was being written when the process died. It was never forced, so nothing of it was acknowledged.
 * All our messages end in a byte that is not zero, so it is not a whole message. It is cut off here. (Aeron's own tool
 * would do that too, but may mark the whole recording invalid.)
 */
public final class TornWriteRepair {
    private static final Logger LOGGER = LoggerFactory.getLogger(TornWriteRepair.class);
    private static final Pattern TORN =
            Pattern.compile("incomplete last fragment straddling page boundary in file: ([^\\n]+)");

    /** Error text of an attempt that comes right after another: the driver has not yet cleaned up after that one. */
    private static final String STILL_THERE = "found existing archive";

    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private TornWriteRepair() {}

    /** @param contexts supplier of the settings; called again for each attempt */
    public static Archive launch(Supplier<Archive.Context> contexts) {
        long deadline = System.nanoTime() + AeronSettings.ARCHIVE_TIMEOUT_NANOS;
        while (true) {
            try {
                return Archive.launch(contexts.get());
            } catch (ArchiveException e) {
                if (System.nanoTime() - deadline > 0) {
                    throw e;
                }
                mend(e);
            }
        }
    }

    private static void mend(ArchiveException refusal) {
        String why = String.valueOf(refusal.getMessage());
        Matcher torn = TORN.matcher(why);
        if (torn.find()) {
            cut(Path.of(torn.group(1)));
        } else if (why.contains(STILL_THERE)) {
            LockSupport.parkNanos(STEP_NANOS);
        } else {
            throw refusal;
        }
    }

    /** Overwrites the last frame of a segment file with zeros. */
    static void cut(Path segment) {
        try {
            SegmentFrames frames = SegmentFrames.of(segment);
            int last = 0;
            int end = 0;
            while (frames.hasFrameAt(end)) {
                last = end;
                end = frames.next(end);
            }
            LOGGER.warn("the last {} bytes of {} were not completely written and are cut off", end - last, segment);
            overwrite(segment, last, end - last);
        } catch (IOException e) {
            throw new NodeRefusedException("the torn end of " + segment + " cannot be cut off: " + e, e);
        }
    }

    private static void overwrite(Path segment, int from, int length) throws IOException {
        try (FileChannel file = FileChannel.open(segment, StandardOpenOption.WRITE)) {
            ByteBuffer zeros = ByteBuffer.allocate(length);
            while (zeros.hasRemaining()) {
                file.write(zeros, from + zeros.position());
            }
            file.force(true);
        }
    }
}
