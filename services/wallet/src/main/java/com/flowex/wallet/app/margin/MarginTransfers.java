package com.flowex.wallet.app.margin;

import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.LedgerTransfers;
import com.flowex.platform.database.Database;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.wallet.app.user.WithdrawalBlock;
import com.flowex.wallet.store.margin.MarginTransfer;
import com.flowex.wallet.store.margin.MarginTransfersTable;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Money of the lending and the insurance account: one person proposes a transfer, another approves it. Money of the
 * insurance account that is sent to the lending account books recorded shortfalls.
 */
public final class MarginTransfers {

    private final Database database;
    private final LedgerTransfers book;
    private final WithdrawalBlock block;
    private final InstantSource clock;

    public MarginTransfers(Database database, LedgerTransfers book, WithdrawalBlock block, InstantSource clock) {
        this.database = database;
        this.book = book;
        this.block = block;
        this.clock = clock;
    }

    /** Returns the newest transfers, newest first. */
    public List<MarginTransfer> newest(int tenant) {
        return database.query(tenant, transaction -> MarginTransfersTable.newest(transaction, tenant));
    }

    /** @throws Refusal {@code not_found} */
    public MarginTransfer find(int tenant, UUID id) {
        return database.query(tenant, transaction -> MarginTransfersTable.find(transaction, tenant, id))
                .orElseThrow(() -> Refusal.notFound("there is no such transfer of a pool's money"));
    }

    /**
     * Stores a proposal. A repeated one, by its id, is the stored one.
     *
     * @throws Refusal {@code transfer_id_reused} if another proposal has the id
     */
    public MarginTransfer propose(MarginTransfer proposal) {
        int tenant = proposal.from().tenant();
        MarginTransfer stored = database.transaction(tenant, transaction -> {
            MarginTransfersTable.insert(transaction, proposal);
            return MarginTransfersTable.find(transaction, tenant, proposal.id()).orElseThrow();
        });
        boolean isSame = stored.from().equals(proposal.from())
                && stored.to().equals(proposal.to())
                && stored.amount().equals(proposal.amount())
                && stored.reason().equals(proposal.reason())
                && stored.proposedBy() == proposal.proposedBy();
        if (!isSame) {
            throw new Refusal(RefusalCode.TRANSFER_ID_REUSED, "this id belongs to another proposal");
        }
        return stored;
    }

    /**
     * Approves a transfer and posts it. A repeated approval by the same person changes nothing.
     *
     * @return the posted transfer
     * @throws Refusal if it is decided already, the proposer may not pay out of their account, the ledger refuses it, or
     *     its outcome is unknown and it has to be approved again
     */
    public MarginTransfer approve(int tenant, UUID id, long by) {
        MarginTransfer proposal = find(tenant, id);
        if (proposal.proposedBy() == by) {
            throw Refusal.forbidden("a second person approves a transfer of a pool's money");
        }
        if (isPostedBy(proposal, by)) {
            return proposal;
        }
        if (AccountId.isCustomer(proposal.from().number())) {
            block.requireMayPay(tenant, proposal.proposedBy());
        }
        if (!database.transaction(tenant, transaction -> MarginTransfersTable.approve(transaction, proposal, by))) {
            // A request of the same person at the same time may have posted it.
            return Optional.of(find(tenant, id))
                    .filter(now -> isPostedBy(now, by))
                    .orElseThrow(MarginTransfers::decided);
        }
        post(proposal);
        return find(tenant, id);
    }

    private static boolean isPostedBy(MarginTransfer transfer, long by) {
        return transfer.postedAt().isPresent() && transfer.decidedBy().equals(Optional.of(by));
    }

    private void post(MarginTransfer proposal) {
        int tenant = proposal.from().tenant();
        LedgerTransfers.TransferResult result;
        try {
            result = book.move(proposal.from(), proposal.steps());
        } catch (LedgerTransfers.UnknownTransferOutcomeException _) {
            throw Refusal.unknownOutcome();
        }
        if (result instanceof LedgerTransfers.TransferResult.Refused(Refusal why) && !isPosted(proposal, why)) {
            database.transaction(tenant, transaction -> MarginTransfersTable.reopen(transaction, proposal));
            throw why;
        }
        database.transaction(
                tenant, transaction -> MarginTransfersTable.posted(transaction, proposal, clock.instant()));
    }

    /** Returns true if an attempt was posted so long ago that the ledger no longer has its answer. */
    private boolean isPosted(MarginTransfer proposal, Refusal why) {
        return why.code() == RefusalCode.TRANSFER_ID_EXPIRED
                && database.query(
                        proposal.from().tenant(),
                        transaction -> MarginTransfersTable.isInJournal(transaction, proposal));
    }

    /**
     * Rejects a proposal.
     *
     * @throws Refusal if it is decided already
     */
    public MarginTransfer reject(int tenant, UUID id, long by) {
        find(tenant, id);
        if (!database.transaction(tenant, transaction -> MarginTransfersTable.reject(transaction, tenant, id, by))) {
            throw decided();
        }
        return find(tenant, id);
    }

    private static Refusal decided() {
        return new Refusal(RefusalCode.ALREADY_DECIDED, "the transfer has been decided");
    }
}
