package com.flowex.wallet.view;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.projection.rows.BulkRows;
import com.flowex.platform.projection.rows.RowCounts;
import com.flowex.wallet.store.margin.MarginRatesColumns;
import com.flowex.wallet.store.margin.MarginTermsColumns;
import com.flowex.wallet.view.MarginRows.CallRow;
import com.flowex.wallet.view.MarginRows.DebtKey;
import com.flowex.wallet.view.MarginRows.DebtRow;
import com.flowex.wallet.view.MarginRows.InterestRow;
import com.flowex.wallet.view.MarginRows.LevelsRow;
import com.flowex.wallet.view.MarginRows.LeverageRow;
import com.flowex.wallet.view.MarginRows.LiquidationRow;
import com.flowex.wallet.view.MarginRows.LoanRow;
import com.flowex.wallet.view.MarginRows.PoolRow;
import com.flowex.wallet.view.MarginRows.RateRow;
import com.flowex.wallet.view.MarginRows.ReservationRow;
import com.flowex.wallet.view.MarginRows.ShortfallRow;
import com.flowex.wallet.view.MarginRows.StopRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Writing of the rows about lending, and restoring of the reducer. */
final class MarginTables {

    private static final BulkRows<DebtRow> DEBTS = BulkRows.<DebtRow>of()
            .int4("tenant", row -> row.key().account().tenant())
            .int8("account", row -> row.key().account().number())
            .int4("asset_id", row -> row.key().asset().value())
            .int8("principal", DebtRow::principalUnits)
            .int8("interest", DebtRow::interestUnits)
            .int8("began_nanos", DebtRow::beganNanos)
            .int8("charged_nanos", DebtRow::chargedNanos)
            .int8OrNone("hourly_rate", DebtRow::rateBillionths)
            .int8("sequence", DebtRow::sequence);

    private static final String UPSERT_DEBTS = """
            INSERT INTO debts (%s) SELECT * FROM %s
            ON CONFLICT (tenant, account, asset_id) DO UPDATE SET principal = excluded.principal,
                interest = excluded.interest, charged_nanos = excluded.charged_nanos,
                began_nanos = excluded.began_nanos, hourly_rate = excluded.hourly_rate,
                sequence = excluded.sequence""".formatted(DEBTS.names(), DEBTS.unnested());

    private static final String DELETE_DEBT = "DELETE FROM debts WHERE tenant = ? AND account = ? AND asset_id = ?";

    private static final BulkRows<InterestRow> INTEREST = BulkRows.<InterestRow>of()
            .int4("tenant", row -> row.account().tenant())
            .int8("account", row -> row.account().number())
            .int8("sequence", InterestRow::sequence)
            .int4("asset_id", row -> row.interest().asset().value())
            .int8("units", row -> row.interest().units())
            .int8("hours", InterestRow::hours)
            .int8("principal", InterestRow::principalUnits)
            .int8OrNone("hourly_rate", InterestRow::rateBillionths)
            .bool("on_loan", InterestRow::isOfLoan)
            .int8("created_nanos", InterestRow::timeNanos);

    private static final BulkRows<LoanRow> LOANS = BulkRows.<LoanRow>of()
            .int4("tenant", row -> row.key().account().tenant())
            .int8("account", row -> row.key().account().number())
            .int8("sequence", LoanRow::sequence)
            .int4("asset_id", row -> row.key().asset().value())
            .bool("repaid", LoanRow::isRepaid)
            .bool("automatic", LoanRow::isAutomatic)
            .int8("principal", LoanRow::principalUnits)
            .int8("interest", LoanRow::interestUnits)
            .int8("created_nanos", LoanRow::timeNanos);

    private static final BulkRows<RateRow> RATES = BulkRows.<RateRow>of()
            .int4("tenant", row -> row.key().tenant())
            .int4("asset_id", row -> row.key().asset().value())
            .int8("sequence", RateRow::sequence)
            .int4("hourly_rate", RateRow::rateBillionths)
            .int8("created_nanos", RateRow::timeNanos);

    private static final BulkRows<CallRow> CALLS = BulkRows.<CallRow>of()
            .int4("tenant", row -> row.account().tenant())
            .int8("account", row -> row.account().number())
            .int8("sequence", CallRow::sequence)
            .int8("level", CallRow::levelMillionths)
            .int8("created_nanos", CallRow::timeNanos);

    private static final BulkRows<LiquidationRow> LIQUIDATIONS = BulkRows.<LiquidationRow>of()
            .int4("tenant", row -> row.account().tenant())
            .int8("account", row -> row.account().number())
            .int8("sequence", LiquidationRow::sequence)
            .int8("level", LiquidationRow::levelMillionths)
            .int8("started_nanos", LiquidationRow::startedNanos)
            .int8("ended_nanos", LiquidationRow::endedNanos);

