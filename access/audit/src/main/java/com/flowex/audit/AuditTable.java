package com.flowex.audit;

import com.flowex.platform.database.sql.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tables platform.audit_entries and platform.audit_heads. The login of requests may insert entries and update only
 * heads.
 */
final class AuditTable {

    private static final String MAKE_HEAD = """
            INSERT INTO platform.audit_heads (tenant, number, hash) VALUES (?, 0, ?) ON CONFLICT DO NOTHING""";
    private static final String LOCK_HEAD = "SELECT number, hash FROM platform.audit_heads WHERE tenant = ? FOR UPDATE";
    private static final String MOVE_HEAD = "UPDATE platform.audit_heads SET number = ?, hash = ? WHERE tenant = ?";
    private static final String INSERT = """
            INSERT INTO platform.audit_entries
                (tenant, number, at, actor, action, subject, before, after, outcome, sent_from, request_id, hash)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String READ = """
            SELECT tenant, number, at, actor, action, subject, before, after, outcome, sent_from, request_id, hash
            FROM platform.audit_entries WHERE tenant = ? ORDER BY number""";
    private static final String PAGE = """
            SELECT tenant, number, at, actor, action, subject, before, after, outcome, sent_from, request_id, hash
            FROM platform.audit_entries
            WHERE tenant = ? AND number < ?
            AND (?::text IS NULL OR actor = ?) AND (?::text IS NULL OR action = ?)
            AND (?::text IS NULL OR subject = ? AND length(subject) <= 200)
            AND (?::timestamptz IS NULL OR at >= ?) AND (?::timestamptz IS NULL OR at < ?)
            ORDER BY number DESC LIMIT ?""";

    /**
     * Selects all before the first entry that has to be kept, so that no younger entry is removed, whatever the clock
     * did.
     */
    private static final String LAST_BEFORE = """
            SELECT h.tenant, e.number, e.hash FROM platform.audit_heads h
            CROSS JOIN LATERAL (
                SELECT number, hash FROM platform.audit_entries o
                WHERE o.tenant = h.tenant AND o.number < COALESCE(
                    (SELECT k.number FROM platform.audit_entries k
                     WHERE k.tenant = h.tenant AND k.at >= ? ORDER BY k.number LIMIT 1),
                    h.number + 1)
                ORDER BY number DESC LIMIT 1) e
            ORDER BY h.tenant""";

    private static final String REMOVE = String.format(Locale.ROOT, """
            DELETE FROM platform.audit_entries WHERE tenant = ? AND number <= ? AND number < %d + (
                SELECT min(number) FROM platform.audit_entries WHERE tenant = ?)""", 10_000);
    private static final int FETCH = 1_000;

    /** Entry as it is stored. */
    record Stored(AuditEntry entry, long atMicros, ChainHead link) {}

    private AuditTable() {}

    /** Appends entries of one tenant; the transaction must see that tenant's rows. */
    static ChainHead append(Connection connection, int tenant, List<TimestampedEntry> entries) throws SQLException {
        ChainHead link = lockedHead(connection, tenant);
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (TimestampedEntry timed : entries) {
                link = link.next(timed.entry(), timed.atMicros());
                bind(insert, timed.entry(), instant(timed.atMicros()), link);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        Sql.execute(connection, MOVE_HEAD, link.number(), link.hash(), tenant);
        return link;
    }

    /**
     * Returns those of a tenant's entries that are not in its chain yet: the process may have ended between writing an
     * entry and noting that.
     */
    static List<TimestampedEntry> missing(Connection connection, int tenant, List<TimestampedEntry> entries)
            throws SQLException {
        List<TimestampedEntry> missing = new ArrayList<>();
        for (TimestampedEntry timed : entries) {
            AuditReader.Filter same = new AuditReader.Filter(
                    timed.entry().actor(),
                    timed.entry().action(),
                    instant(timed.atMicros()),
                    instant(timed.atMicros() + 1),
                    Long.MAX_VALUE);
            if (page(connection, tenant, same, FETCH).stream()
                    .noneMatch(stored -> SealedAddresses.isSame(stored.entry(), timed.entry()))) {
                missing.add(timed);
            }
        }
        return missing;
    }

    private static ChainHead lockedHead(Connection connection, int tenant) throws SQLException {
        Sql.execute(connection, MAKE_HEAD, tenant, ChainHead.START.hash());
        return Sql.one(connection, row -> new ChainHead(row.getLong(1), row.getBytes(2)), LOCK_HEAD, tenant)
                .orElseThrow();
    }

    private static void bind(PreparedStatement insert, AuditEntry entry, Instant at, ChainHead link)
            throws SQLException {
        insert.setInt(1, entry.tenant());
        insert.setLong(2, link.number());
        insert.setObject(3, OffsetDateTime.ofInstant(at, ZoneOffset.UTC));
        insert.setString(4, entry.actor());
        insert.setString(5, entry.action());
        insert.setString(6, entry.change().subject());
        insert.setString(7, entry.change().before());
        insert.setString(8, entry.change().after());
        insert.setString(9, entry.outcome());
        insert.setString(10, entry.from());
        insert.setString(11, entry.requestId());
        insert.setBytes(12, link.hash());
    }

    static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** Returns a page for auditors, the newest entry first. */
    static List<Stored> page(Connection connection, int tenant, AuditReader.Filter filter, int limit)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(PAGE)) {
            select.setInt(1, tenant);
            select.setLong(2, filter.below());
            select.setString(3, filter.actor());
            select.setString(4, filter.actor());
            select.setString(5, filter.action());
            select.setString(6, filter.action());
            select.setString(7, filter.subject());
            select.setString(8, filter.subject());
            select.setObject(9, time(filter.start()), Types.TIMESTAMP_WITH_TIMEZONE);
            select.setObject(10, time(filter.start()), Types.TIMESTAMP_WITH_TIMEZONE);
            select.setObject(11, time(filter.end()), Types.TIMESTAMP_WITH_TIMEZONE);
            select.setObject(12, time(filter.end()), Types.TIMESTAMP_WITH_TIMEZONE);
            select.setInt(13, limit);
            List<Stored> rows = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rows.add(stored(row));
                }
            }
            return rows;
        }
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant at) {
        return at == null ? null : OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
    }

    /**
     * Returns, by tenant, the last of the entries that are all older than this; it needs a login that sees every
     * tenant's rows.
     */
    static Map<Integer, ChainHead> lastBefore(Connection connection, Instant retainFrom) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LAST_BEFORE)) {
            select.setObject(1, time(retainFrom));
            try (ResultSet row = select.executeQuery()) {
                return links(row);
            }
        }
    }

    /** Removes a bounded number of the entries up to a number, the oldest first; returns how many. */
    static long remove(Connection connection, int tenant, long upTo) throws SQLException {
        return Sql.execute(connection, REMOVE, tenant, upTo, tenant);
    }

    /**
     * Reads every stored entry of a tenant, in order, a thousand at a time; the connection must be in a transaction.
     */
    static void read(Connection connection, int tenant, Consumer<Stored> each) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(READ)) {
            select.setFetchSize(FETCH);
            select.setInt(1, tenant);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    each.accept(stored(row));
                }
            }
        }
    }

    private static Stored stored(ResultSet row) throws SQLException {
        AuditEntry entry = new AuditEntry(
                row.getInt(1),
                row.getString(4),
                row.getString(5),
                new AuditEntry.Change(row.getString(6), row.getString(7), row.getString(8)),
                row.getString(9),
                row.getString(10),
                row.getString(11));
        Instant at = row.getObject(3, OffsetDateTime.class).toInstant();
        return new Stored(entry, micros(at), new ChainHead(row.getLong(2), row.getBytes(12)));
    }

    /** Returns the heads stored in the database, by tenant; it needs a login that sees every tenant's rows. */
    static Map<Integer, ChainHead> heads(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT tenant, number, hash FROM platform.audit_heads");
                ResultSet row = select.executeQuery()) {
            return links(row);
        }
    }

    private static Map<Integer, ChainHead> links(ResultSet row) throws SQLException {
        Map<Integer, ChainHead> links = new TreeMap<>();
        while (row.next()) {
            links.put(row.getInt(1), new ChainHead(row.getLong(2), row.getBytes(3)));
        }
        return links;
    }
}
