package com.flowex.p2p.store.statement;

import com.flowex.domain.value.AccountId;
import com.flowex.p2p.store.TextSealer;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.time.Instant;
import java.util.List;

/** Parts of bank statements that are longer than one request, sealed with their owner's key. */
public record StatementPartsTable(TextSealer sealer) {

    private static final String PLACE = "p2p.statement_parts.content";
    private static final String REPLACE =
            "DELETE FROM p2p.statement_parts WHERE tenant_id = ? AND account = ? AND upload <> ?";
    private static final String PUT = """
            INSERT INTO p2p.statement_parts (tenant_id, account, number, upload, user_id, content, at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, account, number) DO UPDATE SET content = excluded.content, at = excluded.at""";
    private static final String ALL = """
            SELECT number, user_id, content FROM p2p.statement_parts
            WHERE tenant_id = ? AND account = ? AND upload = ? ORDER BY number LIMIT ?""";
    private static final String FORGET = """
            DELETE FROM p2p.statement_parts WHERE tenant_id = ? AND (account, number) IN (
                SELECT account, number FROM p2p.statement_parts WHERE tenant_id = ? AND at < ? ORDER BY at LIMIT ?)""";

    /**
     * Part of a file.
     *
     * @param upload the owner's id of the file
     * @param number place among the parts, from 1
     */
    public record Part(String upload, int number, String content) {}

    /** Stores a part, in place of the same one and of the parts of other uploads of the person. */
    public void put(Transaction connection, AccountId account, long user, Part part, Instant now) {
        int tenant = account.tenant();
        Sql.execute(connection, REPLACE, tenant, account.number(), part.upload());
        Sql.execute(
                connection,
                PUT,
                tenant,
                account.number(),
                part.number(),
                part.upload(),
                user,
                sealer.seal(connection, tenant, user, part.content(), place(account, part.number())),
                now);
    }

    private static String place(AccountId account, int number) {
        return PLACE + ":" + account.tenant() + "/" + account.number() + "/" + number;
    }

    /** Returns the parts of an upload in their order. */
    public List<Part> all(Transaction connection, AccountId account, String upload, int limit) {
        int tenant = account.tenant();
        return Sql.all(
                connection,
                row -> new Part(
                        upload,
                        row.getInt(1),
                        sealer.openText(
                                        connection,
                                        tenant,
                                        row.getLong(2),
                                        row.getBytes(3),
                                        place(account, row.getInt(1)))
                                .orElse("")),
                ALL,
                tenant,
                account.number(),
                upload,
                limit);
    }

    /** Removes parts from before a moment; returns how many. */
    public static int forget(Transaction connection, int tenant, Instant before, int limit) {
        return Sql.execute(connection, FORGET, tenant, tenant, before, limit);
    }
}
