package com.flowex.wallet.store.margin;

import com.flowex.domain.margin.MarginLevels;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Queries of the present state of lending. Every query names its tenant. */
public final class MarginQueries {

    private static final String TERMS = "p.price_scale, p.haircut, p.tiers, p.cap, p.hourly_rate";

    private static final String RATES = "p.curve, p.volume_asset, p.discounts";

    /** One statement and thus one moment. */
    private static final String ACCOUNT = "SELECT p.asset_id, " + TERMS + """
            , p.index_price, p.index_nanos, coalesce(b.balance, 0), coalesce(b.held, 0),
                coalesce((SELECT sum(r.units) FROM wallet.reservations r
                    WHERE r.tenant = p.tenant AND r.account = b.account AND r.asset_id = p.asset_id), 0)::bigint,
                coalesce(d.principal, 0), coalesce(d.interest, 0), coalesce(d.began_nanos, 0),
                p.lent, coalesce(l.balance - l.held, 0),
                (SELECT c.sequence FROM platform.checkpoints c WHERE c.projection = 'wallet'),
                v.call, v.liquidation, v.fee,
                EXISTS (SELECT FROM wallet.liquidations q
                    WHERE q.tenant = p.tenant AND q.account = ? AND q.ended_nanos = 0),
                coalesce((SELECT max(m.created_nanos) FROM wallet.margin_calls m
                    WHERE m.tenant = p.tenant AND m.account = ?), 0),
                coalesce((SELECT g.leverage FROM wallet.margin_leverages g
                    WHERE g.tenant = p.tenant AND g.account = ?), 0),
                %s
            FROM wallet.margin_pools p
            LEFT JOIN wallet.balances b ON b.tenant = p.tenant AND b.account = ? AND b.asset_id = p.asset_id
            LEFT JOIN wallet.debts d ON d.tenant = p.tenant AND d.account = ? AND d.asset_id = p.asset_id
            LEFT JOIN wallet.balances l ON l.tenant = p.tenant AND l.account = ? AND l.asset_id = p.asset_id
            LEFT JOIN wallet.margin_levels v ON v.tenant = p.tenant
            WHERE p.tenant = ? ORDER BY p.asset_id""".formatted(RATES);

    private static final String POOLS = "SELECT p.asset_id, " + TERMS + """
            , p.sequence, p.index_price, p.index_nanos, p.lent, p.interest, p.shortfall,
                coalesce(l.balance - l.held, 0), coalesce(i.balance - i.held, 0), %s, p.rates_sequence
            FROM wallet.margin_pools p
            LEFT JOIN wallet.balances l ON l.tenant = p.tenant AND l.account = ? AND l.asset_id = p.asset_id
            LEFT JOIN wallet.balances i ON i.tenant = p.tenant AND i.account = ? AND i.asset_id = p.asset_id
            WHERE p.tenant = ? ORDER BY p.asset_id""".formatted(RATES);

    private static final String LEVELS =
            "SELECT call, liquidation, fee, sequence FROM wallet.margin_levels WHERE tenant = ?";

    private static final String STOPS =
            "SELECT account, killed, restriction FROM wallet.account_stops WHERE tenant = ? AND account IN (0, ?, ?)";

    private static final String FUNDED =
            "SELECT DISTINCT account FROM wallet.balances WHERE tenant = ? AND account = ANY (?)";

    private static final String RUNNING =
            "SELECT count(*) FROM wallet.liquidations WHERE tenant = ? AND ended_nanos = 0";

    /**
     * Levels of a tenant.
     *
     * @param version number of the event that set them; 0 for the default
     */
    public record TenantLevels(MarginLevels levels, long version) {

        static final TenantLevels DEFAULT = new TenantLevels(MarginLevels.DEFAULT, 0);
    }

    /**
     * Stops of an account: a kill switch of the tenant or of its own, or a restriction.
     *
     * @param areUnknown true if older stops are missing in the view, which has to be rebuilt
     */
    public record AccountStops(boolean isTenantKilled, boolean isKilled, boolean isRestricted, boolean areUnknown) {

        /** Returns true if the account is not stopped. */
        public boolean mayBorrow() {
            return !isTenantKilled && !isKilled && !isRestricted && !areUnknown;
        }
    }

    private record Stop(long account, boolean isKilled, String restriction) {}

    private record AccountRow(
            AssetMargin asset,
            long sequence,
            MarginLevels levels,
            int leverage,
            boolean isLiquidating,
            long calledNanos) {}

    private final Database database;