    private static final String UPSERT_LIQUIDATIONS = """
            INSERT INTO liquidations (%s) SELECT * FROM %s
            ON CONFLICT (tenant, account, sequence) DO UPDATE SET ended_nanos = excluded.ended_nanos""".formatted(LIQUIDATIONS.names(), LIQUIDATIONS.unnested());

    private static final BulkRows<ShortfallRow> SHORTFALLS = BulkRows.<ShortfallRow>of()
            .int4("tenant", row -> row.account().tenant())
            .int8("sequence", ShortfallRow::sequence)
            .int8("account", row -> row.account().number())
            .int4("asset_id", row -> row.amount().asset().value())
            .int8("units", row -> row.amount().units())
            .bool("booked", ShortfallRow::isBooked)
            .int8("total", ShortfallRow::totalUnits)
            .int8("created_nanos", ShortfallRow::timeNanos);

    private static final BulkRows<ReservationRow> RESERVATIONS = BulkRows.<ReservationRow>of()
            .int4("tenant", row -> row.account().tenant())
            .int8("account", row -> row.account().number())
            .int4("asset_id", row -> row.amount().asset().value())
            .uuid("transfer_id", row -> new UUID(row.id().high(), row.id().low()))
            .int8("units", row -> row.amount().units());

    private static final String DELETE_RESERVATIONS = """
            DELETE FROM reservations r USING %s AS gone (%s)
            WHERE r.tenant = gone.tenant AND r.account = gone.account AND r.asset_id = gone.asset_id
                AND r.transfer_id = gone.transfer_id""".formatted(RESERVATIONS.unnested(), RESERVATIONS.names());

    private static final String UPSERT_POOL = """
            INSERT INTO margin_pools (tenant, asset_id, price_scale, haircut, tiers, cap, hourly_rate, sequence,
                index_price, index_nanos, lent, interest, shortfall, curve, volume_asset, discounts, rates_sequence)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant, asset_id) DO UPDATE SET haircut = excluded.haircut, tiers = excluded.tiers,
                cap = excluded.cap, hourly_rate = excluded.hourly_rate, sequence = excluded.sequence,
                index_price = excluded.index_price, index_nanos = excluded.index_nanos, lent = excluded.lent,
                interest = excluded.interest, shortfall = excluded.shortfall, curve = excluded.curve,
                volume_asset = excluded.volume_asset, discounts = excluded.discounts,
                rates_sequence = excluded.rates_sequence""";

    private static final String UPSERT_LEVELS = """
            INSERT INTO margin_levels (tenant, call, liquidation, fee, sequence) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (tenant) DO UPDATE SET call = excluded.call, liquidation = excluded.liquidation,
                fee = excluded.fee, sequence = excluded.sequence""";

    private static final String UPSERT_LEVERAGE = """
            INSERT INTO margin_leverages (tenant, account, leverage, sequence) VALUES (?, ?, ?, ?)
            ON CONFLICT (tenant, account) DO UPDATE SET leverage = excluded.leverage, sequence = excluded.sequence""";

    private static final String SET_KILLED = """
            INSERT INTO account_stops (tenant, account, killed) VALUES (?, ?, ?)
            ON CONFLICT (tenant, account) DO UPDATE SET killed = excluded.killed""";

    private static final String SET_RESTRICTION = """
            INSERT INTO account_stops (tenant, account, restriction) VALUES (?, ?, ?)
            ON CONFLICT (tenant, account) DO UPDATE SET restriction = excluded.restriction""";

    private static final String POOLS = """
            SELECT tenant, asset_id, price_scale, haircut, tiers, cap, hourly_rate, sequence, index_price, index_nanos,
                lent, interest, shortfall, curve, volume_asset, discounts, rates_sequence FROM margin_pools""";

    private static final String POOL_RATES = """
            SELECT DISTINCT ON (tenant, asset_id) tenant, asset_id, hourly_rate, sequence, created_nanos FROM margin_rates
            ORDER BY tenant, asset_id, sequence DESC""";

    private static final String ALL_DEBTS = """
            SELECT tenant, account, asset_id, principal, interest, began_nanos, charged_nanos, hourly_rate, sequence
            FROM debts""";

    private static final String RUNNING = """
            SELECT tenant, account, level, sequence, started_nanos FROM liquidations WHERE ended_nanos = 0""";

    private MarginTables() {}

