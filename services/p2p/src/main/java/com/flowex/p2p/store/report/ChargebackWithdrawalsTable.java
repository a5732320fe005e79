package com.flowex.p2p.store.report;

import com.flowex.domain.value.AccountId;
import com.flowex.p2p.store.TextSealer;
import com.flowex.p2p.store.report.ChargebacksTable.Chargeback;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Withdrawals of chargebacks that were recorded by mistake, each with the record that it takes away. */
public record ChargebackWithdrawalsTable(TextSealer sealer) {

    private static final String PLACE = "p2p.chargeback_withdrawals.words";
    private static final String ADD = """
            INSERT INTO p2p.chargeback_withdrawals (tenant_id, chargeback, trade, buyer, seller_user, reason, reference,
                recorded_by, recorded_at, case_id, words, asked_by, asked_user, asked_at)
            SELECT tenant_id, id, trade, buyer, seller_user, reason, reference, recorded_by, recorded_at, case_id,
                ?, ?, ?, ? FROM p2p.chargebacks WHERE tenant_id = ? AND id = ?
            ON CONFLICT (tenant_id, trade) WHERE decided_at IS NULL DO NOTHING RETURNING id""";
    private static final String COLUMNS = """
            SELECT id, chargeback, trade, buyer, seller_user, reason, reference, recorded_by, recorded_at, case_id, words,
                asked_by, asked_user, asked_at, decided_by, decided_at, is_approved
            FROM p2p.chargeback_withdrawals WHERE tenant_id = ?""";
    private static final String ONE = COLUMNS + " AND id = ?";
    private static final String PAGE = COLUMNS + " AND id < ? AND buyer <> ? ORDER BY id DESC LIMIT ?";
    private static final String DECIDE = """
            UPDATE p2p.chargeback_withdrawals SET decided_by = ?, decided_at = ?, is_approved = ?
            WHERE tenant_id = ? AND id = ? AND decided_at IS NULL""";

    /**
     * Decision on a withdrawal.
     *
     * @param by account of the second moderator
     */
    public record Decided(AccountId by, Instant at, boolean isApproved) {}

    /**
     * Withdrawal of a chargeback.
     *
     * @param of the record as it was
     * @param words why it is withdrawn; empty if the seller was erased
     * @param requestedBy account of the moderator who requested it
     * @param requestedUser user of that moderator
     * @param decided empty while it waits for a second moderator
     */
    public record Withdrawal(
            long id,
            Chargeback of,
            String words,
            AccountId requestedBy,
            long requestedUser,
            Instant requestedAt,
            Optional<Decided> decided) {}

    /**
     * Words of a moderator who asks for a withdrawal.
     *
     * @param seller user whose key seals them
     */
    public record Asking(AccountId by, long user, long seller, String words, Instant at) {}

    /** Adds a withdrawal that waits; returns its id, or nothing if one waits already. */
    public OptionalLong add(Transaction connection, Chargeback of, Asking asking) {
        int tenant = of.buyer().tenant();
        byte[] sealed = sealer.seal(connection, tenant, asking.seller, asking.words, place(tenant, of.trade()));
        return Sql.one(
                        connection,
                        row -> OptionalLong.of(row.getLong(1)),
                        ADD,
                        sealed,
                        asking.by.number(),
                        asking.user,
                        asking.at,
                        tenant,
                        of.id())
                .orElse(OptionalLong.empty());
    }

    private static String place(int tenant, UUID trade) {
        return PLACE + ":" + tenant + "/" + trade;
    }

    public Optional<Withdrawal> find(Transaction connection, int tenant, long id) {
        return Sql.one(connection, row -> read(connection, row, tenant), ONE, tenant, id);
    }

    /** Returns withdrawals of a tenant, newest first, without those of the reader as the buyer. */
    public List<Withdrawal> page(Transaction connection, AccountId reader, long before, int limit) {
        int tenant = reader.tenant();
        return Sql.all(connection, row -> read(connection, row, tenant), PAGE, tenant, before, reader.number(), limit);
    }

    /** Decides a withdrawal; returns false if it was decided before. */
    public static boolean decide(Transaction connection, int tenant, long id, Decided how) {
        return Sql.execute(connection, DECIDE, how.by.number(), how.at, how.isApproved, tenant, id) > 0;
    }

    private Withdrawal read(Transaction connection, ResultSet row, int tenant) throws SQLException {
        UUID trade = row.getObject("trade", UUID.class);
        long seller = row.getLong("seller_user");
        Instant decidedAt = Sql.instant(row, row.findColumn("decided_at"), Instant.MAX);
        return new Withdrawal(
                row.getLong("id"),
                ChargebacksTable.read(sealer, connection, row, tenant, "chargeback"),
                sealer.openText(connection, tenant, seller, row.getBytes("words"), place(tenant, trade))
                        .orElse(""),
                new AccountId(tenant, row.getLong("asked_by")),
                row.getLong("asked_user"),
                row.getTimestamp("asked_at").toInstant(),
                decidedAt.equals(Instant.MAX)
                        ? Optional.empty()
                        : Optional.of(new Decided(
                                new AccountId(tenant, row.getLong("decided_by")),
                                decidedAt,
                                row.getBoolean("is_approved"))));
    }
}
