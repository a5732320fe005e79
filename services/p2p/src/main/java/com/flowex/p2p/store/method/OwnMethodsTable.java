package com.flowex.p2p.store.method;

import com.flowex.domain.value.AccountId;
import com.flowex.p2p.rule.method.NameCheck;
import com.flowex.p2p.store.TextSealer;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Payment methods of people, whose content is sealed with the owner's key. */
public final class OwnMethodsTable {

    private static final String ADD = """
            INSERT INTO p2p.own_methods (tenant_id, owner, owner_user, method, content, name_check, usable_at,
            created_at, is_hashed) VALUES (?, ?, ?, ?, ''::bytea, ?, ?, ?, true) RETURNING id""";
    private static final String CONTENT = "UPDATE p2p.own_methods SET content = ? WHERE tenant_id = ? AND id = ?";
    private static final String OF = """
            SELECT id, owner_user, method, content, name_check, usable_at, created_at FROM p2p.own_methods
            WHERE tenant_id = ? AND owner = ? ORDER BY id DESC LIMIT ?""";
    private static final String REMOVE = "DELETE FROM p2p.own_methods WHERE tenant_id = ? AND owner = ? AND id = ?";

    private static final String NOT_HASHED = """
            SELECT id, owner_user, method, content, name_check, usable_at, created_at, owner FROM p2p.own_methods
            WHERE tenant_id = ? AND NOT is_hashed ORDER BY id LIMIT ?""";
    private static final String HASHED =
            "UPDATE p2p.own_methods SET is_hashed = true WHERE tenant_id = ? AND id = ANY(?)";

    private final TextSealer sealer;

    public OwnMethodsTable(TextSealer sealer) {
        this.sealer = sealer;
    }

    /** Serializes changes of a person's methods. */
    public void lock(Transaction connection, AccountId owner) {
        Sql.alone(connection, "p2p methods of " + owner);
    }

    /** Adds a method; returns its id. */
    public long add(Transaction connection, AccountId owner, long user, OwnMethod method) {
        int tenant = owner.tenant();
        long id = Sql.one(
                        connection,
                        row -> row.getLong(1),
                        ADD,
                        tenant,
                        owner.number(),
                        user,
                        method.method(),
                        method.nameCheck().label(),
                        method.usableAt(),
                        method.createdAt())
                .orElseThrow();
        String lines = method.values().entrySet().stream()
                .map(each -> each.getKey() + "\t" + each.getValue())
                .collect(Collectors.joining("\n"));
        Sql.execute(connection, CONTENT, sealer.seal(connection, tenant, user, lines, place(tenant, id)), tenant, id);
        return id;
    }

    private static String place(int tenant, long id) {
        return "p2p.own_methods.content:" + tenant + "/" + id;
    }

    /** Returns the methods of a person, newest first. */
    public List<OwnMethod> of(Transaction connection, AccountId owner, int limit) {
        int tenant = owner.tenant();
        return Sql.all(connection, row -> read(connection, row, tenant), OF, tenant, owner.number(), limit);
    }

    /** Method with its owner. */
    public record Owned(AccountId owner, OwnMethod method) {}

    /** Returns methods whose payment accounts have no hash yet, oldest first. */
    public List<Owned> notHashed(Transaction connection, int tenant, int limit) {
        return Sql.all(
                connection,
                row -> new Owned(new AccountId(tenant, row.getLong(8)), read(connection, row, tenant)),
                NOT_HASHED,
                tenant,
                limit);
    }

    /** Marks methods whose payment accounts have hashes. */
    public static void hashed(Transaction connection, int tenant, List<Long> ids) {
        Sql.execute(
                connection,
                HASHED,
                tenant,
                ids.stream().mapToLong(Long::longValue).toArray());
    }

    private OwnMethod read(Transaction connection, ResultSet row, int tenant) throws SQLException {
        long id = row.getLong(1);
        String lines = sealer.openText(connection, tenant, row.getLong(2), row.getBytes(4), place(tenant, id))
                .orElse("");
        Map<String, String> values = new LinkedHashMap<>();
        lines.lines().forEach(line -> {
            int tab = line.indexOf('\t');
            values.put(line.substring(0, tab), line.substring(tab + 1));
        });
        return new OwnMethod(
                id,
                row.getString(3),
                values,
                NameCheck.of(row.getString(5)),
                row.getTimestamp(6).toInstant(),
                row.getTimestamp(7).toInstant());
    }

    /** @return true if the person had it */
    public boolean remove(Transaction connection, AccountId owner, long id) {
        return Sql.execute(connection, REMOVE, owner.tenant(), owner.number(), id) > 0;
    }
}
