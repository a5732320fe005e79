package com.flowex.platform.projection.rows;

import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.Scale;
import com.flowex.platform.database.sql.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Listed assets in a view: the table assets of the view's own schema. It uses one statement a row, because listings are
 * rare.
 */
public final class AssetsTable {

    private static final String INSERT =
            "INSERT INTO assets (asset_id, tenant, code, scale, supply_whole) VALUES (?, ?, ?, ?, ?)";

    private static final String ALL =
            "SELECT asset_id, tenant, code, scale, supply_whole FROM assets ORDER BY asset_id";

    private AssetsTable() {}

    /** @throws SQLException also if the view has the asset already */
    public static void insert(Connection views, Asset asset) throws SQLException {
        int added = Sql.execute(
                views,
                INSERT,
                asset.id().value(),
                asset.tenant(),
                asset.code(),
                asset.scale().places(),
                asset.supplyWhole());
        RowCounts.require(added, 1, "asset");
    }

    /** Returns the assets of all tenants, by their numbers. */
    public static List<Asset> all(Connection views) throws SQLException {
        return Sql.all(views, AssetsTable::asset, ALL);
    }

    private static Asset asset(ResultSet row) throws SQLException {
        return new Asset(
                row.getInt("tenant"),
                new AssetId(row.getInt("asset_id")),
                row.getString("code"),
                new Scale(row.getInt("scale")),
                row.getLong("supply_whole"));
    }
}
