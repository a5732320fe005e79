package com.flowex.wallet.store.sweep;

import com.flowex.custody.KeyPath;
import com.flowex.custody.chain.PaymentOrder;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Sweeps, and balances to sweep. */
public final class SweepsTable {

    private static final String UNSWEPT = """
            SELECT DISTINCT owner, token FROM custody.arrivals WHERE network = ? AND owner > ? AND state = 'credited' AND NOT swept
            ORDER BY owner, token LIMIT ?""";

    private static final String UNDER_WAY = """
            SELECT 1 FROM custody.sweeps s
            JOIN sagas.sagas g ON g.tenant_id = s.tenant_id AND g.kind = 'sweep' AND g.id = s.id
            WHERE s.tenant_id = ? AND s.network = ? AND s.account = ? AND g.state IN ('running', 'compensating', 'stopped') LIMIT 1""";

    private static final String SWEPT = """
            UPDATE custody.arrivals SET swept = true WHERE network = ? AND owner = ? AND token = ? AND state = 'credited' AND NOT swept""";

    private static final String UNSWEEP = """
            UPDATE custody.arrivals a SET swept = false FROM custody.sweeps s
            WHERE s.tenant_id = ? AND s.id = ? AND a.network = s.network AND a.owner = (s.tenant_id::bigint << 40) + s.account
                AND a.token = ? AND a.state = 'credited'""";

    private static final String INSERT = """
            INSERT INTO custody.sweeps (tenant_id, id, network, account, index, address, asset_id, chain_units)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String FIND = """
            SELECT network, index, address, asset_id, chain_units FROM custody.sweeps WHERE tenant_id = ? AND id = ?""";

    private static final String ADDRESS =
            "SELECT index, address FROM custody.addresses WHERE tenant_id = ? AND network = ? AND account = ?";

    /** A credited amount that still lies at its deposit address. */
    public record UnsweptDeposit(AccountId owner, String token) {}

    /** A sweep. */
    public record Sweep(String network, PaymentOrder.SourceAddress from, AssetId asset, BigInteger chainUnits) {}

    private SweepsTable() {}

    /** Returns the unswept balances of the owners after the given one, in order. */
    public static List<UnsweptDeposit> unswept(Transaction connection, String network, long behind, int limit) {
        return Sql.all(
                connection,
                row -> new UnsweptDeposit(AccountId.unpacked(row.getLong(1)), row.getString(2)),
                UNSWEPT,
                network,
                behind,
                limit);
    }

    /** Marks the credited arrivals as swept; returns false if there were none. */
    public static boolean swept(Transaction connection, String network, UnsweptDeposit deposit) {
        return Sql.execute(connection, SWEPT, network, deposit.owner().packed(), deposit.token()) > 0;
    }

    /** Marks a revoked sweep's money as not swept, so that it is swept again. */
    public static void unsweep(Transaction connection, int tenant, UUID id, String token) {
        Sql.execute(connection, UNSWEEP, tenant, id, token);
    }

    /** Returns true if a sweep of the account's address is under way. */
    public static boolean isUnderWay(Transaction connection, String network, AccountId owner) {
        return Sql.one(connection, row -> true, UNDER_WAY, owner.tenant(), network, owner.number())
                .orElse(false);
    }

    public static void insert(Transaction connection, UUID id, AccountId owner, Sweep sweep) {
        Sql.execute(
                connection,
                INSERT,
                owner.tenant(),
                id,
                sweep.network(),
                owner.number(),
                sweep.from().key().index(),
                sweep.from().address(),
                sweep.asset().value(),
                new BigDecimal(sweep.chainUnits()));
    }

    public static Optional<Sweep> find(Transaction connection, int tenant, UUID id) {
        return Sql.one(
                connection,
                row -> new Sweep(
                        row.getString(1),
                        new PaymentOrder.SourceAddress(KeyPath.deposit(tenant, row.getInt(2)), row.getString(3)),
                        new AssetId(row.getInt(4)),
                        row.getBigDecimal(5).toBigIntegerExact()),
                FIND,
                tenant,
                id);
    }

    public static Optional<PaymentOrder.SourceAddress> sourceAddress(
            Transaction connection, String network, AccountId account) {
        return Sql.one(
                connection,
                row -> new PaymentOrder.SourceAddress(
                        KeyPath.deposit(account.tenant(), row.getInt(1)), row.getString(2)),
                ADDRESS,
                account.tenant(),
                network,
                account.number());
    }
}
