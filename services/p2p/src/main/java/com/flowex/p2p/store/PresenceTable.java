package com.flowex.p2p.store;

import com.flowex.domain.value.AccountId;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Moments until which people are taken to be there. */
public final class PresenceTable {

    private static final String RENEW = """
            INSERT INTO p2p.presence AS p (tenant_id, account, present_until) VALUES (?, ?, ?)
            ON CONFLICT (tenant_id, account) DO UPDATE SET present_until = excluded.present_until
            WHERE p.present_until < ?""";
    private static final String SET = """
            INSERT INTO p2p.presence (tenant_id, account, present_until) VALUES (?, ?, ?)
            ON CONFLICT (tenant_id, account) DO UPDATE SET present_until = excluded.present_until""";
    private static final String OF = "SELECT present_until FROM p2p.presence WHERE tenant_id = ? AND account = ?";

    /** A renewal by less is not written. */
    private static final Duration STEP = Duration.ofMinutes(1);

    private PresenceTable() {}

    /** Lets a person be there until a moment, at least. */
    public static void renew(Transaction connection, AccountId account, Instant until) {
        Sql.execute(connection, RENEW, account.tenant(), account.number(), until, until.minus(STEP));
    }

    /** Sets the moment; the present one lets the person be away. */
    public static void set(Transaction connection, AccountId account, Instant until) {
        Sql.execute(connection, SET, account.tenant(), account.number(), until);
    }

    public static Optional<Instant> of(Transaction connection, AccountId account) {
        return Sql.one(connection, row -> row.getTimestamp(1).toInstant(), OF, account.tenant(), account.number());
    }
}
