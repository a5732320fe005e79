package com.flowex.wallet.store.margin;

import com.flowex.domain.value.AssetId;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Markets of the exchange itself that are a source of an index price. Every statement names its tenant. */
public final class OwnMarketsTable {

    private static final String ALL = """
            SELECT asset_id, symbol, source, version, set_by FROM margin.own_markets WHERE tenant_id = ?
            ORDER BY asset_id""";

    private static final String BEGIN = """
            INSERT INTO margin.own_markets (tenant_id, asset_id, version, set_by) VALUES (?, ?, 0, ?)
            ON CONFLICT DO NOTHING""";

    private static final String SET = """
            UPDATE margin.own_markets SET symbol = ?, source = ?, version = version + 1, set_by = ?
            WHERE tenant_id = ? AND asset_id = ? AND version = ?""";

    /**
     * Setting of an asset.
     *
     * @param market market with the source that it is; empty if none is
     * @param version number of changes so far
     * @param setBy user who made the last one
     */
    public record OwnMarket(AssetId asset, Optional<Source> market, long version, long setBy) {}

    /** @param number number of the source within the asset */
    public record Source(String symbol, int number) {}

    private OwnMarketsTable() {}

    /** Returns the settings of a tenant, by asset; an asset that was never set has none. */
    public static List<OwnMarket> all(Transaction transaction, int tenant) {
        return Sql.all(transaction, OwnMarketsTable::setting, ALL, tenant);
    }

    private static OwnMarket setting(ResultSet row) throws SQLException {
        String symbol = row.getString(2);
        Optional<Source> market = symbol == null ? Optional.empty() : Optional.of(new Source(symbol, row.getInt(3)));
        return new OwnMarket(new AssetId(row.getInt(1)), market, row.getLong(4), row.getLong(5));
    }

    /**
     * Sets the market of an asset, or none; false if the version is another one by now.
     *
     * @param next setting with the version that was read
     */
    public static boolean set(Transaction transaction, int tenant, OwnMarket next) {
        int asset = next.asset().value();
        Sql.execute(transaction, BEGIN, tenant, asset, next.setBy());
        return Sql.execute(
                        transaction,
                        SET,
                        next.market().map(Source::symbol).orElse(null),
                        next.market().map(Source::number).orElse(null),
                        next.setBy(),
                        tenant,
                        asset,
                        next.version())
                == 1;
    }
}
