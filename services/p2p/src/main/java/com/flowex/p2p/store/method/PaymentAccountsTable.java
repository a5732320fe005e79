package com.flowex.p2p.store.method;

import com.flowex.domain.value.AccountId;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** Payment accounts that people named, as keyed hashes. */
public final class PaymentAccountsTable {

    private static final String NAME = """
            INSERT INTO p2p.payment_accounts (tenant_id, fingerprint, account, named_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (tenant_id, fingerprint, account) DO UPDATE SET named_at = excluded.named_at""";
    private static final String SHARE = """
            UPDATE p2p.payment_accounts SET is_shared = true WHERE tenant_id = ? AND fingerprint = ? AND NOT is_shared
            AND 1 < (SELECT count(*) FROM p2p.payment_accounts WHERE tenant_id = ? AND fingerprint = ?)""";
    private static final String NAMED = "SELECT encode(fingerprint, 'hex') FROM p2p.payment_accounts"
            + " WHERE tenant_id = ? AND account = ? ORDER BY id LIMIT ?";
    private static final String FORGET = """
            DELETE FROM p2p.payment_accounts WHERE tenant_id = ? AND id IN (SELECT id FROM p2p.payment_accounts
            WHERE tenant_id = ? AND named_at < ? ORDER BY named_at LIMIT ?)""";

    private PaymentAccountsTable() {}

    /** Returns the hashes of the accounts that a person named, in hexadecimal; serializes the naming of one person. */
    public static Set<String> named(Transaction connection, AccountId owner, int most) {
        Sql.alone(connection, "p2p payment accounts of " + owner);
        return new HashSet<>(Sql.all(connection, row -> row.getString(1), NAMED, owner.tenant(), owner.number(), most));
    }

    /** Notes that a person named payment accounts. Two people who name one at a time come one after the other. */
    public static void name(Transaction connection, AccountId owner, List<byte[]> fingerprints, Instant now) {
        int tenant = owner.tenant();
        List<byte[]> sorted = fingerprints.stream()
                .sorted((one, other) ->
                        HexFormat.of().formatHex(one).compareTo(HexFormat.of().formatHex(other)))
                .toList();
        for (byte[] each : sorted) {
            Sql.alone(connection, "p2p payment account " + HexFormat.of().formatHex(each));
            Sql.execute(connection, NAME, tenant, each, owner.number(), now);
            Sql.execute(connection, SHARE, tenant, each, tenant, each);
        }
    }

    /** Removes hashes of accounts that were last named before a moment; returns how many. */
    public static int forget(Transaction connection, int tenant, Instant before, int limit) {
        return Sql.execute(connection, FORGET, tenant, tenant, before, limit);
    }
}
