package com.flowex.wallet.store.reconcile;

import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Opening balances. Every connection belongs to a transaction that sees one tenant. */
public final class OpeningBalancesTable {

    private static final String COLUMNS =
            "id, asset_id, network, address, chain_units, height, opened_at, acknowledged_by, acknowledged_at";

    private static final String ALL =
            "SELECT " + COLUMNS + " FROM custody.openings WHERE tenant_id = ? ORDER BY opened_at DESC, id";

    private static final String FIND = "SELECT " + COLUMNS + " FROM custody.openings WHERE tenant_id = ? AND id = ?";

    private static final String ACKNOWLEDGE = """
            UPDATE custody.openings SET acknowledged_by = ?, acknowledged_at = now()
            WHERE tenant_id = ? AND id = ? AND acknowledged_by IS NULL""";

    /**
     * An opening balance.
     *
     * @param chainUnits amount in smallest units of the coin
     */
    public record Opening(
            UUID id,
            int assetId,
            String network,
            String address,
            BigInteger chainUnits,
            long height,
            Instant openedAt,
            Optional<Long> acknowledgedBy,
            Optional<Instant> acknowledgedAt) {}

    private OpeningBalancesTable() {}

    public static List<Opening> all(Transaction connection, int tenant) {
        return Sql.all(connection, OpeningBalancesTable::opening, ALL, tenant);
    }

    public static Optional<Opening> find(Transaction connection, int tenant, UUID id) {
        return Sql.one(connection, OpeningBalancesTable::opening, FIND, tenant, id);
    }

    /** Acknowledges a balance; returns false if it was acknowledged before. */
    public static boolean acknowledge(Transaction connection, int tenant, UUID id, long by) {
        return 1 == Sql.execute(connection, ACKNOWLEDGE, by, tenant, id);
    }

    private static Opening opening(ResultSet row) throws SQLException {
        return new Opening(
                row.getObject("id", UUID.class),
                row.getInt("asset_id"),
                row.getString("network"),
                row.getString("address"),
                row.getBigDecimal("chain_units").toBigIntegerExact(),
                row.getLong("height"),
                row.getTimestamp("opened_at").toInstant(),
                Optional.ofNullable(row.getObject("acknowledged_by", Long.class)),
                Optional.ofNullable(row.getTimestamp("acknowledged_at")).map(Timestamp::toInstant));
    }
}
