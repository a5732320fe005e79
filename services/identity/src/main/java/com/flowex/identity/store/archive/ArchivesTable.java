package com.flowex.identity.store.archive;

import com.flowex.identity.store.user.User;
import com.flowex.platform.crypto.PersonKeys;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Archives and their pieces, each sealed with its person's key. */
public final class ArchivesTable {

    private static final String COLUMNS = "id, user_id, asked_at, made_at, expires_at, size";
    private static final String ADD = """
            INSERT INTO identity.archives (tenant_id, id, user_id, asked_at, expires_at) VALUES (?, ?, ?, ?, ?)""";
    private static final String OF_USER = "SELECT " + COLUMNS
            + " FROM identity.archives WHERE tenant_id = ? AND user_id = ? ORDER BY asked_at DESC, id";
    private static final String WAITING = "SELECT " + COLUMNS + " FROM identity.archives"
            + " WHERE tenant_id = ? AND made_at IS NULL ORDER BY asked_at, id LIMIT 1 FOR UPDATE SKIP LOCKED";
    private static final String MADE =
            "UPDATE identity.archives SET made_at = ?, expires_at = ?, size = ? WHERE tenant_id = ? AND id = ?";
    private static final String OTHERS =
            "DELETE FROM identity.archives WHERE tenant_id = ? AND user_id = ? AND id <> ?";
    private static final String EXPIRED = "DELETE FROM identity.archives WHERE tenant_id = ? AND expires_at < ?";
    private static final String KEEP =
            "INSERT INTO identity.archive_parts (tenant_id, archive, number, bytes) VALUES (?, ?, ?, ?)";
    private static final String PIECE =
            "SELECT bytes FROM identity.archive_parts WHERE tenant_id = ? AND archive = ? AND number = ?";

    private final Database database;
    private final PersonKeys keys;

    public ArchivesTable(Database database, PersonKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    /** @param madeAt time of completion; empty while it is being made */
    public record Archive(
            UUID id, long userId, Instant requestedAt, Optional<Instant> madeAt, Instant expiresAt, long size) {

        public boolean isReady(Instant now) {
            return madeAt.isPresent() && now.isBefore(expiresAt);
        }
    }

    public List<Archive> of(int tenant, long userId) {
        return database.query(tenant, transaction -> of(transaction, tenant, userId));
    }

    public static List<Archive> of(Transaction transaction, int tenant, long userId) {
        return Sql.all(transaction, ArchivesTable::archive, OF_USER, tenant, userId);
    }

    private static Archive archive(ResultSet row) throws SQLException {
        Instant made = Sql.instant(row, 4, Instant.MIN);
        return new Archive(
                row.getObject(1, UUID.class),
                row.getLong(2),
                Sql.instant(row, 3, Instant.MIN),
                made.equals(Instant.MIN) ? Optional.empty() : Optional.of(made),
                Sql.instant(row, 5, Instant.MIN),
                row.getLong(6));
    }

    /** @param holding connection that holds the lock on the user's row */
    public static Archive add(Transaction holding, User user, Instant now, Instant expires) {
        Archive archive = new Archive(UUID.randomUUID(), user.id(), now, Optional.empty(), expires, 0);
        Sql.execute(holding, ADD, user.tenant(), archive.id(), user.id(), now, expires);
        return archive;
    }

    /** Returns an archive to make and locks it until this transaction ends; skips archives that others have locked. */
    static Optional<Archive> waiting(Transaction transaction, int tenant) {
        return Sql.one(transaction, ArchivesTable::archive, WAITING, tenant);
    }

    /** Records that an archive is complete, and deletes the person's earlier ones. */
    static void made(Transaction transaction, int tenant, Archive archive, Instant at, Instant expires, long size) {
        Sql.execute(transaction, MADE, at, expires, size, tenant, archive.id());
        Sql.execute(transaction, OTHERS, tenant, archive.userId(), archive.id());
    }

    /** @throws SQLException if the person's key was destroyed */
    void store(Transaction transaction, int tenant, Archive archive, int number, byte[] piece) throws SQLException {
        byte[] sealed = keys.seal(transaction, tenant, archive.userId(), piece, place(tenant, archive, number))
                .orElseThrow(() -> new SQLException("the person was erased"));
        Sql.execute(transaction, KEEP, tenant, archive.id(), number, sealed);
    }

    /** Returns a piece; empty after the last piece, and for an archive that is deleted. */
    public Optional<byte[]> piece(int tenant, Archive archive, int number) {
        return database.query(tenant, transaction -> {
            Optional<byte[]> sealed = Sql.one(transaction, row -> row.getBytes(1), PIECE, tenant, archive.id(), number);
            return sealed.isEmpty()
                    ? Optional.<byte[]>empty()
                    : keys.open(transaction, tenant, archive.userId(), sealed.get(), place(tenant, archive, number));
        });
    }

    public int removeExpired(int tenant, Instant now) {
        return database.query(tenant, transaction -> Sql.execute(transaction, EXPIRED, tenant, now));
    }

    private static String place(int tenant, Archive archive, int number) {
        return "identity.archive_parts.bytes:" + tenant + "/" + archive.id() + "/" + number;
    }
}
