package com.flowex.p2p.store;

import com.flowex.domain.value.AccountId;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** People with whom a person does not trade. */
public final class BlocksTable {

    private static final String ADD = """
            INSERT INTO p2p.blocks (tenant_id, account, blocked, trade, created_at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, account, blocked) DO NOTHING""";
    private static final String OF = """
            SELECT id, trade, created_at, blocked FROM p2p.blocks WHERE tenant_id = ? AND account = ?
            ORDER BY id DESC LIMIT ?""";
    private static final String BETWEEN = """
            SELECT 1 FROM p2p.blocks WHERE tenant_id = ? AND account = ? AND blocked = ?""";
    private static final String REMOVE = "DELETE FROM p2p.blocks WHERE tenant_id = ? AND account = ? AND id = ?";

    private BlocksTable() {}

    /**
     * Block of a person.
     *
     * @param trade trade of the two by which the person was named
     * @param blocked account number
     */
    public record Block(long id, UUID trade, Instant createdAt, long blocked) {}

    /** Serializes the blocks of one person. */
    public static void lock(Transaction connection, AccountId account) {
        Sql.alone(connection, "p2p blocks of " + account);
    }

    public static void add(Transaction connection, AccountId account, AccountId blocked, UUID trade, Instant now) {
        Sql.execute(connection, ADD, account.tenant(), account.number(), blocked.number(), trade, now);
    }

    /** Returns the blocks of a person, newest first. */
    public static List<Block> of(Transaction connection, AccountId account, int limit) {
        return Sql.all(
                connection,
                row -> new Block(
                        row.getLong(1),
                        row.getObject(2, UUID.class),
                        row.getTimestamp(3).toInstant(),
                        row.getLong(4)),
                OF,
                account.tenant(),
                account.number(),
                limit);
    }

    /** Returns true if one of two people has blocked the other. */
    public static boolean isBetween(Transaction connection, AccountId one, AccountId other) {
        return has(connection, one, other) || has(connection, other, one);
    }

    private static boolean has(Transaction connection, AccountId account, AccountId blocked) {
        return Sql.one(connection, row -> row.getInt(1), BETWEEN, account.tenant(), account.number(), blocked.number())
                .isPresent();
    }

    /** @return true if there was one */
    public static boolean remove(Transaction connection, AccountId account, long id) {
        return Sql.execute(connection, REMOVE, account.tenant(), account.number(), id) > 0;
    }
}
