package com.flowex.wallet.store.reconcile;

import com.flowex.custody.Coin;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.wallet.store.payment.OutgoingPayment;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Figures that reconciliation compares, and its results. */
public final class ReconcileTable {

    /** Payments of blocks to a tenant's addresses, without its own transfers between them. */
    private static final String CAME_IN = """
            SELECT coalesce(sum(chain_units), 0) FROM custody.arrivals
            WHERE network = ? AND token = ? AND owner BETWEEN ? AND ? AND state IN ('seen', 'credited', 'kept', 'ignored')
                AND NOT (state = 'ignored' AND why = 'swept')""";

    /** Balance of the hot address before it was watched. */
    private static final String OPENED = """
            SELECT coalesce(sum(chain_units), 0) FROM custody.openings WHERE tenant_id = ? AND network = ? AND token = ?""";

    private static final String WENT_OUT = """
            SELECT coalesce(sum(chain_units) FILTER (WHERE purpose IN ('withdrawal', 'cold') AND NOT revoked AND token = ?), 0),
                coalesce(sum(network_fee), 0)
            FROM custody.payments WHERE tenant_id = ? AND network = ? AND mined_height IS NOT NULL""";

    /** Payments that were sent and are not known to be mined; in all coins where the fees of all are needed. */
    private static final String IN_FLIGHT = """
            SELECT p.id, p.purpose, p.token, p.chain_units FROM custody.payments p
            WHERE p.tenant_id = ? AND p.network = ? AND (p.token = ? OR ?) AND p.mined_height IS NULL
                AND EXISTS (SELECT FROM custody.attempts t
                    WHERE t.tenant_id = p.tenant_id AND t.payment = p.id AND t.signed IS NOT NULL)""";

    /** Payments to cold addresses, and returns from there that are in a block. */
    private static final String COLD = """
            SELECT (SELECT coalesce(sum(x.chain_units), 0) FROM custody.payments x
                    WHERE x.tenant_id = ? AND x.network = ? AND x.token = ? AND x.purpose = 'cold' AND x.mined_height IS NOT NULL
                        AND NOT x.revoked),
                coalesce(sum(r.chain_units), 0), count(*)
            FROM custody.refill_payments r JOIN custody.arrivals a ON a.id = r.arrival AND a.state = 'ignored'
            WHERE r.tenant_id = ? AND r.asset_id = ? AND r.network = ?""";

    /** Amounts that are in blocks and belong to customers, and that the ledger has not credited. */
    private static final String UNCREDITED = """
            SELECT coalesce(sum(chain_units), 0) FROM custody.arrivals
            WHERE network = ? AND token = ? AND owner BETWEEN ? AND ? AND state IN ('seen', 'kept')""";

    private static final String SAVE = """
            INSERT INTO custody.reconciliations (tenant_id, asset_id, network, verdict, chain_units, expected_units, detail)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, asset_id, network) DO UPDATE SET verdict = excluded.verdict,
                chain_units = excluded.chain_units, expected_units = excluded.expected_units, detail = excluded.detail,
                checked_at = now()""";

    private static final String ALL = """
            SELECT asset_id, network, verdict, chain_units, expected_units, detail, checked_at FROM custody.reconciliations
            WHERE tenant_id = ? ORDER BY asset_id, network""";

    private static final String TENANTS = "SELECT DISTINCT (owner >> 40)::integer FROM custody.watched ORDER BY 1";

    private static final String BEGIN = "INSERT INTO custody.begun (sequence) VALUES (?) ON CONFLICT (one) DO NOTHING";

    /** Outgoing amounts: paid to others, and fees paid to the network. */
    public record OutgoingTotals(BigInteger paid, BigInteger fees) {}

    /** A payment whose end is not recorded yet. */
    public record PaymentInFlight(UUID id, String purpose, String token, BigInteger units) {

        /** Returns the amount of a coin that it takes from the hot address, besides the fee. */
        public BigInteger out(Coin coin) {
            boolean isOut = purpose.equals(OutgoingPayment.WITHDRAWAL) || purpose.equals(OutgoingPayment.COLD);
            return isOut && token.equals(coin.token()) ? units : BigInteger.ZERO;
        }
    }

