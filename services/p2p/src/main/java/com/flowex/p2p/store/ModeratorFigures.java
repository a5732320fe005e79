package com.flowex.p2p.store;

import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.time.Instant;
import java.util.List;

/** Figures of what moderators did in disputes. */
public final class ModeratorFigures {

    private static final int MODERATORS_MAX = 100;
    private static final String OF = """
            SELECT e.account, count(*) FILTER (WHERE e.message = 'claim'),
                count(*) FILTER (WHERE e.message IN ('decide', 'propose')),
                count(*) FILTER (WHERE e.message = 'approve'), count(*) FILTER (WHERE e.message = 'reject'),
                count(*) FILTER (WHERE e.message IN ('decide', 'propose') AND e.account = t.first_moderator)
            FROM p2p.trade_events e JOIN p2p.trades t ON t.tenant_id = e.tenant_id AND t.id = e.trade
            WHERE e.tenant_id = ? AND e.role = 'moderator' AND e.at > ? AND e.account IS NOT NULL
            GROUP BY e.account ORDER BY e.account LIMIT ?""";

    private ModeratorFigures() {}

    /**
     * Figures of one moderator.
     *
     * @param claimed cases that the moderator claimed
     * @param decided decisions and proposals
     * @param approved proposals of others that the moderator approved
     * @param rejected proposals of others that the moderator rejected
     * @param appealed decisions that a party appealed
     */
    public record Moderator(long account, long claimed, long decided, long approved, long rejected, long appealed) {}

    /** Returns the figures since a moment, by account. */
    public static List<Moderator> of(Transaction connection, int tenant, Instant since) {
        return Sql.all(
                connection,
                row -> new Moderator(
                        row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6)),
                OF,
                tenant,
                since,
                MODERATORS_MAX);
    }
}
