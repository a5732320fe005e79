package com.flowex.wallet.store.sweep;

import com.flowex.domain.value.AssetId;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Fundings of sweeps. Every connection belongs to a transaction that sees one tenant. */
public final class GasFundingsTable {

    private static final String OF = "SELECT id FROM custody.gas WHERE tenant_id = ? AND sweep = ? ORDER BY number";

    private static final String FIND =
            "SELECT network, address, asset_id, chain_units FROM custody.gas WHERE tenant_id = ? AND id = ?";

    private static final String INSERT = """
            INSERT INTO custody.gas (tenant_id, id, sweep, number, network, address, asset_id, chain_units)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";

    /**
     * A funding of an address.
     *
     * @param asset the network's own coin
     */
    public record GasAmount(String network, String address, AssetId asset, BigInteger chainUnits) {}

    private GasFundingsTable() {}

    /** Returns the fundings of a sweep, in order. */
    public static List<UUID> of(Transaction connection, int tenant, UUID sweep) {
        return Sql.all(connection, row -> row.getObject(1, UUID.class), OF, tenant, sweep);
    }

    public static Optional<GasAmount> find(Transaction connection, int tenant, UUID id) {
        return Sql.one(
                connection,
                row -> new GasAmount(
                        row.getString(1),
                        row.getString(2),
                        new AssetId(row.getInt(3)),
                        row.getBigDecimal(4).toBigIntegerExact()),
                FIND,
                tenant,
                id);
    }

    /** Inserts a funding; returns false if there is one of this number. */
    public static boolean insert(
            Transaction connection, int tenant, UUID id, UUID sweep, int number, GasAmount brought) {
        return 1
                == Sql.execute(
                        connection,
                        INSERT,
                        tenant,
                        id,
                        sweep,
                        number,
                        brought.network(),
                        brought.address(),
                        brought.asset().value(),
                        new BigDecimal(brought.chainUnits()));
    }
}
