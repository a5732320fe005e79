package com.flowex.identity.store.session;

import com.flowex.identity.store.user.Device;
import com.flowex.identity.store.user.User;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;

/** Known devices of users; a login from a new device is reported to the user. */
public final class KnownDevicesTable {

    private static final String KNOWN =
            "SELECT count(*) FROM identity.known_devices WHERE tenant_id = ? AND user_id = ?";
    private static final String SEEN = """
            INSERT INTO identity.known_devices (tenant_id, user_id, device_hash) VALUES (?, ?, ?)
            ON CONFLICT (tenant_id, user_id, device_hash) DO UPDATE SET seen_at = now() RETURNING xmax = 0""";

    private final Database database;
    private final Notice notice;

    /** @param notice sender of the report about a new device */
    public KnownDevicesTable(Database database, Notice notice) {
        this.database = database;
        this.notice = notice;
    }

    /** Report about a login from a new device. */
    @FunctionalInterface
    public interface Notice {
        /** @param changing connection of the transaction that stores the device */
        void newDevice(Transaction changing, User user, Device device);
    }

    /** Stores the device of a login, and reports it to the user if it is new and not their very first. */
    public void loggedIn(User user, Device device) {
        database.transaction(user.tenant(), transaction -> {
            long before = Sql.one(transaction, row -> row.getLong(1), KNOWN, user.tenant(), user.id())
                    .orElse(0L);
            boolean fresh = Sql.one(
                            transaction, row -> row.getBoolean(1), SEEN, user.tenant(), user.id(), device.hash())
                    .orElse(false);
            if (fresh && before > 0) {
                notice.newDevice(transaction, user, device);
            }
            return fresh;
        });
    }
}
