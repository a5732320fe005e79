package com.flowex.wallet.store.margin;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.wallet.store.chain.DerivedIds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Transfers of the pools' money. Every statement names its tenant. */
public final class MarginTransfersTable {

    /** Number of transfers in a list. */
    public static final int LISTED_MAX = 500;

    private static final String COLUMNS = "id, account, receiver, asset_id, units, reason, proposed_by, proposed_at,"
            + " refusals, decided_by, approved, posted_at";

    private static final String NEWEST = "SELECT " + COLUMNS
            + " FROM margin.transfers WHERE tenant_id = ? ORDER BY proposed_at DESC, id LIMIT " + LISTED_MAX;

    private static final String FIND = "SELECT " + COLUMNS + " FROM margin.transfers WHERE tenant_id = ? AND id = ?";

    private static final String INSERT = """
            INSERT INTO margin.transfers
                (tenant_id, id, account, receiver, asset_id, units, reason, proposed_by, proposed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";

    /** A second person may approve again until it is posted: the first attempt may have ended before the ledger's answer. */
    private static final String APPROVE = """
            UPDATE margin.transfers SET decided_by = coalesce(decided_by, ?), approved = true
            WHERE tenant_id = ? AND id = ? AND proposed_by <> ? AND refusals = ? AND approved IS NOT false
                AND posted_at IS NULL""";

    private static final String REJECT = """
            UPDATE margin.transfers SET decided_by = ?, approved = false
            WHERE tenant_id = ? AND id = ? AND approved IS NULL""";

    private static final String REOPEN = """
            UPDATE margin.transfers SET decided_by = NULL, approved = NULL, refusals = refusals + 1
            WHERE tenant_id = ? AND id = ? AND refusals = ? AND posted_at IS NULL""";

    private static final String POSTED =
            "UPDATE margin.transfers SET posted_at = ? WHERE tenant_id = ? AND id = ? AND posted_at IS NULL";

    private static final String IN_JOURNAL =
            "SELECT 1 FROM wallet.journal WHERE tenant = ? AND account = ? AND transfer_id = ? LIMIT 1";

    private MarginTransfersTable() {}

    /** Returns the newest transfers, newest first. */
    public static List<MarginTransfer> newest(Transaction transaction, int tenant) {
        return Sql.all(transaction, row -> transfer(row, tenant), NEWEST, tenant);
    }

    public static Optional<MarginTransfer> find(Transaction transaction, int tenant, UUID id) {
        return Sql.one(transaction, row -> transfer(row, tenant), FIND, tenant, id);
    }

    /** Inserts a proposal; a repeated one changes nothing. */
    public static int insert(Transaction transaction, MarginTransfer proposal) {
        return Sql.execute(
                transaction,
                INSERT,
                proposal.from().tenant(),
                proposal.id(),
                proposal.from().number(),
                proposal.to().number(),
                proposal.amount().asset().value(),
                proposal.amount().units(),
                proposal.reason(),
                proposal.proposedBy(),
                Timestamp.from(proposal.proposedAt()));
    }

    /** Approves one attempt; returns false if another decision or another attempt came first. */
    public static boolean approve(Transaction transaction, MarginTransfer proposal, long by) {
        return 1
                == Sql.execute(
                        transaction, APPROVE, by, proposal.from().tenant(), proposal.id(), by, proposal.refusals());
    }

    public static boolean reject(Transaction transaction, int tenant, UUID id, long by) {
        return 1 == Sql.execute(transaction, REJECT, by, tenant, id);
    }

    /** Reopens the decision after the ledger refused the posting of this attempt. */
    public static int reopen(Transaction transaction, MarginTransfer proposal) {
        return Sql.execute(transaction, REOPEN, proposal.from().tenant(), proposal.id(), proposal.refusals());
    }

    public static int posted(Transaction transaction, MarginTransfer proposal, Instant at) {
        return Sql.execute(
                transaction, POSTED, Timestamp.from(at), proposal.from().tenant(), proposal.id());
    }

    /** Returns true if the view shows the transfer as posted. It scans the payer's journal, so it is used in error cases. */
    public static boolean isInJournal(Transaction transaction, MarginTransfer proposal) {
        return Sql.one(
                        transaction,
                        row -> row.getInt(1),
                        IN_JOURNAL,
                        proposal.from().tenant(),
                        proposal.from().number(),
                        DerivedIds.uuid(proposal.steps().getFirst().id()))
                .isPresent();
    }

    private static MarginTransfer transfer(ResultSet row, int tenant) throws SQLException {
        long decidedBy = row.getLong(10);
        Optional<Long> decider = row.wasNull() ? Optional.empty() : Optional.of(decidedBy);
        boolean isApproved = row.getBoolean(11);
        Optional<Boolean> approved = row.wasNull() ? Optional.empty() : Optional.of(isApproved);
        return new MarginTransfer(
                row.getObject(1, UUID.class),
                new AccountId(tenant, row.getLong(2)),
                new AccountId(tenant, row.getLong(3)),
                new Amount(new AssetId(row.getInt(4)), row.getLong(5)),
                row.getString(6),
                row.getLong(7),
                row.getTimestamp(8).toInstant(),
                row.getInt(9),
                decider,
                approved,
                Optional.ofNullable(row.getTimestamp(12)).map(Timestamp::toInstant));
    }
}
