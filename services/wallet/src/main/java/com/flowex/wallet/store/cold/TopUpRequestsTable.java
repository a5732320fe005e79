package com.flowex.wallet.store.cold;

import com.flowex.domain.value.AssetId;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Top-up requests, and the payments that arrived for them. Every connection belongs to a transaction that sees one
 * tenant.
 */
public final class TopUpRequestsTable {

    private static final String COLUMNS =
            "id, asset_id, network, cold, hot, chain_units, state, created_at, updated_at";

    /** At most one request is open at a time; a second insert does nothing. */
    private static final String ASK = """
            INSERT INTO custody.refills (tenant_id, id, asset_id, network, cold, hot, chain_units) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, asset_id, network) WHERE state = 'open' DO NOTHING""";

    private static final String ALL =
            "SELECT " + COLUMNS + " FROM custody.refills WHERE tenant_id = ? ORDER BY created_at DESC, id LIMIT ?";

    private static final String FIND = "SELECT " + COLUMNS + " FROM custody.refills WHERE tenant_id = ? AND id = ?";

    private static final String OPEN = "SELECT " + COLUMNS + " FROM custody.refills"
            + " WHERE tenant_id = ? AND asset_id = ? AND network = ? AND state = 'open'";

    private static final String CANCEL = """
            UPDATE custody.refills SET state = 'canceled', updated_at = now() WHERE tenant_id = ? AND id = ? AND state = 'open'""";

    private static final String CAME = """
            INSERT INTO custody.refill_payments (tenant_id, arrival, asset_id, network, refill, chain_units)
            VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (tenant_id, arrival) DO NOTHING""";

    /** A request has arrived when its full amount has. */
    private static final String ARRIVED = """
            UPDATE custody.refills r SET state = 'arrived', updated_at = now() WHERE r.tenant_id = ? AND r.id = ? AND r.state = 'open'
                AND r.chain_units <= (SELECT coalesce(sum(c.chain_units), 0) FROM custody.refill_payments c
                    WHERE c.tenant_id = r.tenant_id AND c.refill = r.id)""";

    /** Request for an asset on a chain; amounts are in smallest units of the coin. */
    public record TopUpRequest(
            UUID id,
            AssetId asset,
            String network,
            String cold,
            String hot,
            BigInteger chainUnits,
            String state,
            Instant createdAt,
            Instant updatedAt) {}

    private TopUpRequestsTable() {}

    /** Opens a request; returns false if one is open already. */
    public static boolean request(
            Transaction connection, int tenant, UUID id, ColdAddress from, String hot, BigInteger chainUnits) {
        return 1
                == Sql.execute(
                        connection,
                        ASK,
                        tenant,
                        id,
                        from.asset().value(),
                        from.network(),
                        from.address(),
                        hot,
                        new BigDecimal(chainUnits));
    }

    public static List<TopUpRequest> all(Transaction connection, int tenant, int limit) {
        return Sql.all(connection, TopUpRequestsTable::topUp, ALL, tenant, limit);
    }

    public static Optional<TopUpRequest> find(Transaction connection, int tenant, UUID id) {
        return Sql.one(connection, TopUpRequestsTable::topUp, FIND, tenant, id);
    }

    public static Optional<TopUpRequest> open(Transaction connection, int tenant, AssetId asset, String network) {
        return Sql.one(connection, TopUpRequestsTable::topUp, OPEN, tenant, asset.value(), network);
    }

    public static boolean cancel(Transaction connection, int tenant, UUID id) {
        return 1 == Sql.execute(connection, CANCEL, tenant, id);
    }

    /** Counts a payment from cold storage once, even if its block is replaced in between. */
    static void came(
            Transaction connection, int tenant, UUID arrival, AssetId asset, String network, BigInteger chainUnits) {
        Optional<UUID> topUp = open(connection, tenant, asset, network).map(TopUpRequest::id);
        Sql.execute(
                connection,
                CAME,
                tenant,
                arrival,
                asset.value(),
                network,
                topUp.orElse(null),
                new BigDecimal(chainUnits));
        if (topUp.isPresent()) {
            Sql.execute(connection, ARRIVED, tenant, topUp.get());
        }
    }

    private static TopUpRequest topUp(ResultSet row) throws SQLException {
        return new TopUpRequest(
                row.getObject("id", UUID.class),
                new AssetId(row.getInt("asset_id")),
                row.getString("network"),
                row.getString("cold"),
                row.getString("hot"),
                row.getBigDecimal("chain_units").toBigIntegerExact(),
                row.getString("state"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }
}
