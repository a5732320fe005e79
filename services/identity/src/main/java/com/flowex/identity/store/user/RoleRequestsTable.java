package com.flowex.identity.store.user;

import com.flowex.access.auth.Role;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Requests for roles that need the approval of a second person. */
public final class RoleRequestsTable {

    private static final String COLUMNS =
            "id, user_id, role, reason, status, requested_by, decided_by, created_at, decided_at";
    private static final String INSERT = """
            INSERT INTO identity.role_requests (tenant_id, user_id, role, reason, requested_by) VALUES (?, ?, ?, ?, ?)
            RETURNING\s""" + COLUMNS;
    private static final String PAGE = "SELECT " + COLUMNS + "\n" + """
             FROM identity.role_requests WHERE tenant_id = ? AND id < ? AND (?::text IS NULL OR status = ?)
            ORDER BY id DESC LIMIT ?""";
    private static final String BY_ID =
            "SELECT " + COLUMNS + " FROM identity.role_requests WHERE tenant_id = ? AND id = ?";
    private static final String DECIDE = """
            UPDATE identity.role_requests SET status = ?, decided_by = ?, decided_at = now()
            WHERE tenant_id = ? AND id = ? AND status = 'pending' AND requested_by <> ? AND user_id <> ?
            RETURNING\s""" + COLUMNS;
    private static final String GRANT =
            "UPDATE identity.users SET roles = array_append(array_remove(roles, ?), ?), version = version + 1"
                    + " WHERE tenant_id = ? AND id = ?";

    private final Database database;

    public RoleRequestsTable(Database database) {
        this.database = database;
    }

    /** @param decidedBy user who decided; null while the request is pending */
    public record RoleRequest(
            long id,
            long userId,
            Role role,
            String reason,
            String status,
            long requestedBy,
            @Nullable Long decidedBy,
            Instant createdAt,
            @Nullable Instant decidedAt) {}

    public static RoleRequest insert(
            Transaction holding, int tenant, long userId, Role role, String reason, long requestedBy) {
        return Sql.one(holding, RoleRequestsTable::row, INSERT, tenant, userId, role.label(), reason, requestedBy)
                .orElseThrow();
    }

    /** Returns the requests below {@code before}, newest first. */
    public List<RoleRequest> page(int tenant, @Nullable String status, long before, int limit) {
        return database.query(
                tenant,
                transaction ->
                        Sql.all(transaction, RoleRequestsTable::row, PAGE, tenant, before, status, status, limit));
    }

    public Optional<RoleRequest> byId(int tenant, long id) {
        return database.query(tenant, transaction -> Sql.one(transaction, RoleRequestsTable::row, BY_ID, tenant, id));
    }

    /**
     * Decides a request, and gives the role if approved. Returns empty if it is decided already or is the decider's
     * own.
     */
    public static Optional<RoleRequest> decide(
            Transaction holding, int tenant, long id, boolean approve, long decider) {
        Optional<RoleRequest> request = Sql.one(
                holding,
                RoleRequestsTable::row,
                DECIDE,
                approve ? "approved" : "rejected",
                decider,
                tenant,
                id,
                decider,
                decider);
        if (approve && request.isPresent()) {
            String role = request.get().role().label();
            Sql.execute(holding, GRANT, role, role, tenant, request.get().userId());
        }
        return request;
    }

    private static RoleRequest row(ResultSet row) throws SQLException {
        long decidedBy = row.getLong(7);
        boolean decided = !row.wasNull();
        return new RoleRequest(
                row.getLong(1),
                row.getLong(2),
                Role.of(row.getString(3)).orElseThrow(),
                row.getString(4),
                row.getString(5),
                row.getLong(6),
                decided ? decidedBy : null,
                row.getTimestamp(8).toInstant(),
                decided ? row.getTimestamp(9).toInstant() : null);
    }
}
