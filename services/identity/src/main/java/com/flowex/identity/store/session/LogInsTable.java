package com.flowex.identity.store.session;

import com.flowex.identity.store.user.Device;
import com.flowex.identity.store.user.User;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Table of log-ins and refused attempts, counted by day, way and network. A user has a bounded number of rows for each
 * day; attempts from further networks are counted together.
 */
public final class LogInsTable {

    /** Maximum number of networks of a user's day with an outcome. */
    private static final int NETWORKS_MAX = 20;

    /** Maximum number of rows that are shown. */
    private static final int SHOWN_MAX = 200;

    private static final String NOTE = """
            INSERT INTO identity.log_ins AS l (tenant_id, user_id, day, outcome, way, network, agent)
            SELECT n.tenant_id, n.user_id, n.day, n.outcome, n.way,
                CASE WHEN (SELECT count(DISTINCT o.network) FROM identity.log_ins o WHERE o.tenant_id = n.tenant_id
                        AND o.user_id = n.user_id AND o.day = n.day AND o.outcome = n.outcome
                        AND o.network NOT IN (n.network, '')) < ?
                    THEN n.network ELSE '' END,
                n.agent
            FROM (SELECT ?::integer, ?::bigint, (now() AT TIME ZONE 'UTC')::date, ?::text, ?::text, ?::text, ?::text)
                AS n (tenant_id, user_id, day, outcome, way, network, agent)
            ON CONFLICT (tenant_id, user_id, day, outcome, way, network)
            DO UPDATE SET times = l.times + 1, last_at = now(), agent = excluded.agent""";
    private static final String OF = """
            SELECT way, outcome, network, agent, times, first_at, last_at FROM identity.log_ins
            WHERE tenant_id = ? AND user_id = ? ORDER BY last_at DESC, way, outcome, network LIMIT ?""";

    private final Database database;

    public LogInsTable(Database database) {
        this.database = database;
    }

    /** Way in which a user logs in; a second factor belongs to the password. */
    public enum LogInWay {
        PASSWORD,
        PASSKEY,
        PROVIDER;

        /** Returns the name on the wire. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Outcome of log-ins. */
    public enum LogInOutcome {
        BEGUN,
        REFUSED;

        /** Returns the name on the wire. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Log-ins of one day with the same way, outcome and network.
     *
     * @param network address, or the first 64 bits of an IPv6 address; empty for further networks together
     * @param agent program of the last one
     */
    public record LogIns(
            String way,
            String outcome,
            Optional<String> network,
            String agent,
            long times,
            Instant firstAt,
            Instant lastAt) {}

    /** Counts a log-in or a refused attempt. */
    public void note(User user, LogInWay way, LogInOutcome outcome, Device device) {
        database.query(
                user.tenant(),
                transaction -> Sql.execute(
                        transaction,
                        NOTE,
                        NETWORKS_MAX,
                        user.tenant(),
                        user.id(),
                        outcome.word(),
                        way.word(),
                        device.network(),
                        device.agent()));
    }

    /** Returns the newest log-ins of a user, newest first. */
    public List<LogIns> of(int tenant, long userId) {
        return database.query(
                tenant, transaction -> Sql.all(transaction, LogInsTable::row, OF, tenant, userId, SHOWN_MAX));
    }

    private static LogIns row(ResultSet row) throws SQLException {
        return new LogIns(
                row.getString(1),
                row.getString(2),
                Optional.of(row.getString(3)).filter(network -> !network.isEmpty()),
                row.getString(4),
                row.getLong(5),
                row.getTimestamp(6).toInstant(),
                row.getTimestamp(7).toInstant());
    }
}
