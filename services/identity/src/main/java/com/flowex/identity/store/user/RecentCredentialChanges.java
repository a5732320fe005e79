package com.flowex.identity.store.user;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes within the last day to how a user logs in. A change in the future, after a clock was set back, counts as
 * recent.
 */
public final class RecentCredentialChanges {

    private static final Duration LATELY = Duration.ofDays(1);

    private static final String CHANGES =
            "SELECT now(), password_changed_at, factors_changed_at FROM identity.users WHERE tenant_id = ? AND id = ?";
    private static final String DEVICES =
            "SELECT min(first_seen_at), max(first_seen_at) FROM identity.known_devices WHERE tenant_id = ? AND user_id = ?";

    /**
     * Recent changes of one user.
     *
     * @param password true if the password was replaced
     * @param secondFactor true if a second factor was added or removed
     * @param device true if a device was new, and not the user's very first
     */
    public record Lately(boolean password, boolean secondFactor, boolean device) {}

    private final Database database;

    public RecentCredentialChanges(Database database) {
        this.database = database;
    }

    public Lately of(int tenant, long userId) {
        return database.query(tenant, transaction -> {
            List<Instant> changes = Sql.one(transaction, row -> times(row, 3), CHANGES, tenant, userId)
                    .orElseThrow(() -> new IllegalStateException("there is no user " + userId));
            List<Instant> devices = Sql.one(transaction, row -> times(row, 2), DEVICES, tenant, userId)
                    .orElseThrow();
            Instant from = changes.getFirst().minus(LATELY);
            return new Lately(
                    changes.get(1).isAfter(from),
                    changes.get(2).isAfter(from),
                    devices.getLast().isAfter(from) && devices.getLast().isAfter(devices.getFirst()));
        });
    }

    /** Reads columns of times; null counts as long ago. */
    private static List<Instant> times(ResultSet row, int columns) throws SQLException {
        List<Instant> times = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
            OffsetDateTime time = row.getObject(i, OffsetDateTime.class);
            times.add(time == null ? Instant.MIN : time.toInstant());
        }
        return times;
    }
}
