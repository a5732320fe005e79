package com.flowex.wallet.app.unclaimed;

import com.flowex.domain.account.TransferStep;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.orderentry.LedgerTransfers;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.wallet.app.user.AccountClosureBalances;
import com.flowex.wallet.app.user.AccountOwners;
import com.flowex.wallet.app.user.AccountOwners.AccountOwner;
import com.flowex.wallet.store.balance.BalanceQueries;
import com.flowex.wallet.store.transaction.SentTransfers;
import com.flowex.wallet.store.unclaimed.UnclaimedTransfer;
import com.flowex.wallet.store.unclaimed.UnclaimedTransfersTable;
import com.flowex.wallet.store.withdrawal.WithdrawalsTable;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Way out for money in accounts of erased people: one person proposes a transfer to the fee account or to a customer's
 * account, another approves it. A proven claim is paid out of the receiving account by the same two steps, at most as
 * much as it received. The rules are checked at the proposal and again at the approval.
 */
public final class UnclaimedTransfers {

    private final Database database;
    private final BalanceQueries balances;
    private final AccountClosureBalances closures;
    private final AccountOwners owners;
    private final LedgerTransfers book;
    private final InstantSource clock;
    private final SentTransfers sent;

    public UnclaimedTransfers(
            Database database,
            BalanceQueries balances,
            AccountClosureBalances closures,
            AccountOwners owners,
            LedgerTransfers book,
            InstantSource clock) {
        this.database = database;
        this.balances = balances;
        this.closures = closures;
        this.owners = owners;
        this.book = book;
        this.clock = clock;
        this.sent = new SentTransfers(database);
    }

    /**
     * Receiver, amount and reason of a proposal.
     *
     * @param by user who proposes it; 0 for an operator at the command line
     */
    public record ProposedTerms(AccountId to, Amount amount, String reason, long by) {}

    /** Returns the newest transfers, newest first. */
    public List<UnclaimedTransfer> newest(int tenant) {
        return database.query(tenant, transaction -> UnclaimedTransfersTable.newest(transaction, tenant));
    }

    /** @throws Refusal {@code not_found} */
    public UnclaimedTransfer find(int tenant, UUID id) {
        return database.query(tenant, transaction -> UnclaimedTransfersTable.find(transaction, tenant, id))
                .orElseThrow(() -> Refusal.notFound("there is no such transfer of unclaimed money"));
    }

    /**
     * Drafts a transfer out of the account of an erased person; writes nothing.
     *
     * @throws Refusal if the account is not an erased person's, something of it is in use, it has less, or the receiver
     *     may not receive it
     */
    public UnclaimedTransfer drafted(AccountId from, ProposedTerms terms) {
        return allowed(draft(from, terms, Optional.empty()), terms.by());
    }

    /**
     * Drafts a payment of a claim out of the account that received the money; writes nothing.
     *
     * @throws Refusal if the transfer is not posted or is a return itself, the account has less, or the receiver may not
     *     receive it
     */
    public UnclaimedTransfer returned(UnclaimedTransfer of, ProposedTerms terms) {
        if (of.postedAt().isEmpty() || of.returns().isPresent()) {
            throw Refusal.invalid("returns", "a posted transfer out of the account of an erased person");
        }
        return allowed(draft(of.to(), terms, Optional.of(of.id())), terms.by());
    }

