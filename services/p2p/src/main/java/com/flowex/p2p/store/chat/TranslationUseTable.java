package com.flowex.p2p.store.chat;

import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.time.LocalDate;

/** Translations that people asked for on a day. No text is kept. */
public final class TranslationUseTable {

    /** Number of the row that counts those of all accounts of a tenant. */
    public static final long TENANT = 0;

    private static final String COUNT = """
            INSERT INTO p2p.translation_use AS u (tenant_id, account, day, requests, characters) VALUES (?, ?, ?, 1, ?)
            ON CONFLICT (tenant_id, account, day) DO UPDATE SET requests = u.requests + 1,
                characters = u.characters + excluded.characters
            WHERE u.requests < ? AND u.characters + excluded.characters <= ?""";
    private static final String FORGET = """
            DELETE FROM p2p.translation_use WHERE tenant_id = ? AND (account, day) IN (
                SELECT account, day FROM p2p.translation_use WHERE tenant_id = ? AND day < ? ORDER BY day LIMIT ?)""";

    private TranslationUseTable() {}

    /**
     * Bound of a day.
     *
     * @param requests 1 or more
     * @param characters at least those of one message
     */
    public record Bound(int requests, long characters) {}

    /**
     * Translation that is counted.
     *
     * @param length characters of its text
     */
    public record UseOfDay(int tenant, LocalDate day, int length) {}

    /**
     * Counts a translation; returns false and counts nothing if it is beyond the bound.
     *
     * @param account number of the account, or {@link #TENANT}
     */
    public static boolean count(Transaction connection, UseOfDay use, long account, Bound bound) {
        return Sql.execute(
                        connection,
                        COUNT,
                        use.tenant,
                        account,
                        java.sql.Date.valueOf(use.day),
                        use.length,
                        bound.requests,
                        bound.characters)
                > 0;
    }

    /** Removes days from before a day; returns how many rows. */
    public static int forget(Transaction connection, int tenant, LocalDate before, int limit) {
        return Sql.execute(connection, FORGET, tenant, tenant, java.sql.Date.valueOf(before), limit);
    }
}
