package com.flowex.p2p.store;

import com.flowex.p2p.rule.TradeMessage;
import com.flowex.p2p.rule.TradeRole;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** History of trades. Rows are only added. */
public final class TradeEventsTable {

    private static final String ADD = """
            INSERT INTO p2p.trade_events (tenant_id, trade, version, role, account, message, state, note, at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String ALL = """
            SELECT version, role, account, message, state, note, at FROM p2p.trade_events
            WHERE tenant_id = ? AND trade = ? ORDER BY version LIMIT ?""";

    private static final String DECIDED = """
            SELECT version, role, account, message, state, note, at FROM p2p.trade_events
            WHERE tenant_id = ? AND trade = ? AND state = 'settling' AND role <> 'ledger' ORDER BY version DESC LIMIT 1""";

    private static final String COUNT = """
            SELECT count(*) FROM p2p.trade_events WHERE tenant_id = ? AND trade = ? AND role = ? AND message = ?""";

    /** A settlement that is refused again and again adds one event an hour. */
    private static final int EVENTS_MAX = 1_000;

    private TradeEventsTable() {}

    public static void add(Transaction connection, Trade of, TradeEvent event) {
        Sql.execute(
                connection,
                ADD,
                of.terms().tenant(),
                of.id(),
                event.version(),
                event.role().label(),
                event.account().isPresent() ? event.account().getAsLong() : null,
                event.message(),
                event.state(),
                event.note(),
                event.at());
    }

    /** Returns the history of a trade, oldest first. */
    public static List<TradeEvent> all(Transaction connection, int tenant, UUID trade) {
        return Sql.all(connection, TradeEventsTable::read, ALL, tenant, trade, EVENTS_MAX);
    }

    /** Returns the event that decided the end of a trade; empty if the ledger ended it alone. */
    public static Optional<TradeEvent> decided(Transaction connection, Trade trade) {
        return Sql.one(
                connection, TradeEventsTable::read, DECIDED, trade.terms().tenant(), trade.id());
    }

    /** Returns how often a role has sent a message in a trade. */
    public static long count(Transaction connection, Trade trade, TradeRole role, TradeMessage message) {
        return Sql.one(
                        connection,
                        row -> row.getLong(1),
                        COUNT,
                        trade.terms().tenant(),
                        trade.id(),
                        role.label(),
                        message.label())
                .orElse(0L);
    }

    private static TradeEvent read(ResultSet row) throws SQLException {
        Long account = row.getObject(3, Long.class);
        return new TradeEvent(
                row.getInt(1),
                TradeRole.of(row.getString(2)),
                account == null ? OptionalLong.empty() : OptionalLong.of(account),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getTimestamp(7).toInstant());
    }
}