    private UnclaimedTransfer draft(AccountId from, ProposedTerms terms, Optional<UUID> returns) {
        return new UnclaimedTransfer(
                UUID.randomUUID(),
                from,
                terms.to(),
                terms.amount(),
                returns,
                terms.reason(),
                terms.by(),
                clock.instant(),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Stores a proposal. A repeated one is the stored one.
     *
     * @return the stored proposal
     * @throws Refusal if another transfer of the same money waits, or less is left to be paid back
     */
    public UnclaimedTransfer propose(UnclaimedTransfer proposal) {
        return database.transaction(proposal.from().tenant(), transaction -> {
            // The lock comes first, so that of two equal proposals at once the second sees the first.
            Optional<Long> left = proposal.returns().map(id -> unreturned(transaction, proposal, id));
            Optional<UnclaimedTransfer> open = UnclaimedTransfersTable.open(transaction, proposal);
            if (open.isEmpty()
                    && left.orElse(Long.MAX_VALUE) < proposal.amount().units()) {
                throw new Refusal(
                        RefusalCode.INSUFFICIENT_FUNDS, "less than that is left of what the transfer has brought");
            }
            if (open.isEmpty() && UnclaimedTransfersTable.insert(transaction, proposal)) {
                return proposal;
            }
            return open.or(() -> UnclaimedTransfersTable.open(transaction, proposal))
                    .filter(proposal::isSameProposal)
                    .orElseThrow(() -> new Refusal(
                            RefusalCode.ALREADY_DECIDED, "another transfer of this money waits for its decision"));
        });
    }

    private static long unreturned(Transaction transaction, UnclaimedTransfer proposal, UUID id) {
        return UnclaimedTransfersTable.lockUnreturned(
                        transaction, proposal.from().tenant(), id)
                .orElseThrow(() -> Refusal.notFound("there is no such transfer of unclaimed money"));
    }

    /**
     * Approves a transfer and posts it. A repeated approval by the same person changes nothing.
     *
     * @return the posted transfer
     * @throws Refusal if it is decided already, a rule refuses it now, the ledger refuses it, or its outcome is unknown
     *     and it has to be approved again
     */
    public UnclaimedTransfer approve(int tenant, UUID id, long by) {
        UnclaimedTransfer proposal = find(tenant, id);
        if (proposal.proposedBy() == by) {
            throw Refusal.forbidden("a second person approves a transfer of unclaimed money");
        }
        if (proposal.postedAt().isPresent() && proposal.decidedBy().equals(Optional.of(by))) {
            return proposal;
        }
        if (proposal.approved().isEmpty()) {
            allowed(proposal, by);
        }
        if (!database.transaction(tenant, transaction -> UnclaimedTransfersTable.approve(transaction, proposal, by))) {
            return postedBy(tenant, id, by);
        }
        post(proposal);
        return find(tenant, id);
    }

    /** Returns the transfer if a request of the same person at the same time has posted it. */
    private UnclaimedTransfer postedBy(int tenant, UUID id, long by) {
        UnclaimedTransfer now = find(tenant, id);
        if (now.postedAt().isEmpty() || !now.decidedBy().equals(Optional.of(by))) {
            throw decided();
        }
        return now;
    }

    private void post(UnclaimedTransfer proposal) {
        LedgerTransfers.TransferResult result;
        try {
            result = book.move(proposal.from(), List.of(new TransferStep.Post(proposal.posting())));
        } catch (LedgerTransfers.UnknownTransferOutcomeException _) {
            throw Refusal.unknownOutcome();
        }
        if (result instanceof LedgerTransfers.TransferResult.Refused(Refusal why) && !isPosted(proposal, why)) {
            database.transaction(proposal.from().tenant(), transaction -> {
                UnclaimedTransfersTable.reopen(transaction, proposal);
                return proposal;
            });
            throw why;
        }
        database.transaction(proposal.from().tenant(), transaction -> {
            UnclaimedTransfersTable.posted(transaction, proposal, clock.instant());
            return proposal;
        });
    }

    /** Returns true if an attempt was posted so long ago that the ledger no longer has its answer. */
    private boolean isPosted(UnclaimedTransfer proposal, Refusal why) {
        return why.code() == RefusalCode.TRANSFER_ID_EXPIRED
                && sent.find(proposal.from(), proposal.transferId()).isPresent();
    }

    /**
     * Rejects a proposal.
     *
     * @throws Refusal if it is decided already
     */
    public UnclaimedTransfer reject(int tenant, UUID id, long by) {
        find(tenant, id);
        if (!database.transaction(tenant, transaction -> UnclaimedTransfersTable.reject(transaction, tenant, id, by))) {
            throw decided();
        }
        return find(tenant, id);
    }

    private static Refusal decided() {
        return new Refusal(RefusalCode.ALREADY_DECIDED, "the transfer has been decided");
    }

    /** Returns the transfer if the rules allow it to a person who proposes or approves it. */
    private UnclaimedTransfer allowed(UnclaimedTransfer transfer, long by) {
        if (transfer.returns().isEmpty()) {
            requireErased(transfer.from());
        }
        requireNoDebt(transfer.from());
        requireReceiver(transfer, by);
        if (balances.available(transfer.from(), transfer.amount().asset())
                < transfer.amount().units()) {
            throw new Refusal(
                    RefusalCode.INSUFFICIENT_FUNDS,
                    "account " + transfer.from().number() + " has less than that available");
        }
        return transfer;
    }

    private void requireErased(AccountId account) {
        AccountOwner owner = owners.of(account)
                .orElseThrow(() -> new Refusal(
                        RefusalCode.UNKNOWN_ACCOUNT, "account " + account.number() + " has never had an owner"));
        if (!owner.isErased()) {
            throw new Refusal(RefusalCode.ACCOUNT_IN_USE, "account " + account.number() + " is not an erased person's");
        }
        List<String> left = closures.begun(account);
        if (!left.isEmpty()) {
            throw new Refusal(
                    RefusalCode.ACCOUNT_IN_USE,
                    "account " + account.number() + " still has money in use: " + String.join(", ", left));
        }
    }

    private void requireNoDebt(AccountId account) {
        if (database.query(account.tenant(), transaction -> WithdrawalsTable.owed(transaction, account)) > 0) {
            throw new Refusal(
                    RefusalCode.ACCOUNT_IN_USE,
                    "a deposit of account " + account.number() + " vanished from its chain: settle it first");
        }
    }

    private void requireReceiver(UnclaimedTransfer transfer, long by) {
        AccountId to = transfer.to();
        if (to.equals(AccountId.feesOf(to.tenant())) && !to.equals(transfer.from())) {
            return;
        }
        AccountOwner owner = owners.of(to)
                .filter(AccountOwner::isActive)
                .filter(_ -> !to.equals(transfer.from()))
                .orElseThrow(() -> Refusal.invalid(
                        "to", "another account: " + AccountId.FEES + ", the fee account, or one of an active user"));
        if (owner.userId() == by || owner.userId() == transfer.proposedBy()) {
            throw Refusal.forbidden("neither of the two people who decide may receive the money");
        }
    }
}
