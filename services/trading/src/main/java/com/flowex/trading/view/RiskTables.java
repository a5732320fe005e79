package com.flowex.trading.view;

import com.flowex.domain.AccountId;
import com.flowex.domain.AccountLimits;
import com.flowex.domain.KillScope;
import com.flowex.domain.event.AccountLimitsSet;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.KillSwitchSet;
import com.flowex.domain.event.PreventionGroupSet;
import com.flowex.platform.projection.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Writes what administrators allow accounts and what they have stopped. Rare: one statement an event, in their order. */
final class RiskTables {

    private static final String SET_LIMITS = """
            INSERT INTO account_limits (tenant, account, instrument_id, order_value_max, position_max, open_orders_max)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant, account, instrument_id) DO UPDATE SET order_value_max = excluded.order_value_max,
                position_max = excluded.position_max, open_orders_max = excluded.open_orders_max""";

    private static final String NO_LIMITS =
            "DELETE FROM account_limits WHERE tenant = ? AND account = ? AND instrument_id = ?";

    private static final String SET_GROUP = """
            INSERT INTO account_switches (tenant, account, prevention_group) VALUES (?, ?, ?)
            ON CONFLICT (tenant, account) DO UPDATE SET prevention_group = excluded.prevention_group""";

    private static final String SET_KILLED = """
            INSERT INTO account_switches (tenant, account, killed) VALUES (?, ?, ?)
            ON CONFLICT (tenant, account) DO UPDATE SET killed = excluded.killed""";

    private static final String STOP = "INSERT INTO kill_switches (tenant, instrument_id) VALUES (?, ?)";

    private static final String ALLOW = "DELETE FROM kill_switches WHERE tenant = ? AND instrument_id = ?";

    /** Where a market's number stands, for all markets of a tenant. */
    private static final int WHOLE_TENANT = 0;

    void write(Connection connection, List<Event> events) throws SQLException {
        for (Event event : events) {
            switch (event) {
                case AccountLimitsSet limits -> write(connection, limits);
                case PreventionGroupSet(AccountId account, long group) -> {
                    try (PreparedStatement statement = of(connection, SET_GROUP, account)) {
                        statement.setLong(3, group);
                        Rows.require(statement.executeUpdate(), 1, "account");
                    }
                }
                case KillSwitchSet(KillScope scope, boolean isOn) -> write(connection, scope, isOn);
                default -> throw new IllegalStateException("this is not about risk: " + event);
            }
        }
    }

    private static PreparedStatement of(Connection connection, String sql, AccountId account) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setInt(1, account.tenant());
        statement.setLong(2, account.number());
        return statement;
    }

    private static void write(Connection connection, AccountLimitsSet set) throws SQLException {
        AccountLimits limits = set.limits();
        boolean hasAny = !limits.equals(AccountLimits.NONE);
        try (PreparedStatement statement = of(connection, hasAny ? SET_LIMITS : NO_LIMITS, set.account())) {
            statement.setInt(3, set.instrument().value());
            if (hasAny) {
                statement.setLong(4, limits.orderValueMaxUnits());
                statement.setLong(5, limits.positionMaxUnits());
                statement.setInt(6, limits.openOrdersMax());
            }
            Rows.require(statement.executeUpdate(), 1, "limits of an account");
        }
    }

    private static void write(Connection connection, KillScope scope, boolean isOn) throws SQLException {
        switch (scope) {
            case KillScope.OfAccount(AccountId account) -> {
                try (PreparedStatement statement = of(connection, SET_KILLED, account)) {
                    statement.setBoolean(3, isOn);
                    Rows.require(statement.executeUpdate(), 1, "account");
                }
            }
            case KillScope.OfMarket(int tenant, var market) -> stop(connection, tenant, market.value(), isOn);
            case KillScope.OfTenant(int tenant) -> stop(connection, tenant, WHOLE_TENANT, isOn);
        }
    }

    private static void stop(Connection connection, int tenant, int market, boolean isOn) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(isOn ? STOP : ALLOW)) {
            statement.setInt(1, tenant);
            statement.setInt(2, market);
            Rows.require(statement.executeUpdate(), 1, "kill switch");
        }
    }
}
