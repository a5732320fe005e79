package com.flowex.wallet.store.payment;

import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.saga.SagaKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Revocations of payments. Every connection is of a transaction that sees one tenant. */
public final class RevocationsTable {

    private static final String FIND = """
            SELECT reason, proposed_by, proposed_at, decided_by, approved FROM custody.revocations
            WHERE tenant_id = ? AND kind = ? AND id = ?""";

    /** One that was rejected may be proposed anew. */
    private static final String PROPOSE = """
            INSERT INTO custody.revocations AS r (tenant_id, kind, id, reason, proposed_by) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, kind, id) DO UPDATE SET reason = excluded.reason, proposed_by = excluded.proposed_by,
                proposed_at = now(), decided_by = NULL, approved = NULL, decided_at = NULL
            WHERE r.approved = false""";

    private static final String APPROVE = """
            UPDATE custody.revocations SET decided_by = ?, approved = true, decided_at = now()
            WHERE tenant_id = ? AND kind = ? AND id = ? AND proposed_by <> ? AND approved IS NULL""";

    private static final String REJECT = """
            UPDATE custody.revocations SET decided_by = ?, approved = false, decided_at = now()
            WHERE tenant_id = ? AND kind = ? AND id = ? AND approved IS NULL""";

    private RevocationsTable() {}

    public static Optional<Revocation> find(Transaction connection, SagaKey key) {
        return Sql.one(connection, RevocationsTable::revocation, FIND, key.tenant(), key.kind(), key.id());
    }

    public static boolean isApproved(Transaction connection, SagaKey key) {
        return find(connection, key).flatMap(Revocation::approved).orElse(false);
    }

    /** Returns false if there is one that is not rejected. */
    public static boolean propose(Transaction connection, SagaKey key, String reason, long by) {
        return 1 == Sql.execute(connection, PROPOSE, key.tenant(), key.kind(), key.id(), reason, by);
    }

    /** Returns false if it was decided, or {@code by} proposed it. */
    public static boolean approve(Transaction connection, SagaKey key, long by) {
        return 1 == Sql.execute(connection, APPROVE, by, key.tenant(), key.kind(), key.id(), by);
    }

    /** Returns false if it was decided. */
    public static boolean reject(Transaction connection, SagaKey key, long by) {
        return 1 == Sql.execute(connection, REJECT, by, key.tenant(), key.kind(), key.id());
    }

    private static Revocation revocation(ResultSet row) throws SQLException {
        return new Revocation(
                row.getString("reason"),
                row.getLong("proposed_by"),
                row.getTimestamp("proposed_at").toInstant(),
                Optional.ofNullable(row.getObject("decided_by", Long.class)),
                Optional.ofNullable(row.getObject("approved", Boolean.class)));
    }
}
