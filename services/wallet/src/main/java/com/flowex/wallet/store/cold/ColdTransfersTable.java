package com.flowex.wallet.store.cold;

import com.flowex.custody.Coin;
import com.flowex.domain.value.AssetId;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Transfers to cold storage, and other outgoing amounts. Every connection belongs to a transaction that sees one
 * tenant.
 */
public final class ColdTransfersTable {

    private static final String TENANTS =
            "SELECT DISTINCT (owner >> 40)::integer FROM custody.watched WHERE network = ? ORDER BY 1";

    /** If two transactions begin a transfer at the same time, one of them does. */
    private static final String BEGIN = """
            INSERT INTO custody.cold_moves (tenant_id, id, asset_id, network, cold, address, chain_units)
            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (tenant_id, asset_id, network) WHERE is_open DO NOTHING""";

    private static final String FIND =
            "SELECT asset_id, network, address, chain_units FROM custody.cold_moves WHERE tenant_id = ? AND id = ?";

    private static final String TO = "SELECT id FROM custody.cold_moves WHERE tenant_id = ? AND cold = ? AND is_open";

    private static final String END = "UPDATE custody.cold_moves SET is_open = false WHERE tenant_id = ? AND id = ?";

    /** Withdrawals without a signed transaction. */
    private static final String SELECT_WAITING = """
            SELECT coalesce(sum(t.units - t.fee_units), 0), count(*) FROM custody.transactions t
            WHERE t.tenant_id = ? AND t.asset_id = ? AND t.network = ? AND t.type = 'withdrawal'
                AND t.status IN ('pending', 'confirming', 'frozen')
                AND NOT EXISTS (SELECT FROM custody.attempts u
                    WHERE u.tenant_id = t.tenant_id AND u.payment = t.id AND u.signed IS NOT NULL)""";

    /** Signed payments that leave the hot address and are not known to be mined. */
    private static final String LEAVING = """
            SELECT p.id, p.token, p.chain_units FROM custody.payments p
            WHERE p.tenant_id = ? AND p.network = ? AND p.purpose <> 'sweep' AND p.mined_height IS NULL AND NOT p.revoked
                AND EXISTS (SELECT FROM custody.attempts v
                    WHERE v.tenant_id = p.tenant_id AND v.payment = p.id AND v.signed IS NOT NULL)""";

    public record Move(AssetId asset, String network, String address, BigInteger chainUnits) {}

    /**
     * Withdrawals that wait for their payment.
     *
     * @param units units of the ledger
     */
    public record WaitingWithdrawals(BigDecimal units, long count) {}

    public record PendingColdTransfer(UUID payment, String token, BigInteger chainUnits) {}

    private ColdTransfersTable() {}

    /** Returns the tenants that have an address on a network. */
    public static List<Integer> tenants(Transaction connection, String network) {
        return Sql.all(connection, row -> row.getInt(1), TENANTS, network);
    }

    /** Begins a transfer; returns false while another one of this asset is on its way. */
    public static boolean begin(Transaction connection, int tenant, UUID id, ColdAddress to, BigInteger chainUnits) {
        return 1
                == Sql.execute(
                        connection,
                        BEGIN,
                        tenant,
                        id,
                        to.asset().value(),
                        to.network(),
                        to.id(),
                        to.address(),
                        new BigDecimal(chainUnits));
    }

    public static Optional<Move> find(Transaction connection, int tenant, UUID id) {
        return Sql.one(
                connection,
                row -> new Move(
                        new AssetId(row.getInt(1)),
                        row.getString(2),
                        row.getString(3),
                        row.getBigDecimal(4).toBigIntegerExact()),
                FIND,
                tenant,
                id);
    }

    /** Returns the ids of the open transfers to one cold address. */
    public static List<UUID> to(Transaction connection, int tenant, UUID cold) {
        return Sql.all(connection, row -> row.getObject(1, UUID.class), TO, tenant, cold);
    }

    public static void end(Transaction connection, int tenant, UUID id) {
        Sql.execute(connection, END, tenant, id);
    }

    public static WaitingWithdrawals waiting(Transaction connection, int tenant, AssetId asset, String network) {
        return Sql.one(
                        connection,
                        row -> new WaitingWithdrawals(row.getBigDecimal(1), row.getLong(2)),
                        SELECT_WAITING,
                        tenant,
                        asset.value(),
                        network)
                .orElseThrow();
    }

    /**
     * Returns the outgoing payments. They include other tokens' payments, since each takes a fee in the network's own
     * coin.
     */
    public static List<PendingColdTransfer> leaving(Transaction connection, int tenant, Coin coin) {
        return Sql.all(
                connection,
                row -> new PendingColdTransfer(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getBigDecimal(3).toBigIntegerExact()),
                LEAVING,
                tenant,
                coin.network());
    }
}