    public MarginQueries(Database database) {
        this.database = database;
    }

    /** Returns an account's lending; without assets if the tenant has terms for none. */
    public MarginAccount account(AccountId account) {
        int tenant = account.tenant();
        long number = account.number();
        List<AccountRow> rows = database.query(
                tenant,
                connection -> Sql.all(
                        connection,
                        MarginQueries::accountRow,
                        ACCOUNT,
                        number,
                        number,
                        number,
                        number,
                        number,
                        AccountId.LENDING,
                        tenant));
        if (rows.isEmpty()) {
            return new MarginAccount(0, MarginLevels.DEFAULT, 0, false, 0, List.of());
        }
        AccountRow first = rows.getFirst();
        return new MarginAccount(
                first.sequence,
                first.levels,
                first.leverage,
                first.isLiquidating,
                first.calledNanos,
                rows.stream().map(AccountRow::asset).toList());
    }

    private static AccountRow accountRow(ResultSet row) throws SQLException {
        AssetMargin asset = new AssetMargin(
                new AssetId(row.getInt(1)),
                MarginTermsColumns.terms(row, 2),
                MarginRatesColumns.rates(row, 24),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10),
                row.getLong(11),
                row.getLong(12),
                row.getLong(13),
                row.getLong(14),
                row.getLong(15),
                row.getLong(16));
        int call = row.getInt(18);
        MarginLevels levels =
                row.wasNull() ? MarginLevels.DEFAULT : new MarginLevels(call, row.getInt(19), row.getInt(20));
        return new AccountRow(asset, row.getLong(17), levels, row.getInt(23), row.getBoolean(21), row.getLong(22));
    }

    /** Returns the pools of a tenant, by id of the asset. */
    public List<LendingPool> pools(int tenant) {
        return database.query(
                tenant,
                connection -> Sql.all(
                        connection, MarginQueries::pool, POOLS, AccountId.LENDING, AccountId.INSURANCE, tenant));
    }

    /** Returns the pool of an asset; empty if it has no terms. */
    public Optional<LendingPool> pool(int tenant, AssetId asset) {
        return pools(tenant).stream().filter(pool -> pool.asset().equals(asset)).findFirst();
    }

    private static LendingPool pool(ResultSet row) throws SQLException {
        return new LendingPool(
                new AssetId(row.getInt(1)),
                MarginTermsColumns.terms(row, 2),
                row.getLong(7),
                MarginRatesColumns.rates(row, 15),
                row.getLong(18),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10),
                row.getLong(11),
                row.getLong(12),
                row.getLong(13),
                row.getLong(14));
    }

    public TenantLevels levels(int tenant) {
        return database.query(
                        tenant,
                        connection -> Sql.one(
                                connection,
                                row -> new TenantLevels(
                                        new MarginLevels(row.getInt(1), row.getInt(2), row.getInt(3)), row.getLong(4)),
                                LEVELS,
                                tenant))
                .orElse(TenantLevels.DEFAULT);
    }

    /** Returns the stops of an account, those of its main account included. */
    public AccountStops stops(AccountId account) {
        List<Stop> stops = database.query(
                account.tenant(),
                connection -> Sql.all(
                        connection,
                        row -> new Stop(row.getLong(1), row.getBoolean(2), row.getString(3)),
                        STOPS,
                        account.tenant(),
                        account.number(),
                        account.main().number()));
        return new AccountStops(
                stops.stream().anyMatch(stop -> stop.account == 0 && stop.isKilled),
                stops.stream().anyMatch(stop -> stop.account != 0 && stop.isKilled),
                stops.stream().anyMatch(stop -> stop.account != 0 && !stop.restriction.equals("none")),
                stops.stream().anyMatch(stop -> stop.account == 0 && stop.restriction.equals("unknown")));
    }

    /** Returns those of a tenant's accounts that have or had money, by number. */
    public List<AccountId> funded(int tenant, List<AccountId> accounts) {
        Long[] numbers = accounts.stream().map(AccountId::number).toArray(Long[]::new);
        return database
                .query(
                        tenant,
                        connection -> Sql.all(
                                connection, row -> new AccountId(tenant, row.getLong(1)), FUNDED, tenant, numbers))
                .stream()
                .sorted(Comparator.comparingLong(AccountId::number))
                .toList();
    }

    /** Returns the number of accounts that are being liquidated. */
    public long liquidating(int tenant) {
        return database.query(tenant, connection -> Sql.one(connection, row -> row.getLong(1), RUNNING, tenant))
                .orElse(0L);
    }
}
