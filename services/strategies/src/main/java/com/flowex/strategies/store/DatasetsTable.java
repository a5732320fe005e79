package com.flowex.strategies.store;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Table of the files of market data that users upload; each belongs to its user. */
public final class DatasetsTable {

    /** Maximum number of a user's data sets. */
    public static final int OWN_MAX = 20;

    /** Maximum number of a tenant's data sets. */
    public static final int TENANT_MAX = 1_000;

    /** Time after which an upload that was not completed is deleted. */
    public static final Duration UPLOAD_MAX = Duration.ofDays(1);

    private static final String FIELDS = "id, name, symbol, day, created_at, completed_at, manifest::text ";
    private static final String COLUMNS = "SELECT " + FIELDS + "FROM strategies.datasets ";
    private static final String OWN = "SELECT count(*) FROM strategies.datasets WHERE tenant_id = ? AND owner = ?";
    private static final String OF_TENANT =
            "SELECT count(*) FROM (SELECT FROM strategies.datasets WHERE tenant_id = ? LIMIT ?) counted";
    private static final String ADD = """
            INSERT INTO strategies.datasets (tenant_id, owner, name, symbol, day, created_at)
            VALUES (?, ?, ?, ?, ?::date, ?) RETURNING\s""" + FIELDS;
    private static final String ONE = COLUMNS + "WHERE tenant_id = ? AND owner = ? AND id = ?";
    private static final String PAGE =
            COLUMNS + "WHERE tenant_id = ? AND owner = ? AND id < ? ORDER BY id DESC LIMIT ?";
    private static final String OPEN = """
            SELECT id FROM strategies.datasets
            WHERE tenant_id = ? AND owner = ? AND id = ? AND completed_at IS NULL FOR UPDATE""";
    private static final String PUT_PART = """
            INSERT INTO strategies.dataset_parts (tenant_id, dataset_id, number, content) VALUES (?, ?, ?, ?)
            ON CONFLICT (tenant_id, dataset_id, number) DO UPDATE SET content = EXCLUDED.content""";
    private static final String PARTS = """
            SELECT number, content FROM strategies.dataset_parts
            WHERE tenant_id = ? AND dataset_id = ? ORDER BY number""";
    private static final String COMPLETE = """
            UPDATE strategies.datasets SET completed_at = ?, manifest = ?::jsonb, content = ?
            WHERE tenant_id = ? AND owner = ? AND id = ? AND completed_at IS NULL
            RETURNING\s""" + FIELDS;
    private static final String DROP_PARTS =
            "DELETE FROM strategies.dataset_parts WHERE tenant_id = ? AND dataset_id = ?";
    private static final String CONTENT = """
            SELECT content FROM strategies.datasets
            WHERE tenant_id = ? AND owner = ? AND id = ? AND content IS NOT NULL""";
    private static final String REMOVE = "DELETE FROM strategies.datasets WHERE tenant_id = ? AND owner = ? AND id = ?";
    private static final String FORGET =
            "DELETE FROM strategies.datasets WHERE tenant_id = ? AND created_at < ? AND completed_at IS NULL";

    private final Database database;

    public DatasetsTable(Database database) {
        this.database = database;
    }

    /**
     * Data set as its user names it.
     *
     * @param day day of recorded orders; null if it has none
     */
    public record Named(
            String name, String symbol, @Nullable LocalDate day) {}

    /**
     * Adds a data set without content.
     *
     * @throws Refusal if the user or the tenant has too many
     */
    public StoredDataset add(int tenant, long owner, Named named, Instant at) {
        return database.transaction(tenant, connection -> {
            Sql.alone(connection, "datasets of " + tenant);
            if (number(connection, OWN, tenant, owner) >= OWN_MAX) {
                throw new Refusal(
                        RefusalCode.TOO_MANY_DATASETS,
                        "you have " + OWN_MAX + " data sets, which is the limit: delete one first");
            }
            if (number(connection, OF_TENANT, tenant, TENANT_MAX) >= TENANT_MAX) {
                throw Refusal.forNow(
                        RefusalCode.OVERLOADED,
                        "the users of this exchange have " + TENANT_MAX + " data sets, which is the limit",
                        UPLOAD_MAX.toSeconds());
            }
            LocalDate day = named.day();
            return Sql.one(
                            connection,
                            DatasetsTable::dataset,
                            ADD,
                            tenant,
                            owner,
                            named.name(),
                            named.symbol(),
                            day == null ? null : day.toString(),
                            at)
                    .orElseThrow();
        });
    }

