package com.flowex.systemtests;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/** The statements about a tenant's choice of coins, where another tenant has made another one. */
final class CoinStatements {

    private CoinStatements() {}

    static void runAll(Connection owner, int tenant, StatementRunner runner) throws SQLException {
        IsolationExchange.execute(owner, """
                INSERT INTO listings.hidden VALUES (%1$d, 'walked', 'a walk', now()), (%2$d, 'walked', 'a walk', now()),
                    (%2$d, 'others', 'a walk', now())""".formatted(tenant, tenant - 1));
        IsolationExchange.execute(owner, """
                INSERT INTO listings.codes VALUES (%1$d, 'walked', 'WALK', 'a walk', now()),
                    (%2$d, 'walked', 'OTHER', 'a walk', now()), (%2$d, 'others', 'WALK', 'a walk', now())""".formatted(tenant, tenant - 1));
        risks(owner, tenant, runner);
        gas(owner, tenant, runner);
        runner.run("SELECT coin FROM listings.hidden WHERE tenant_id = ? ORDER BY coin", tenant, 0L, 10);
        runner.run("SELECT coin FROM listings.hidden WHERE tenant_id = ?", tenant);
        runner.run("SELECT count(*) FROM listings.hidden", tenant);
        runner.run("SELECT code FROM listings.codes", tenant, "walked");
        runner.run("SELECT coin FROM listings.codes", tenant, "WALK");
        runner.run("DELETE FROM listings.hidden", tenant, "walked");
    }

    /** Both have scores of the same assets, which are other coins to each, and the other one has one more. */
    private static void risks(Connection owner, int tenant, StatementRunner runner) throws SQLException {
        IsolationExchange.execute(owner, """
                INSERT INTO listings.risks VALUES (%1$d, 'WALK', 50, 20000, now()), (%2$d, 'WALK', 51, 20000, now()),
                    (%2$d, 'OTHER', 52, 20000, now())""".formatted(tenant, tenant - 1));
        runner.run("FROM listings.risks r", tenant);
        runner.run("DELETE FROM listings.risks", tenant, 20_001, "{LEFT}");
    }

    /** Funding of addresses with the coin that pays their fees; the simulated chain of an exchange needs none. */
    private static void gas(Connection owner, int tenant, StatementRunner runner) throws SQLException {
        UUID id = UUID.fromString("00000000-0000-4000-8000-0000000000bb");
        IsolationExchange.execute(owner, """
                INSERT INTO custody.gas (tenant_id, id, sweep, number, network, address, asset_id, chain_units)
                VALUES (%1$d, '%2$s', '%2$s', 0, 'ethereum', '0x', 1, 1)""".formatted(tenant, id));
        runner.run("FROM custody.gas WHERE tenant_id = ? AND sweep", tenant, id);
        runner.run("FROM custody.gas WHERE tenant_id = ? AND id", tenant, id);
    }
}
