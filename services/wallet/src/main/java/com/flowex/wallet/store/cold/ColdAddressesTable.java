package com.flowex.wallet.store.cold;

import com.flowex.domain.value.AssetId;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Cold addresses and their owners. Every connection belongs to a transaction that sees one tenant. */
public final class ColdAddressesTable {

    private static final String COLUMNS =
            "id, asset_id, network, address, asked_by, asked_at, approved, active_from, retired_at";

    private static final String INSERT = """
            INSERT INTO custody.cold_addresses (tenant_id, id, asset_id, network, address, asked_by) VALUES (?, ?, ?, ?, ?, ?)""";

    private static final String OWN = """
            INSERT INTO custody.cold_owners (network, address, tenant_id) VALUES (?, ?, ?) ON CONFLICT (network, address) DO NOTHING""";

    private static final String OWNS =
            "SELECT 1 FROM custody.cold_owners WHERE network = ? AND address = ? AND tenant_id = ?";

    private static final String ALL =
            "SELECT " + COLUMNS + " FROM custody.cold_addresses WHERE tenant_id = ? ORDER BY asked_at DESC, id";

    private static final String FIND =
            "SELECT " + COLUMNS + " FROM custody.cold_addresses WHERE tenant_id = ? AND id = ?";

    /** The first decision counts; a second one finds it decided. */
    private static final String DECIDE = """
            UPDATE custody.cold_addresses SET decided_by = ?, approved = ?,
                active_from = CASE WHEN ? THEN now() + ? * interval '1 second' END
            WHERE tenant_id = ? AND id = ? AND decided_by IS NULL AND retired_at IS NULL""";

    private static final String RETIRE =
            "UPDATE custody.cold_addresses SET retired_at = now() WHERE tenant_id = ? AND id = ? AND retired_at IS NULL";

    /** The newest approved address counts. It replaces the one before as soon as its lock time is over. */
    private static final String ACTIVE = "SELECT " + COLUMNS + " FROM custody.cold_addresses"
            + " WHERE tenant_id = ? AND asset_id = ? AND network = ? AND approved AND active_from <= now() AND retired_at IS NULL"
            + " ORDER BY active_from DESC, id LIMIT 1";

    /** Shares a lock, so that retiring an address and starting a transfer to it wait for each other. */
    private static final String STILL =
            "SELECT 1 FROM custody.cold_addresses WHERE tenant_id = ? AND id = ? AND retired_at IS NULL FOR SHARE";

    /** All addresses that were ever approved; money that was sent to them is still there. */
    private static final String USED = """
            SELECT DISTINCT address FROM custody.cold_addresses WHERE tenant_id = ? AND asset_id = ? AND network = ? AND approved""";

    private static final String IS_COLD =
            "SELECT 1 FROM custody.cold_addresses WHERE tenant_id = ? AND network = ? AND address = ? AND approved LIMIT 1";

    private static final String IS_WATCHED = "SELECT 1 FROM custody.watched WHERE network = ? AND address = ?";

    private ColdAddressesTable() {}

    /** Claims an address for a tenant; returns false if it is watched or another tenant has it. */
    public static boolean own(Transaction connection, int tenant, String network, String address) {
        boolean isOurs =
                Sql.one(connection, row -> true, IS_WATCHED, network, address).orElse(false);
        if (isOurs) {
            return false;
        }
        Sql.execute(connection, OWN, network, address, tenant);
        return Sql.one(connection, row -> true, OWNS, network, address, tenant).orElse(false);
    }

    public static void insert(Transaction connection, int tenant, ColdAddress cold) {
        Sql.execute(
                connection,
                INSERT,
                tenant,
                cold.id(),
                cold.asset().value(),
                cold.network(),
                cold.address(),
                cold.requestedBy());
    }

    public static List<ColdAddress> all(Transaction connection, int tenant) {
        return Sql.all(connection, ColdAddressesTable::cold, ALL, tenant);
    }

    public static Optional<ColdAddress> find(Transaction connection, int tenant, UUID id) {
        return Sql.one(connection, ColdAddressesTable::cold, FIND, tenant, id);
    }

    /** Returns true if this decision is the one that counts. */
    public static boolean decide(
            Transaction connection, int tenant, UUID id, long by, boolean approved, Duration lock) {
        return 1 == Sql.execute(connection, DECIDE, by, approved, approved, lock.toSeconds(), tenant, id);
    }

    public static boolean retire(Transaction connection, int tenant, UUID id) {
        return 1 == Sql.execute(connection, RETIRE, tenant, id);
    }

    public static Optional<ColdAddress> active(Transaction connection, int tenant, AssetId asset, String network) {
        return Sql.one(connection, ColdAddressesTable::cold, ACTIVE, tenant, asset.value(), network);
    }

    /** Returns true if the address is not retired; it stays so until the transaction ends. */
    public static boolean isStill(Transaction connection, int tenant, UUID id) {
        return Sql.one(connection, row -> true, STILL, tenant, id).orElse(false);
    }

    public static List<String> used(Transaction connection, int tenant, AssetId asset, String network) {
        return Sql.all(connection, row -> row.getString(1), USED, tenant, asset.value(), network);
    }

    static boolean isCold(Transaction connection, int tenant, String network, String address) {
        return Sql.one(connection, row -> true, IS_COLD, tenant, network, address)
                .orElse(false);
    }

    private static ColdAddress cold(ResultSet row) throws SQLException {
        return new ColdAddress(
                row.getObject("id", UUID.class),
                new AssetId(row.getInt("asset_id")),
                row.getString("network"),
                row.getString("address"),
                row.getLong("asked_by"),
                row.getTimestamp("asked_at").toInstant(),
                Optional.ofNullable(row.getObject("approved", Boolean.class)),
                time(row, "active_from"),
                time(row, "retired_at"));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }
}
