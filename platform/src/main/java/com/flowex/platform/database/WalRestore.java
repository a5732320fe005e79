package com.flowex.platform.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Write-ahead log behind a copy of the server's files, put into the copy before its first start.
 *
 * <p>PostgreSQL applies a log up to its first gap and starts without a message about the rest. Each segment is therefore
 * checked here: it is of the copy's server and timeline, and no part of the log before it is missing. The names of
 * segments are enough for that, because an increment begins with the segment that has the last byte of the one before
 * ({@link WalBackup#copy}). One that an earlier version made begins with the next segment if that byte was the
 * segment's last, which its contents show.
 */
public final class WalRestore {

    private static final Pattern START = Pattern.compile("\\(file ([0-9A-F]{24})\\)");

    private final Path cluster;
    private final Path draft;
    private final WalSegment start;
    private final WalFile server;
    private OptionalLong end = OptionalLong.empty();
    private OptionalLong previous = OptionalLong.empty();

    /** Thrown if a segment does not continue the log of the copy, which keeps the log before it. */
    public static final class WalMismatchException extends IOException {

        private static final long serialVersionUID = 1L;

        private final boolean isGap;

        WalMismatchException(String message, boolean isGap) {
            super(message);
            this.isGap = isGap;
        }

        /** Returns true if a whole increment before the current one can be missing. */
        public boolean isGap() {
            return isGap;
        }
    }

    /**
     * @param copy folder that {@link DatabaseBackup} made, whose server was never started
     * @throws IOException if it is not such a folder
     */
    public WalRestore(Path copy) throws IOException {
        this.cluster = copy.resolve("cluster");
        this.draft = copy.resolve("segment.part");
        Path label = cluster.resolve("backup_label");
        Matcher file = START.matcher(Files.exists(label) ? Files.readString(label) : "");
        if (!file.find()) {
            throw new IOException("no copy of a database that its log can continue: " + label + " is missing or wrong");
        }
        this.server = WalFile.read(segments().resolve(file.group(1)))
                .orElseThrow(() -> new IOException("no segment of PostgreSQL's log: " + file.group(1)));
        this.start = WalSegment.of(file.group(1), server.segmentBytes());
    }

    private Path segments() {
        return cluster.resolve("pg_wal");
    }

    /** Begins the next increment. */
    public void begin() {
        previous = OptionalLong.empty();
    }

    /**
     * Puts one segment into the copy. One that is there already is replaced if this one continues it.
     *
     * @throws WalMismatchException if it does not continue the log of the copy
     * @throws IOException also if it is not a file of a write-ahead log
     */
    public void put(String file, InputStream bytes) throws IOException {
        WalSegment segment = WalSegment.of(file, server.segmentBytes());
        if (segment.timeline() != start.timeline()) {
            throw new WalMismatchException(
                    "segment " + file + " is of timeline " + segment.timeline() + ", the whole backup is of timeline "
                            + start.timeline() + " and PostgreSQL would not apply it",
                    false);
        }
        requireNoGap(segment);
        try {
            // The file gets the owner and the rights of the server's files.
            Files.copy(
                    cluster.resolve("PG_VERSION"),
                    draft,
                    StandardCopyOption.COPY_ATTRIBUTES,
                    StandardCopyOption.REPLACE_EXISTING);
            try (OutputStream out = Files.newOutputStream(draft)) {
                bytes.transferTo(out);
            }
            requireOfServer(segment);
            if (end.isEmpty() || segment.number() > end.getAsLong() || isNewOrLonger(segment)) {
                Files.move(draft, segments().resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(draft);
        }
        previous = OptionalLong.of(segment.number());
        end = OptionalLong.of(Math.max(segment.number(), end.orElse(0)));
    }

    private void requireNoGap(WalSegment segment) throws IOException {
        long number = segment.number();
        if (end.isEmpty()) {
            if (number > start.number()) {
                throw new WalMismatchException(
                        "PostgreSQL's log is missing from the end of the whole backup, which begins in segment "
                                + start.file() + ", up to segment " + segment.file(),
                        true);
            }
            return;
        }
        WalSegment last = start.at(end.getAsLong());
        boolean isNext = number == last.number() + 1 && (previous.equals(end) || isFinished(last));
        if (number > last.number() && !isNext) {
            throw new WalMismatchException(
                    "PostgreSQL's log is missing from within segment " + last.file() + " up to segment "
                            + segment.file(),
                    previous.isEmpty());
        }
    }

    private boolean isFinished(WalSegment last) throws IOException {
        return server.isFinished(segments().resolve(last.file()));
    }

    private void requireOfServer(WalSegment segment) throws IOException {
        String file = segment.file();
        long size = Files.size(draft);
        if (size != server.segmentBytes()) {
            throw new WalMismatchException(
                    "segment " + file + " has " + size + " bytes, one of the whole backup has " + server.segmentBytes(),
                    false);
        }
        WalFile found = WalFile.read(draft)
                .orElseThrow(() -> new WalMismatchException(
                        "segment " + file + " does not begin with the header of a segment", false));
        if (found.system() != server.system()) {
            throw new WalMismatchException(
                    "segment " + file + " is of another installation: its system identifier is "
                            + Long.toUnsignedString(found.system()) + ", that of the whole backup is "
                            + Long.toUnsignedString(server.system()),
                    false);
        }
        if (found.magic() != server.magic() || found.segmentBytes() != server.segmentBytes()) {
            throw new WalMismatchException(
                    "segment " + file + " was written by another version or setting of PostgreSQL", false);
        }
        if (found.address() != segment.begin()) {
            throw new WalMismatchException(
                    "segment " + file + " has the contents of segment "
                            + segment.at(found.address() / segment.bytes()).file(),
                    false);
        }
    }

    /**
     * Returns true if the draft continues the segment that is there, or none is; false if it is a part of that segment.
     * Either is zeros behind its end.
     */
    private boolean isNewOrLonger(WalSegment segment) throws IOException {
        Path there = segments().resolve(segment.file());
        if (!Files.exists(there)) {
            return true;
        }
        long differs = Files.mismatch(there, draft);
        if (differs < 0) {
            return false;
        }
        boolean isLonger = isZeroFrom(there, differs);
        if (!isLonger && !isZeroFrom(draft, differs)) {
            throw new WalMismatchException(
                    "segment " + segment.file() + " is there twice, with different bytes from byte " + differs + " on",
                    false);
        }
        return isLonger;
    }

    private static boolean isZeroFrom(Path file, long position) throws IOException {
        byte[] block = new byte[1 << 16];
        byte[] zeros = new byte[block.length];
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(position);
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                if (!Arrays.equals(block, 0, read, zeros, 0, read)) {
                    return false;
                }
            }
            return true;
        }
    }
}
