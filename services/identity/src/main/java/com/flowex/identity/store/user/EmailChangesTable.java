package com.flowex.identity.store.user;

import com.flowex.platform.crypto.PersonKeys;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Table of new e-mail addresses that wait for their confirmation, one for each user, sealed with the person's key. */
public final class EmailChangesTable {

    private static final String OF = """
            SELECT email, asked_at, expires_at FROM identity.email_changes
            WHERE tenant_id = ? AND user_id = ? AND expires_at > now()""";
    private static final String PUT = """
            INSERT INTO identity.email_changes (tenant_id, user_id, email, expires_at)
            VALUES (?, ?, ?, now() + ? * INTERVAL '1 second')
            ON CONFLICT (tenant_id, user_id) DO UPDATE SET
                email = excluded.email, asked_at = now(), expires_at = excluded.expires_at""";
    private static final String REMOVE = "DELETE FROM identity.email_changes WHERE tenant_id = ? AND user_id = ?";

    private final Database database;
    private final PersonKeys keys;

    public EmailChangesTable(Database database, PersonKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    /** Requested address, until its reader confirms it or the request expires. */
    public record Pending(EmailAddress email, Instant requestedAt, Instant expiresAt) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Row(byte[] email, Instant requestedAt, Instant expiresAt) {}

    public Optional<Pending> of(int tenant, long userId) {
        return database.query(tenant, transaction -> of(transaction, tenant, userId));
    }

    /** Returns the request of a user; empty if there is none or it has expired. */
    public Optional<Pending> of(Transaction transaction, int tenant, long userId) {
        Optional<Row> row = Sql.one(transaction, EmailChangesTable::row, OF, tenant, userId);
        if (row.isEmpty()) {
            return Optional.empty();
        }
        return keys.open(transaction, tenant, userId, row.get().email(), place(tenant, userId))
                .flatMap(plain -> EmailAddress.parse(new String(plain, StandardCharsets.UTF_8)))
                .map(email ->
                        new Pending(email, row.get().requestedAt(), row.get().expiresAt()));
    }

    /**
     * Stores a request in place of an earlier one.
     *
     * @param holding connection that holds the lock on the user's row
     */
    public Pending put(Transaction holding, User user, EmailAddress email, Duration life) {
        byte[] plain = email.value().getBytes(StandardCharsets.UTF_8);
        byte[] sealed = keys.seal(holding, user.tenant(), user.id(), plain, place(user.tenant(), user.id()))
                .orElseThrow(() -> new IllegalStateException("user " + user.id() + " was erased"));
        Sql.execute(holding, PUT, user.tenant(), user.id(), sealed, life.toSeconds());
        return of(holding, user.tenant(), user.id()).orElseThrow();
    }

    /** Removes the request of a user; returns false if there was none. */
    public static boolean remove(Transaction holding, User user) {
        return Sql.execute(holding, REMOVE, user.tenant(), user.id()) > 0;
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(row.getBytes(1), Sql.instant(row, 2, Instant.MIN), Sql.instant(row, 3, Instant.MIN));
    }

    private static String place(int tenant, long userId) {
        return "identity.email_changes.email:" + tenant + "/" + userId;
    }
}
