package com.flowex.wallet.store.withdrawal;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * Transfers to other users that were admitted, made or held. Every connection belongs to a transaction that sees one
 * tenant.
 */
public final class TransfersTable {

    private static final String INSERT = """
            INSERT INTO custody.transfers (tenant_id, id, account, receiver, asset_id, units, day)
            VALUES (?, ?, ?, ?, ?, ?, ?)""";

    private static final String FIND =
            "SELECT receiver, asset_id, units, day FROM custody.transfers WHERE tenant_id = ? AND account = ? AND id = ?";

    private static final String REMOVE = """
            DELETE FROM custody.transfers WHERE tenant_id = ? AND account = ? AND id = ?
            RETURNING receiver, asset_id, units, day""";

    private static final String TO_RECEIVER =
            "SELECT count(*) FROM custody.transfers WHERE tenant_id = ? AND account = ? AND receiver = ?";

    private static final String SINCE_HOURS = """
            SELECT count(*) FROM custody.transfers WHERE tenant_id = ? AND account = ?
            AND sent_at > now() - ? * interval '1 hour'""";

    private TransfersTable() {}

    /**
     * An admitted transfer.
     *
     * @param receiver account number of the receiver
     * @param day day in whose limit it counts
     */
    public record AdmittedTransfer(long receiver, AssetId asset, long units, LocalDate day) {}

    public static void insert(Transaction connection, AccountId sender, UUID id, AdmittedTransfer admitted) {
        Sql.execute(
                connection,
                INSERT,
                sender.tenant(),
                id,
                sender.number(),
                admitted.receiver,
                admitted.asset.value(),
                admitted.units,
                admitted.day);
    }

    public static Optional<AdmittedTransfer> find(Transaction connection, AccountId sender, UUID id) {
        return Sql.one(connection, TransfersTable::admitted, FIND, sender.tenant(), sender.number(), id);
    }

    /** Removes a transfer that is not made, and returns it. */
    public static Optional<AdmittedTransfer> remove(Transaction connection, AccountId sender, UUID id) {
        return Sql.one(connection, TransfersTable::admitted, REMOVE, sender.tenant(), sender.number(), id);
    }

    private static AdmittedTransfer admitted(ResultSet row) throws SQLException {
        return new AdmittedTransfer(
                row.getLong(1), new AssetId(row.getInt(2)), row.getLong(3), row.getObject(4, LocalDate.class));
    }

    public static long toReceiver(Transaction connection, AccountId sender, AccountId receiver) {
        return count(connection, TO_RECEIVER, sender.tenant(), sender.number(), receiver.number());
    }

    public static long sinceHours(Transaction connection, AccountId sender, int hours) {
        return count(connection, SINCE_HOURS, sender.tenant(), sender.number(), hours);
    }

    private static long count(Transaction connection, String sql, Object... values) {
        return Sql.one(connection, row -> row.getLong(1), sql, values).orElseThrow();
    }
}
