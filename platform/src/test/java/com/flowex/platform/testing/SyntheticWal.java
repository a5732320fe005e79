package com.flowex.platform.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** Copies of a database and segments of its log in PostgreSQL's layout, without a server; a segment has four pages. */
public final class SyntheticWal {

    public static final int PAGE = 8192;
    public static final int SEGMENT = 4 * PAGE;
    private static final long SYSTEM = -3;
    private static final short MAGIC = (short) 0xD118;
    private static final int LONG_HEADER = 40;
    private static final int SHORT_HEADER = 24;

    private SyntheticWal() {}

    /** Makes a folder as a whole backup has it, whose copy began in a segment. */
    public static Path copy(Path folder, int start) throws IOException {
        Path cluster = Files.createDirectories(folder.resolve("cluster"));
        Files.createDirectory(cluster.resolve("pg_wal"));
        Files.writeString(cluster.resolve("PG_VERSION"), "18\n");
        Files.writeString(
                cluster.resolve("backup_label"),
                "START WAL LOCATION: 0/" + Integer.toHexString(start * SEGMENT + LONG_HEADER) + " (file " + file(start)
                        + ")\nSTART TIMELINE: 1\n");
        Files.write(file(folder, start), segment(start));
        return folder;
    }

    public static Path file(Path copy, int number) {
        return copy.resolve("cluster").resolve("pg_wal").resolve(file(number));
    }

    public static String file(int number) {
        return String.format(Locale.ROOT, "0000000100000000%08X", number);
    }

    /** Returns a segment that records fill, one for each page. */
    public static byte[] segment(int number) {
        return of(SYSTEM, number);
    }

    /** Returns the same of another installation. */
    public static byte[] strange(int number) {
        return of(SYSTEM - 1, number);
    }

    private static byte[] of(long system, int number) {
        ByteBuffer bytes = ByteBuffer.allocate(SEGMENT).order(ByteOrder.nativeOrder());
        for (int page = 0; page < SEGMENT; page += PAGE) {
            int header = page == 0 ? LONG_HEADER : SHORT_HEADER;
            bytes.position(page)
                    .putShort(MAGIC)
                    .putShort((short) (page == 0 ? 2 : 0))
                    .putInt(1)
                    .putLong((long) number * SEGMENT + page);
            if (page == 0) {
                bytes.position(SHORT_HEADER).putLong(system).putInt(SEGMENT).putInt(PAGE);
            }
            bytes.position(page + header).putInt(PAGE - header);
            Arrays.fill(bytes.array(), page + header + Integer.BYTES, page + PAGE, (byte) (number + 1));
        }
        return bytes.array();
    }

    /** Returns a segment as a copy has it whose log ends at a byte. */
    public static byte[] cut(int number, int end) {
        return Arrays.copyOf(Arrays.copyOf(segment(number), end), SEGMENT);
    }

    /** Returns a segment that ends behind its first page by a switch to the next one. */
    public static byte[] switched(int number) {
        byte[] bytes = cut(number, PAGE + SHORT_HEADER);
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.nativeOrder())
                .putInt(PAGE + SHORT_HEADER, SHORT_HEADER)
                .put(PAGE + SHORT_HEADER + 16, (byte) 0x40);
        return bytes;
    }
}