    private static long number(Transaction connection, String sql, Object... parameters) {
        return Sql.one(connection, row -> row.getLong(1), sql, parameters).orElse(0L);
    }

    public Optional<StoredDataset> one(int tenant, long owner, long id) {
        return database.query(
                tenant, connection -> Sql.one(connection, DatasetsTable::dataset, ONE, tenant, owner, id));
    }

    /** Returns data sets of a user, newest first. */
    public List<StoredDataset> page(int tenant, long owner, long before, int limit) {
        return database.query(
                tenant, connection -> Sql.all(connection, DatasetsTable::dataset, PAGE, tenant, owner, before, limit));
    }

    /** Part of a file, from number 1. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Part(int number, byte[] content) {}

    /** Stores a part or replaces it; returns false if the user has no such upload. */
    public boolean putPart(int tenant, long owner, long id, Part part) {
        return database.transaction(tenant, connection -> {
            boolean isOpen = Sql.one(connection, row -> row.getLong(1), OPEN, tenant, owner, id)
                    .isPresent();
            if (isOpen) {
                Sql.execute(connection, PUT_PART, tenant, id, part.number(), part.content());
            }
            return isOpen;
        });
    }

    /** Returns the parts of an upload by their numbers; its owner is checked by the caller. */
    public List<Part> parts(int tenant, long id) {
        return database.query(
                tenant,
                connection -> Sql.all(connection, row -> new Part(row.getInt(1), row.getBytes(2)), PARTS, tenant, id));
    }

    /**
     * File of an upload.
     *
     * @param manifest its description, as JSON
     * @param gzipped its bytes, compressed by gzip
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Content(String manifest, byte[] gzipped) {}

    /** Completes an upload and deletes its parts; empty if it was completed or deleted in the meantime. */
    public Optional<StoredDataset> complete(int tenant, long owner, long id, Content content, Instant at) {
        return database.transaction(tenant, connection -> {
            Optional<StoredDataset> done = Sql.one(
                    connection,
                    DatasetsTable::dataset,
                    COMPLETE,
                    at,
                    content.manifest(),
                    content.gzipped(),
                    tenant,
                    owner,
                    id);
            if (done.isPresent()) {
                Sql.execute(connection, DROP_PARTS, tenant, id);
            }
            return done;
        });
    }

    /** Returns the compressed file of a complete data set; empty if the user has none with this id. */
    public Optional<byte[]> content(int tenant, long owner, long id) {
        return database.query(
                tenant, connection -> Sql.one(connection, row -> row.getBytes(1), CONTENT, tenant, owner, id));
    }

    /** Deletes a data set; returns false if the user has none with this id. */
    public boolean remove(int tenant, long owner, long id) {
        return database.transaction(tenant, connection -> Sql.execute(connection, REMOVE, tenant, owner, id) == 1);
    }

    /** Deletes uploads that began before a time and were not completed; returns their number. */
    public int forget(int tenant, Instant before) {
        return database.transaction(tenant, connection -> Sql.execute(connection, FORGET, tenant, before));
    }

    private static StoredDataset dataset(ResultSet row) throws SQLException {
        Date day = row.getDate(4);
        Timestamp completed = row.getTimestamp(6);
        return new StoredDataset(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                day == null ? null : day.toLocalDate(),
                row.getTimestamp(5).toInstant(),
                completed == null ? null : completed.toInstant(),
                row.getString(7));
    }
}
