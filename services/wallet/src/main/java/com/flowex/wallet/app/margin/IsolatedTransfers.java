package com.flowex.wallet.app.margin;

import com.flowex.domain.RejectReason;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.TransferId;
import com.flowex.orderentry.CommittedEvents;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.TransferOutcome;
import com.flowex.platform.database.Database;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.projection.ReaderContext;
import com.flowex.wallet.store.chain.DerivedIds;
import com.flowex.wallet.store.transaction.SentTransfers;
import com.flowex.wallet.store.transaction.SentTransfers.SentTransfer;
import java.util.List;

/**
 * Transfers between a customer's main account and its isolated ones. The first one into an isolated account opens it
 * (ADR 0354).
 */
public final class IsolatedTransfers {

    private final OrderEntryService orderEntry;
    private final MarginAccounts accounts;
    private final SentTransfers sent;

    public IsolatedTransfers(Database database, OrderEntryService orderEntry, MarginAccounts accounts) {
        this.orderEntry = orderEntry;
        this.accounts = accounts;
        this.sent = new SentTransfers(database);
    }

    /**
     * Transfer that is done.
     *
     * @param isNew false if an earlier request with the same id did it
     * @param transferSequence number of the transfer's event
     * @param sequence number of the last event of the command, or the transfer's for an earlier request
     */
    public record TransferResult(TransferId id, Amount amount, boolean isNew, long transferSequence, long sequence) {}

    /**
     * Moves money into an isolated account of the caller, or out of it. The same key of a main account is the same
     * transfer.
     *
     * @param isolated isolated account of the caller's main account
     * @throws Refusal naming the rule that refuses it
     */
    public TransferResult move(ReaderContext caller, AccountId isolated, Amount amount, boolean isIn, String key) {
        AccountId main = caller.account().main();
        TransferId id = DerivedIds.transfer("isolated transfer", main + "\n" + key);
        Transfer transfer =
                new Transfer(id, isIn ? main : isolated, isIn ? isolated : main, amount, TransferKind.INTERNAL);
        requireOpen(isolated, isIn);
        try {
            return switch (orderEntry.transfer(transfer.from(), transfer).orThrow()) {
                case TransferOutcome.Now(CommittedEvents committed) ->
                    new TransferResult(id, amount, true, committed.sequence(), committed.lastSequence());
                case TransferOutcome.Before(long sequence) -> new TransferResult(id, amount, false, sequence, sequence);
            };
        } catch (Refusal why) {
            return before(transfer, why);
        }
    }

    /** Opening an account twice changes nothing, so two first transfers at once are no harm. */
    private void requireOpen(AccountId isolated, boolean isIn) {
        if (isIn
                && accounts.queries()
                        .funded(isolated.tenant(), List.of(isolated))
                        .isEmpty()) {
            orderEntry.decree(isolated.main(), new OpenAccount(isolated)).orThrow();
        }
    }

    /** The earlier request may be older than the exchange's memory of ids. */
    private TransferResult before(Transfer transfer, Refusal why) {
        if (why.code() != RefusalCode.TRANSFER_ID_EXPIRED) {
            throw why;
        }
        SentTransfer known = sent.find(transfer.from(), transfer.id()).orElseThrow(() -> why);
        if (!known.amount().equals(transfer.amount())) {
            throw Refusal.refused(RejectReason.TRANSFER_ID_REUSED);
        }
        return new TransferResult(transfer.id(), transfer.amount(), false, known.sequence(), known.sequence());
    }
}
