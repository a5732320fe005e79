package com.flowex.identity.store.person;

import com.flowex.identity.store.user.User;
import com.flowex.platform.crypto.PersonKeys;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Table of given and withdrawn consents. Entries are added and never changed. The IP address is sealed with the
 * person's key.
 */
public final class ConsentsTable {

    private static final String ALL = """
            SELECT number, document, version, given, at, address FROM identity.consents
            WHERE tenant_id = ? AND user_id = ? ORDER BY number""";
    private static final String ADD = """
            INSERT INTO identity.consents (tenant_id, user_id, number, document, version, given, at, address)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)""";

    private final Database database;
    private final PersonKeys keys;

    public ConsentsTable(Database database, PersonKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Stored(ConsentEntry entry, byte[] address) {}

    /** Returns the user's entries, oldest first. */
    public List<ConsentEntry> of(User user) {
        return database.query(user.tenant(), transaction -> of(transaction, user));
    }

    public List<ConsentEntry> of(Transaction transaction, User user) {
        List<ConsentEntry> entries = new ArrayList<>();
        for (Stored stored : Sql.all(transaction, ConsentsTable::stored, ALL, user.tenant(), user.id())) {
            String address = keys.open(
                            transaction,
                            user.tenant(),
                            user.id(),
                            stored.address(),
                            place(user, stored.entry().number()))
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                    .orElse("");
            ConsentEntry entry = stored.entry();
            entries.add(new ConsentEntry(
                    entry.number(), entry.document(), entry.version(), entry.given(), entry.at(), address));
        }
        return entries;
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                new ConsentEntry(
                        row.getInt(1),
                        row.getString(2),
                        row.getString(3),
                        row.getBoolean(4),
                        Sql.instant(row, 5, Instant.EPOCH),
                        ""),
                row.getBytes(6));
    }

    /**
     * Adds an entry.
     *
     * @param holding connection that holds the lock on the user's row, so that numbers have no gap
     */
    public void add(Transaction holding, User user, ConsentEntry entry) {
        byte[] address = keys.seal(
                        holding,
                        user.tenant(),
                        user.id(),
                        entry.address().getBytes(StandardCharsets.UTF_8),
                        place(user, entry.number()))
                .orElse(new byte[0]);
        Sql.execute(
                holding,
                ADD,
                user.tenant(),
                user.id(),
                entry.number(),
                entry.document(),
                entry.version(),
                entry.given(),
                entry.at(),
                address);
    }

    private static String place(User user, int number) {
        return "identity.consents.address:" + user.tenant() + "/" + user.id() + "/" + number;
    }
}