    /** Recorded balance of the cold addresses, and the number of returns from there. */
    public record ColdBalance(BigInteger units, long topUps) {}

    private ReconcileTable() {}

    public static BigInteger cameIn(Transaction connection, int tenant, Coin coin) {
        return Sql.one(
                        connection,
                        row -> row.getBigDecimal(1).toBigIntegerExact(),
                        CAME_IN,
                        coin.network(),
                        coin.token(),
                        AccountId.outsideOf(tenant).packed(),
                        new AccountId(tenant, AccountId.NUMBER_MAX).packed())
                .orElseThrow();
    }

    public static BigInteger opened(Transaction connection, int tenant, Coin coin) {
        return Sql.one(
                        connection,
                        row -> row.getBigDecimal(1).toBigIntegerExact(),
                        OPENED,
                        tenant,
                        coin.network(),
                        coin.token())
                .orElseThrow();
    }

    public static OutgoingTotals wentOut(Transaction connection, int tenant, Coin coin) {
        return Sql.one(
                        connection,
                        row -> new OutgoingTotals(
                                row.getBigDecimal(1).toBigIntegerExact(),
                                row.getBigDecimal(2).toBigIntegerExact()),
                        WENT_OUT,
                        coin.token(),
                        tenant,
                        coin.network())
                .orElseThrow();
    }

    public static List<PaymentInFlight> inFlight(Transaction connection, int tenant, Coin coin) {
        return Sql.all(
                connection,
                row -> new PaymentInFlight(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        row.getBigDecimal(4).toBigIntegerExact()),
                IN_FLIGHT,
                tenant,
                coin.network(),
                coin.token(),
                coin.isNative());
    }

    public static ColdBalance cold(Transaction connection, Asset asset, Coin coin) {
        return Sql.one(
                        connection,
                        row -> new ColdBalance(
                                row.getBigDecimal(1)
                                        .subtract(row.getBigDecimal(2))
                                        .toBigIntegerExact(),
                                row.getLong(3)),
                        COLD,
                        asset.tenant(),
                        coin.network(),
                        coin.token(),
                        asset.tenant(),
                        asset.id().value(),
                        coin.network())
                .orElseThrow();
    }

    /** Returns the amount that customers have paid in and that the ledger has not credited. */
    public static BigInteger uncredited(Transaction connection, int tenant, Coin coin) {
        return Sql.one(
                        connection,
                        row -> row.getBigDecimal(1).toBigIntegerExact(),
                        UNCREDITED,
                        coin.network(),
                        coin.token(),
                        new AccountId(tenant, AccountId.CUSTOMERS_FROM).packed(),
                        new AccountId(tenant, AccountId.NUMBER_MAX).packed())
                .orElseThrow();
    }

    public static void save(Transaction connection, int tenant, ReconciliationResult finding) {
        Sql.execute(
                connection,
                SAVE,
                tenant,
                finding.asset().value(),
                finding.network(),
                finding.verdict().name().toLowerCase(Locale.ROOT),
                new BigDecimal(finding.chainUnits()),
                new BigDecimal(finding.expectedUnits()),
                finding.detail());
    }

    public static List<ReconciliationResult> all(Transaction connection, int tenant) {
        return Sql.all(connection, ReconcileTable::finding, ALL, tenant);
    }

    /** Returns the tenants that have an address. */
    public static List<Integer> tenants(Transaction connection) {
        return Sql.all(connection, row -> row.getInt(1), TENANTS);
    }

    /** Stores the event from which on every deposit came over a chain. */
    public static void begin(Transaction connection, long sequence) {
        Sql.execute(connection, BEGIN, sequence);
    }

    private static ReconciliationResult finding(ResultSet row) throws SQLException {
        return new ReconciliationResult(
                new AssetId(row.getInt(1)),
                row.getString(2),
                ReconciliationResult.Verdict.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                row.getBigDecimal(4).toBigIntegerExact(),
                row.getBigDecimal(5).toBigIntegerExact(),
                row.getString(6),
                row.getTimestamp(7).toInstant());
    }
}
