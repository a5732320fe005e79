package com.flowex.wallet.store.terms;

import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AssetId;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Paused flows of assets. Every connection belongs to a transaction that sees one tenant. */
public final class PausesTable {

    /** Network of a pause that covers all networks of an asset. */
    public static final String EVERYWHERE = "";

    private static final String REASON = """
            SELECT reason FROM custody.pauses
            WHERE tenant_id = ? AND asset_id = ? AND network IN ('', ?) AND flow = ? ORDER BY network LIMIT 1""";
    private static final String ALL = """
            SELECT asset_id, network, flow, reason, set_by, set_at FROM custody.pauses
            WHERE tenant_id = ? ORDER BY asset_id, network, flow""";
    private static final String SET = """
            INSERT INTO custody.pauses (tenant_id, asset_id, network, flow, reason, set_by) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, asset_id, network, flow) DO UPDATE
            SET reason = excluded.reason, set_by = excluded.set_by, set_at = now()""";
    private static final String LIFT =
            "DELETE FROM custody.pauses WHERE tenant_id = ? AND asset_id = ? AND network = ? AND flow = ?";

    private PausesTable() {}

    /**
     * A pause.
     *
     * @param network network code; empty for all networks of the asset
     */
    public record Pause(AssetId asset, String network, MoneyFlow flow, String reason, long setBy, Instant setAt) {}

    /** Returns the reason of a pause of an asset's flow on a network; empty if it is not paused. */
    public static Optional<String> reason(Transaction connection, Asset asset, String network, MoneyFlow flow) {
        return Sql.one(
                connection,
                row -> row.getString(1),
                REASON,
                asset.tenant(),
                asset.id().value(),
                network,
                flow.word());
    }

    public static List<Pause> all(Transaction connection, int tenant) {
        return Sql.all(
                connection,
                row -> new Pause(
                        new AssetId(row.getInt(1)),
                        row.getString(2),
                        MoneyFlow.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                        row.getString(4),
                        row.getLong(5),
                        row.getTimestamp(6).toInstant()),
                ALL,
                tenant);
    }

    public static void set(
            Transaction connection, Asset asset, String network, MoneyFlow flow, String reason, long by) {
        Sql.execute(connection, SET, asset.tenant(), asset.id().value(), network, flow.word(), reason, by);
    }

    public static boolean lift(Transaction connection, Asset asset, String network, MoneyFlow flow) {
        return 1 == Sql.execute(connection, LIFT, asset.tenant(), asset.id().value(), network, flow.word());
    }
}