    static void write(Connection views, MarginRows rows) throws SQLException {
        for (PoolRow pool : rows.pools.values()) {
            write(views, pool);
        }
        for (LevelsRow row : rows.levels) {
            RowCounts.require(
                    Sql.execute(
                            views,
                            UPSERT_LEVELS,
                            row.tenant(),
                            row.levels().callMillionths(),
                            row.levels().liquidationMillionths(),
                            row.levels().feeMillionths(),
                            row.sequence()),
                    1,
                    "levels of a tenant");
        }
        for (LeverageRow row : rows.leverages.values()) {
            AccountId account = row.account();
            RowCounts.require(
                    Sql.execute(
                            views, UPSERT_LEVERAGE, account.tenant(), account.number(), row.leverage(), row.sequence()),
                    1,
                    "leverage of an account");
        }
        for (DebtRow debt : rows.debts.values()) {
            if (debt.isPaid()) { // a debt that began and ended in one flush has no row
                AccountId account = debt.key().account();
                Sql.execute(
                        views,
                        DELETE_DEBT,
                        account.tenant(),
                        account.number(),
                        debt.key().asset().value());
            }
        }
        List<DebtRow> owed =
                rows.debts.values().stream().filter(debt -> !debt.isPaid()).toList();
        DEBTS.run(views, UPSERT_DEBTS, owed, "debts");
        INTEREST.copyInto(views, "margin_interest", rows.interest);
        LOANS.copyInto(views, "margin_loans", rows.loans);
        RATES.copyInto(views, "margin_rates", rows.rates);
        CALLS.copyInto(views, "margin_calls", rows.calls);
        LIQUIDATIONS.run(views, UPSERT_LIQUIDATIONS, rows.liquidations.values(), "liquidations");
        SHORTFALLS.copyInto(views, "shortfalls", rows.shortfalls);
        // Reservations of before the first version with this table have no row.
        RESERVATIONS.runForSome(views, DELETE_RESERVATIONS, rows.released);
        RESERVATIONS.copyInto(views, "reservations", rows.reserved.values());
        for (StopRow stop : rows.stops) {
            write(views, stop);
        }
    }

    private static void write(Connection views, PoolRow pool) throws SQLException {
        int changed = Sql.execute(
                views,
                UPSERT_POOL,
                pool.key().tenant(),
                pool.key().asset().value(),
                pool.terms().priceScale().places(),
                pool.terms().haircutMillionths(),
                MarginTermsColumns.tiers(pool.terms()),
                pool.terms().capUnits(),
                pool.terms().hourlyRateBillionths(),
                pool.termsSequence(),
                pool.indexPrice(),
                pool.indexNanos(),
                pool.lentUnits(),
                pool.interestUnits(),
                pool.shortfallUnits(),
                MarginRatesColumns.curve(pool.rates()),
                MarginRatesColumns.volumeAsset(pool.rates()),
                MarginRatesColumns.discounts(pool.rates()),
                pool.ratesSequence());
        RowCounts.require(changed, 1, "lending pool");
    }

    private static void write(Connection views, StopRow stop) throws SQLException {
        int changed = stop.killed() != null
                ? Sql.execute(views, SET_KILLED, stop.tenant(), stop.account(), stop.killed())
                : Sql.execute(views, SET_RESTRICTION, stop.tenant(), stop.account(), stop.restriction());
        RowCounts.require(changed, 1, "stop of an account");
    }

    /** Restores pools, debts and liquidations under way. */
    static void restore(Connection views, MarginReducer reducer) throws SQLException {
        Sql.all(
                        views,
                        row -> new PoolRow(
                                new JournalReducer.TenantAsset(row.getInt(1), new AssetId(row.getInt(2))),
                                MarginTermsColumns.terms(row, 3),
                                row.getLong(8),
                                MarginRatesColumns.rates(row, 14),
                                row.getLong(17),
                                row.getLong(9),
                                row.getLong(10),
                                row.getLong(11),
                                row.getLong(12),
                                row.getLong(13)),
                        POOLS)
                .forEach(reducer::stored);
        Sql.all(
                        views,
                        row -> new RateRow(
                                new JournalReducer.TenantAsset(row.getInt(1), new AssetId(row.getInt(2))),
                                row.getInt(3),
                                row.getLong(4),
                                row.getLong(5)),
                        POOL_RATES)
                .forEach(reducer::stored);
        Sql.all(
                        views,
                        row -> new DebtRow(
                                new DebtKey(new AccountId(row.getInt(1), row.getLong(2)), new AssetId(row.getInt(3))),
                                row.getLong(4),
                                row.getLong(5),
                                row.getLong(6),
                                row.getLong(7),
                                row.getObject(8, Long.class),
                                row.getLong(9)),
                        ALL_DEBTS)
                .forEach(reducer::stored);
        Sql.all(
                        views,
                        row -> new LiquidationRow(
                                new AccountId(row.getInt(1), row.getLong(2)),
                                row.getLong(3),
                                row.getLong(4),
                                row.getLong(5),
                                0),
                        RUNNING)
                .forEach(reducer::stored);
    }
}
