package com.flowex.p2p.store.method;

import com.flowex.p2p.rule.method.TenantLimits;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Fee and limits that operators have set for the people of a tenant. */
public final class LimitsTable {

    private static final String OF = """
            SELECT version, payment_accounts, fee_millionths, taken_per_day, given_up_per_day FROM p2p.limits
            WHERE tenant_id = ?""";
    private static final String PUT = """
            INSERT INTO p2p.limits (tenant_id, version, payment_accounts, fee_millionths, taken_per_day, given_up_per_day,
                changed_at) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id) DO UPDATE SET version = excluded.version,
                payment_accounts = excluded.payment_accounts, fee_millionths = excluded.fee_millionths,
                taken_per_day = excluded.taken_per_day, given_up_per_day = excluded.given_up_per_day,
                changed_at = excluded.changed_at""";

    private LimitsTable() {}

    /** Serializes changes of a tenant's limits. */
    public static void lock(Transaction connection, int tenant) {
        Sql.alone(connection, "p2p limits of " + tenant);
    }

    /** Returns the limits of a tenant. */
    public static TenantLimits of(Transaction connection, int tenant) {
        return Sql.one(connection, LimitsTable::read, OF, tenant).orElse(TenantLimits.DEFAULTS);
    }

    /** Sets the limits of a tenant. */
    public static void put(Transaction connection, int tenant, TenantLimits limits, Instant now) {
        Sql.execute(
                connection,
                PUT,
                tenant,
                limits.version(),
                limits.paymentAccounts(),
                column(limits.feeMillionths()),
                column(limits.takenPerDay()),
                column(limits.givenUpPerDay()),
                now);
    }

    private static TenantLimits read(ResultSet row) throws SQLException {
        return new TenantLimits(row.getInt(1), row.getInt(2), value(row, 3), value(row, 4), value(row, 5));
    }

    private static OptionalInt value(ResultSet row, int column) throws SQLException {
        Integer value = row.getObject(column, Integer.class);
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private static @Nullable Integer column(OptionalInt value) {
        return value.isPresent() ? value.getAsInt() : null;
    }
}
