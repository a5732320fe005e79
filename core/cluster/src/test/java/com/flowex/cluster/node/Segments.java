package com.flowex.cluster.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** Damages recordings on purpose. */
final class Segments {
    private static final int FRAME_ALIGNMENT = 32;

    private Segments() {}

    /** The engine's part of the last snapshot: of the last two recordings the longer. */
    static Path snapshot(Path log) throws IOException {
        return snapshot(log, 0);
    }

    /** @param newerParts how many of the last snapshots' recordings are passed over */
    static Path snapshot(Path log, int newerParts) throws IOException {
        try (Stream<Path> files = Files.list(log)) {
            return files.filter(file -> file.toString().endsWith(".rec"))
                    .sorted(Comparator.comparing(Segments::recording).reversed())
                    .skip(newerParts)
                    .limit(2)
                    .max(Comparator.comparing(Segments::end))
                    .orElseThrow();
        }
    }

    private static long recording(Path segment) {
        String name = String.valueOf(segment.getFileName());
        return Long.parseLong(name.substring(0, name.indexOf('-')));
    }

    /** The first segment file of the recording with the lowest number: of the log or of the event log. */
    static Path first(Path archive) {
        return archive.resolve("0-0.rec");
    }

    /** Where the frames of a segment end, in bytes. */
    static long end(Path segment) {
        try (FileChannel file = FileChannel.open(segment, StandardOpenOption.READ)) {
            long at = 0;
            int length = frameLength(file, at);
            while (length > 0) {
                at += Math.ceilDiv(length, FRAME_ALIGNMENT) * (long) FRAME_ALIGNMENT;
                length = frameLength(file, at);
            }
            return at;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Appends what a write leaves that a crash cuts in two at the end of a page. */
    static void tear(Path segment) throws IOException {
        int pageLength = 4_096;
        long end = end(segment);
        int onThisPage = (int) (pageLength - end % pageLength);
        ByteBuffer torn = ByteBuffer.allocate(onThisPage).order(ByteOrder.LITTLE_ENDIAN);
        while (torn.hasRemaining()) {
            torn.put((byte) 7);
        }
        torn.putInt(0, onThisPage + 64);
        write(segment, end, torn.array());
    }

    private static int frameLength(FileChannel file, long at) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        return file.read(header, at) < Integer.BYTES ? 0 : header.getInt(0);
    }

    static void zero(Path segment, long from, long to) throws IOException {
        write(segment, from, new byte[Math.toIntExact(to - from)]);
    }

    static void write(Path segment, long at, byte[] bytes) throws IOException {
        try (FileChannel file = FileChannel.open(segment, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(bytes), at);
        }
    }

    /** Changes one bit. */
    static void flip(Path segment, long at) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        try (FileChannel file = FileChannel.open(segment, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            file.read(one, at);
            one.put(0, (byte) (one.get(0) ^ 1)).flip();
            file.write(one, at);
        }
    }

    static void deleteTree(Path tree) throws IOException {
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
