package com.flowex.p2p.store;

import com.flowex.p2p.rule.TradeRole;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Statements of the parties of disputes, sealed with their authors' keys. Rows are only added. */
public final class StatementsTable {

    private static final String ADD = """
            INSERT INTO p2p.statements (tenant_id, trade, version, role, user_id, is_appeal, text, at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String ALL = """
            SELECT version, role, user_id, is_appeal, text, at FROM p2p.statements
            WHERE tenant_id = ? AND trade = ? ORDER BY version LIMIT ?""";

    /** Two parties speak once on the dispute and once on its appeal. */
    private static final int STATEMENTS_MAX = 4;

    private final TextSealer sealer;

    public StatementsTable(TextSealer sealer) {
        this.sealer = sealer;
    }

    /**
     * Statement of a party.
     *
     * @param text words; empty if the author was erased
     */
    public record Statement(TradeRole role, boolean isAppeal, String text, Instant at) {}

    /** @param after trade whose version the statement made */
    public void add(Transaction connection, Trade after, TradeRole role, long user, String text) {
        int tenant = after.terms().tenant();
        Sql.execute(
                connection,
                ADD,
                tenant,
                after.id(),
                after.version(),
                role.label(),
                user,
                after.state().isAppeal(),
                sealer.seal(connection, tenant, user, text, place(tenant, after.id(), after.version())),
                after.changedAt());
    }

    private static String place(int tenant, UUID trade, int version) {
        return "p2p.statements.text:" + tenant + "/" + trade + "/" + version;
    }

    /** Returns the statements on a trade, oldest first. */
    public List<Statement> all(Transaction connection, int tenant, UUID trade) {
        return Sql.all(
                connection,
                row -> new Statement(
                        TradeRole.of(row.getString(2)),
                        row.getBoolean(4),
                        sealer.openText(
                                        connection,
                                        tenant,
                                        row.getLong(3),
                                        row.getBytes(5),
                                        place(tenant, trade, row.getInt(1)))
                                .orElse(""),
                        row.getTimestamp(6).toInstant()),
                ALL,
                tenant,
                trade,
                STATEMENTS_MAX);
    }
}
