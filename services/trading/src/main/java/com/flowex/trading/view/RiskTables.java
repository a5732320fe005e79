package com.flowex.trading.view;

import com.flowex.domain.account.AccountLimits;
import com.flowex.domain.account.KillScope;
import com.flowex.domain.account.OrderQuota;
import com.flowex.domain.event.AccountLimitsSet;
import com.flowex.domain.event.KillSwitchSet;
import com.flowex.domain.event.OrderQuotaSet;
import com.flowex.domain.event.PreventionGroupSet;
import com.flowex.domain.value.AccountId;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.projection.rows.RowCounts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Writes limits, quotas, prevention groups and kill switches that administrators set. They are rare, so each event takes one
 * statement, in order.
 */
final class RiskTables {

    private static final String SET_LIMITS = """
            INSERT INTO account_limits (tenant, account, instrument_id, order_value_max, position_max, open_orders_max)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant, account, instrument_id) DO UPDATE SET order_value_max = excluded.order_value_max,
                position_max = excluded.position_max, open_orders_max = excluded.open_orders_max""";

    private static final String NO_LIMITS =
            "DELETE FROM account_limits WHERE tenant = ? AND account = ? AND instrument_id = ?";

    private static final String SET_GROUP = """
            INSERT INTO account_switches (tenant, account, prevention_group, group_changes) VALUES (?, ?, ?, ARRAY[?, ?])
            ON CONFLICT (tenant, account) DO UPDATE SET prevention_group = excluded.prevention_group,
                group_changes = account_switches.group_changes || excluded.group_changes""";

    private static final String SET_QUOTA = """
            INSERT INTO account_switches (tenant, account, open_orders_max, client_order_ids_max) VALUES (?, ?, ?, ?)
            ON CONFLICT (tenant, account) DO UPDATE SET open_orders_max = excluded.open_orders_max,
                client_order_ids_max = excluded.client_order_ids_max""";

    private static final String SET_KILLED = """
            INSERT INTO account_switches (tenant, account, killed) VALUES (?, ?, ?)
            ON CONFLICT (tenant, account) DO UPDATE SET killed = excluded.killed""";

    private static final String STOP = "INSERT INTO kill_switches (tenant, instrument_id) VALUES (?, ?)";

    private static final String ALLOW = "DELETE FROM kill_switches WHERE tenant = ? AND instrument_id = ?";

    /** Value in place of a market's number that means all markets of a tenant. */
    private static final int WHOLE_TENANT = 0;

    void write(Connection connection, List<ViewChanges.RiskEvent> events) throws SQLException {
        for (ViewChanges.RiskEvent each : events) {
            switch (each.event()) {
                case AccountLimitsSet limits -> write(connection, limits);
                case PreventionGroupSet(AccountId account, long group) ->
                    RowCounts.require(
                            Sql.execute(
                                    connection,
                                    SET_GROUP,
                                    account.tenant(),
                                    account.number(),
                                    group,
                                    each.sequence(),
                                    group),
                            1,
                            "account");
                case OrderQuotaSet(AccountId account, OrderQuota quota) ->
                    RowCounts.require(
                            Sql.execute(
                                    connection,
                                    SET_QUOTA,
                                    account.tenant(),
                                    account.number(),
                                    quota.openOrdersMax(),
                                    quota.clientOrderIdsMax()),
                            1,
                            "account");
                case KillSwitchSet(KillScope scope, boolean isOn) -> write(connection, scope, isOn);
                default -> throw new IllegalStateException("this is not about risk: " + each.event());
            }
        }
    }

    private static void write(Connection connection, AccountLimitsSet set) throws SQLException {
        AccountId account = set.account();
        int market = set.instrument().value();
        AccountLimits limits = set.limits();
        int changed = limits.equals(AccountLimits.NONE)
                ? Sql.execute(connection, NO_LIMITS, account.tenant(), account.number(), market)
                : Sql.execute(
                        connection,
                        SET_LIMITS,
                        account.tenant(),
                        account.number(),
                        market,
                        limits.orderValueMaxUnits(),
                        limits.positionMaxUnits(),
                        limits.openOrdersMax());
        RowCounts.require(changed, 1, "limits of an account");
    }

    private static void write(Connection connection, KillScope scope, boolean isOn) throws SQLException {
        switch (scope) {
            case KillScope.OfAccount(AccountId account) ->
                RowCounts.require(
                        Sql.execute(connection, SET_KILLED, account.tenant(), account.number(), isOn), 1, "account");
            case KillScope.OfMarket(int tenant, var market) -> stop(connection, tenant, market.value(), isOn);
            case KillScope.OfTenant(int tenant) -> stop(connection, tenant, WHOLE_TENANT, isOn);
        }
    }

    private static void stop(Connection connection, int tenant, int market, boolean isOn) throws SQLException {
        RowCounts.require(Sql.execute(connection, isOn ? STOP : ALLOW, tenant, market), 1, "kill switch");
    }
}
