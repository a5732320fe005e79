package com.flowex.wallet.store.unclaimed;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Transfers of money of erased people. Every connection belongs to a transaction that sees one tenant. */
public final class UnclaimedTransfersTable {

    /** Number of transfers in a list. */
    public static final int LISTED_MAX = 500;

    private static final String COLUMNS = "id, account, receiver, asset_id, units, returns, reason, proposed_by,"
            + " proposed_at, refusals, decided_by, approved, posted_at";

    private static final String NEWEST = "SELECT " + COLUMNS
            + " FROM custody.unclaimed_transfers WHERE tenant_id = ? ORDER BY proposed_at DESC, id LIMIT " + LISTED_MAX;

    private static final String FIND =
            "SELECT " + COLUMNS + " FROM custody.unclaimed_transfers WHERE tenant_id = ? AND id = ?";

    private static final String OPEN = "SELECT " + COLUMNS + " FROM custody.unclaimed_transfers WHERE tenant_id = ?"
            + " AND account = ? AND asset_id = ? AND returns IS NULL AND posted_at IS NULL AND approved IS NOT false";

    private static final String OPEN_RETURN = "SELECT " + COLUMNS + " FROM custody.unclaimed_transfers"
            + " WHERE tenant_id = ? AND returns = ? AND posted_at IS NULL AND approved IS NOT false";

    private static final String INSERT = """
            INSERT INTO custody.unclaimed_transfers
                (tenant_id, id, account, receiver, asset_id, units, returns, reason, proposed_by, proposed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";

    private static final String LOCK = """
            SELECT units FROM custody.unclaimed_transfers
            WHERE tenant_id = ? AND id = ? AND posted_at IS NOT NULL FOR UPDATE""";

    private static final String RETURNED = """
            SELECT coalesce(sum(units), 0)::bigint FROM custody.unclaimed_transfers
            WHERE tenant_id = ? AND returns = ? AND approved IS NOT false""";

    /** A second person may approve again until it is posted: the first attempt may have ended before the ledger's answer. */
    private static final String APPROVE = """
            UPDATE custody.unclaimed_transfers SET decided_by = coalesce(decided_by, ?), approved = true
            WHERE tenant_id = ? AND id = ? AND proposed_by <> ? AND refusals = ? AND approved IS NOT false
                AND posted_at IS NULL""";

    private static final String REJECT = """
            UPDATE custody.unclaimed_transfers SET decided_by = ?, approved = false
            WHERE tenant_id = ? AND id = ? AND approved IS NULL""";

    private static final String REOPEN = """
            UPDATE custody.unclaimed_transfers SET decided_by = NULL, approved = NULL, refusals = refusals + 1
            WHERE tenant_id = ? AND id = ? AND refusals = ? AND posted_at IS NULL""";

    private static final String POSTED = """
            UPDATE custody.unclaimed_transfers SET posted_at = ? WHERE tenant_id = ? AND id = ? AND posted_at IS NULL""";

    private UnclaimedTransfersTable() {}

    /** Returns the newest transfers, newest first. */
    public static List<UnclaimedTransfer> newest(Transaction transaction, int tenant) {
        return Sql.all(transaction, row -> transfer(row, tenant), NEWEST, tenant);
    }

    public static Optional<UnclaimedTransfer> find(Transaction transaction, int tenant, UUID id) {
        return Sql.one(transaction, row -> transfer(row, tenant), FIND, tenant, id);
    }

    /** Returns the proposal that is not decided or not posted yet and prevents this one. */
    public static Optional<UnclaimedTransfer> open(Transaction transaction, UnclaimedTransfer proposal) {
        int tenant = proposal.from().tenant();
        return proposal.returns().isPresent()
                ? Sql.one(
                        transaction,
                        row -> transfer(row, tenant),
                        OPEN_RETURN,
                        tenant,
                        proposal.returns().get())
                : Sql.one(
                        transaction,
                        row -> transfer(row, tenant),
                        OPEN,
                        tenant,
                        proposal.from().number(),
                        proposal.amount().asset().value());
    }

    /** Inserts a proposal; returns false if another one of the same money is not posted or rejected yet. */
    public static boolean insert(Transaction transaction, UnclaimedTransfer proposal) {
        return 1
                == Sql.execute(
                        transaction,
                        INSERT,
                        proposal.from().tenant(),
                        proposal.id(),
                        proposal.from().number(),
                        proposal.to().number(),
                        proposal.amount().asset().value(),
                        proposal.amount().units(),
                        proposal.returns().orElse(null),
                        proposal.reason(),
                        proposal.proposedBy(),
                        Timestamp.from(proposal.proposedAt()));
    }

    /**
     * Locks a posted transfer, so that two returns of it are decided one after the other.
     *
     * @return units of the transfer that are not paid back, and that no open proposal pays back; empty if no posted
     *     transfer has the id
     */
    public static Optional<Long> lockUnreturned(Transaction transaction, int tenant, UUID id) {
        Optional<Long> units = Sql.one(transaction, row -> row.getLong(1), LOCK, tenant, id);
        return units.map(all -> all
                - Sql.one(transaction, row -> row.getLong(1), RETURNED, tenant, id)
                        .orElseThrow());
    }

    /** Approves one attempt; returns false if another decision or another attempt came first. */
    public static boolean approve(Transaction transaction, UnclaimedTransfer proposal, long by) {
        return 1
                == Sql.execute(
                        transaction, APPROVE, by, proposal.from().tenant(), proposal.id(), by, proposal.refusals());
    }

    public static boolean reject(Transaction transaction, int tenant, UUID id, long by) {
        return 1 == Sql.execute(transaction, REJECT, by, tenant, id);
    }

    /** Reopens the decision after the ledger refused the posting of this attempt. */
    public static void reopen(Transaction transaction, UnclaimedTransfer proposal) {
        Sql.execute(transaction, REOPEN, proposal.from().tenant(), proposal.id(), proposal.refusals());
    }

    public static void posted(Transaction transaction, UnclaimedTransfer proposal, Instant at) {
        Sql.execute(transaction, POSTED, Timestamp.from(at), proposal.from().tenant(), proposal.id());
    }

    private static UnclaimedTransfer transfer(ResultSet row, int tenant) throws SQLException {
        return new UnclaimedTransfer(
                row.getObject("id", UUID.class),
                new AccountId(tenant, row.getLong("account")),
                new AccountId(tenant, row.getLong("receiver")),
                new Amount(new AssetId(row.getInt("asset_id")), row.getLong("units")),
                Optional.ofNullable(row.getObject("returns", UUID.class)),
                row.getString("reason"),
                row.getLong("proposed_by"),
                row.getTimestamp("proposed_at").toInstant(),
                row.getInt("refusals"),
                Optional.ofNullable(row.getObject("decided_by", Long.class)),
                Optional.ofNullable(row.getObject("approved", Boolean.class)),
                Optional.ofNullable(row.getTimestamp("posted_at")).map(Timestamp::toInstant));
    }
}
