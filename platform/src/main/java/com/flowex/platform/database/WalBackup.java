package com.flowex.platform.database;

import com.flowex.platform.database.embedded.EmbeddedPostgres;
import com.flowex.platform.database.embedded.Postmaster;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.settings.StartupException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Part of the embedded server's write-ahead log since a copy of its files. Put into {@code pg_wal} of that copy before
 * its first start, the server applies it as after a crash: the copy then has the state of the moment at which this part
 * was read.
 *
 * <p>A replication slot makes the server keep the part that is not copied yet, up to {@code max_slot_wal_keep_size}
 * ({@link Postmaster}). A slot that fell behind that is lost, and only a new copy helps. Positions are PostgreSQL's
 * (LSN), as {@code 0/1A2B3C8}.
 */
public final class WalBackup {

    private static final String SLOT = "flowex_growth";
    private static final String DROP =
            "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = ? AND NOT active";
    private static final String BEGIN = "SELECT lsn::text FROM pg_create_physical_replication_slot(?, true)";
    private static final String KEPT = """
            SELECT restart_lsn::text FROM pg_replication_slots
            WHERE slot_name = ? AND wal_status IN ('reserved', 'extended')""";
    private static final String NOW = """
            SELECT pg_current_wal_flush_lsn()::text, (SELECT setting::bigint FROM pg_settings WHERE name = 'wal_segment_size'),
                   (SELECT timeline_id FROM pg_control_checkpoint())""";
    private static final String ADVANCE = """
            SELECT pg_replication_slot_advance(slot_name, greatest(restart_lsn, ?::pg_lsn - 1))
            FROM pg_replication_slots WHERE slot_name = ?""";
    private static final int HEX = 16;

    private WalBackup() {}

    private record Now(String position, long segmentBytes, int timeline) {

        long bytes() {
            return bytesOf(position);
        }

        WalSegment segment(long number) {
            return new WalSegment(timeline, number, segmentBytes);
        }
    }

    private static long bytesOf(String position) {
        String[] parts = position.split("/", 2);
        return Long.parseLong(parts[0], HEX) << Integer.SIZE | Long.parseLong(parts[1], HEX);
    }

    private static Connection connection(DatabaseChoice.Embedded embedded) throws SQLException {
        DatabaseChoice.Server server = EmbeddedPostgres.running(embedded.directory(), Database.EMBEDDED_NAME)
                .orElseThrow(() -> new StartupException("no exchange runs on " + embedded.directory()));
        return DriverManager.getConnection(server.url(), server.user(), server.password());
    }

    /**
     * Makes the server keep its log from now on; call it before the copy is made.
     *
     * @return position at which the kept log begins
     */
    public static String begin(DatabaseChoice.Embedded embedded) throws SQLException {
        try (Connection connection = connection(embedded)) {
            Sql.all(connection, row -> row.getString(1), DROP, SLOT);
            return Sql.one(connection, row -> row.getString(1), BEGIN, SLOT).orElseThrow();
        }
    }

    /** Releases the log that is no longer copied. It does nothing if no server runs. */
    public static void end(DatabaseChoice.Embedded embedded) throws SQLException {
        if (EmbeddedPostgres.running(embedded.directory(), Database.EMBEDDED_NAME)
                .isPresent()) {
            try (Connection connection = connection(embedded)) {
                Sql.all(connection, row -> row.getString(1), DROP, SLOT);
            }
        }
    }

    /**
     * Copies the log behind a position, in whole segments; the unwritten rest of the last one is zeros. The first one
     * has the last byte before the position, also if that byte ends it, so that a copy whose predecessor is lost shows
     * by its names that it does not follow ({@link WalRestore}).
     *
     * @param to an existing folder
     * @return end position, the same position if nothing was written; empty if the server no longer has all of it
     */
    public static Optional<String> copy(DatabaseChoice.Embedded embedded, String since, Path to)
            throws IOException, SQLException {
        try (Connection connection = connection(embedded)) {
            Optional<String> kept = Sql.one(connection, row -> row.getString(1), KEPT, SLOT);
            Now now = Sql.one(connection, row -> new Now(row.getString(1), row.getLong(2), row.getInt(3)), NOW)
                    .orElseThrow();
            long from = bytesOf(since);
            long first = (from - 1) / now.segmentBytes();
            if (kept.isEmpty() || bytesOf(kept.get()) / now.segmentBytes() > first || now.bytes() < from) {
                return Optional.empty();
            }
            Path wal = embedded.directory().resolve("cluster").resolve("pg_wal");
            for (long number = first; number * now.segmentBytes() < now.bytes(); number++) {
                if (now.bytes() > from) {
                    WalSegment segment = now.segment(number);
                    cutAt(wal.resolve(segment.file()), now.bytes() - segment.begin(), to.resolve(segment.file()));
                }
            }
            return Optional.of(now.position());
        }
    }

    private static void cutAt(Path segment, long end, Path to) throws IOException {
        Files.copy(segment, to, StandardCopyOption.COPY_ATTRIBUTES);
        try (FileChannel file = FileChannel.open(to, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long size = file.size();
            if (end < size) {
                file.truncate(end);
                // The file gets a hole up to its size: the old bytes there are of an earlier segment.
                file.write(ByteBuffer.allocate(1), size - 1);
            }
        }
    }

    /** Releases the log before the segment that the next copy begins with, because that part is stored elsewhere. */
    public static void release(DatabaseChoice.Embedded embedded, String upTo) throws SQLException {
        try (Connection connection = connection(embedded)) {
            Sql.all(connection, row -> row.getString(1), ADVANCE, upTo, SLOT);
        }
    }
}
