package com.flowex.wallet.store.chain;

import com.flowex.domain.value.AssetId;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Money that tenants brought in on the simulated chain. */
public record SimulatedFundsTable(Database database) {

    private static final String ADD = """
            INSERT INTO custody.endowments AS e (tenant_id, asset_id, units) VALUES (?, ?, ?)
            ON CONFLICT (tenant_id, asset_id) DO UPDATE SET units = e.units + excluded.units""";

    /** Adds an amount in smallest units of the coin to the money that a tenant brought in. */
    public void increase(int tenant, AssetId asset, BigInteger chainUnits) {
        database.transaction(
                tenant, connection -> Sql.execute(connection, ADD, tenant, asset.value(), new BigDecimal(chainUnits)));
    }
}
