package com.flowex.wallet.app.margin;

import com.flowex.domain.RejectReason;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.command.SetLeverage;
import com.flowex.domain.event.DebtChanged;
import com.flowex.domain.event.Event;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.TransferId;
import com.flowex.orderentry.CommittedEvents;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.TransferOutcome;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.platform.database.Database;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.projection.ReaderContext;
import com.flowex.wallet.store.chain.DerivedIds;
import com.flowex.wallet.store.margin.AssetMargin;
import com.flowex.wallet.store.margin.MarginQueries;
import com.flowex.wallet.store.margin.RepaymentsTable;
import com.flowex.wallet.store.transaction.SentTransfers;
import com.flowex.wallet.store.transaction.SentTransfers.SentTransfer;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Loans and repayments. Each is a transfer from or to the tenant's lending account (ADR 0312), and the exchange decides
 * on it. Only an account that may trade borrows; an account that is stopped still repays.
 */
public final class Loans {

    /** Refusals that say nothing about an earlier request with the same id. */
    private static final Set<RefusalCode> NOT_OF_THE_ID = Set.of(
            RefusalCode.TRANSFER_ID_EXPIRED,
            RefusalCode.TENANT_KILLED,
            RefusalCode.ACCOUNT_KILLED,
            RefusalCode.ACCOUNT_RESTRICTED);

    /** An hour of interest may become due between reading a debt and repaying it. */
    private static final int RESTS_MAX = 2;

    private final Database database;
    private final OrderEntryService orderEntry;
    private final MarginQueries queries;
    private final ConsistentView view;
    private final SentTransfers sent;

    public Loans(Database database, OrderEntryService orderEntry, MarginQueries queries, ConsistentView view) {
        this.database = database;
        this.orderEntry = orderEntry;
        this.queries = queries;
        this.view = view;
        this.sent = new SentTransfers(database);
    }

    /**
     * Loan or repayment that is done.
     *
     * @param amount units borrowed or repaid
     * @param isNew false if an earlier request with the same id did it
     * @param principalUnits principal of the debt afterwards
     * @param interestUnits unpaid interest afterwards, rounded up
     * @param transferSequence number of the transfer's event
     * @param sequence number of the last event of the command, or of the view's position for an earlier request
     */
    public record LoanResult(
            TransferId id,
            Amount amount,
            boolean isNew,
            long principalUnits,
            long interestUnits,
            long transferSequence,
            long sequence) {}

    /**
     * Borrows. The same key of an account is the same loan.
     *
     * @throws Refusal naming the rule that refuses it
     */
    public LoanResult borrow(ReaderContext caller, Asset asset, long units, String key) {
        AccountId account = caller.account();
        Amount amount = new Amount(asset.id(), units);
        TransferId id = DerivedIds.transfer("margin loan", account + "\n" + key);
        AccountId pool = AccountId.lendingOf(account.tenant());
        Transfer loan = new Transfer(id, pool, account, amount, TransferKind.INTERNAL);
        try {
            view.await(caller);
            requireMayBorrow(account);
            if (queries.pool(account.tenant(), asset.id()).isEmpty()) {
                throw Refusal.refused(RejectReason.LENDING_POOL_MISSING);
            }
            return moved(loan, account);
        } catch (Refusal why) {
            return before(loan, account, why);
        }
    }

    /**
     * Sets the highest leverage of the caller's account, for loans and payments from then on.
     *
     * @param leverage 1 or more; 0 takes it back
     * @return number of the event; that of the log's last one if nothing changed
     * @throws Refusal {@code leverage_too_high}, {@code rules_too_old}
     */
    public long setLeverage(AccountId account, int leverage) {
        return orderEntry
                .decree(account, new SetLeverage(account, leverage))
                .orThrow()
                .lastSequence();
    }

    private void requireMayBorrow(AccountId account) {
        MarginQueries.AccountStops stops = queries.stops(account);
        if (stops.areUnknown()) {
            throw new Refusal(
                    RefusalCode.FEATURE_OFF,
                    "nothing is lent until the operator has rebuilt the wallet's view (docs/margin.md)");
        }
        if (stops.isTenantKilled()) {
            throw Refusal.refused(RejectReason.TENANT_KILLED);
        }
        if (stops.isKilled()) {
            throw Refusal.refused(RejectReason.ACCOUNT_KILLED);
        }
        if (stops.isRestricted()) {
            throw Refusal.refused(RejectReason.ACCOUNT_RESTRICTED);
        }
    }

    /**
     * Repays a part of a debt. The same key of an account is the same repayment.
     *
     * @throws Refusal naming the rule that refuses it
     */
    public LoanResult repay(ReaderContext caller, Asset asset, long units, String key) {
        AccountId account = caller.account();
        Transfer repayment = repayment(repaymentId(account, key), account, new Amount(asset.id(), units));
        try {
            view.await(caller);
            requirePool(account, asset);
            return moved(repayment, account);
        } catch (Refusal why) {
            return before(repayment, account, why);
        }
    }

    /**
     * Repays a whole debt, interest included. The same key of an account repays what it repaid at first.
     *
     * @throws Refusal naming the rule that refuses it; {@code repays_more_than_owed} if nothing is owed
     */
    public LoanResult repayAll(ReaderContext caller, Asset asset, String key) {
        AccountId account = caller.account();
        TransferId id = repaymentId(account, key);
        view.await(caller);
        Transfer repayment = repayment(id, account, whole(account, asset, id));
        LoanResult result;
        try {
            result = moved(repayment, account);
        } catch (Refusal why) {
            return before(repayment, account, why);
        }
        for (int i = 1; i <= RESTS_MAX && result.isNew() && owed(result) > 0; i++) {
            result = rest(account, result, DerivedIds.transfer("margin repayment", account + "\n" + key + "\n" + i));
        }
        return result;
    }

    private static long owed(LoanResult result) {
        return result.principalUnits() + result.interestUnits();
    }

    /** Repays what became due in between. If that is refused, the repayment before it stands. */
    private LoanResult rest(AccountId account, LoanResult first, TransferId id) {
        AssetId asset = first.amount().asset();
        try {
            LoanResult rest = moved(repayment(id, account, new Amount(asset, owed(first))), account);
            Amount both =
                    new Amount(asset, first.amount().units() + rest.amount().units());
            return new LoanResult(
                    first.id(),
                    both,
                    true,
                    rest.principalUnits(),
                    rest.interestUnits(),
                    first.transferSequence(),
                    rest.sequence());
        } catch (Refusal _) {
            return first;
        }
    }

    /** Returns what the account owes of an asset, as of the first request for this repayment. */
    private Amount whole(AccountId account, Asset asset, TransferId id) {
        Optional<Amount> stored =
                database.query(account.tenant(), transaction -> RepaymentsTable.find(transaction, account, id));
        if (stored.isPresent()) {
            requireSame(stored.get().asset(), asset);
            return stored.get();
        }
        long units = debt(account, asset.id()).map(AssetMargin::owedUnits).orElse(0L);
        if (units == 0) {
            throw owesNothing(asset);
        }
        Amount amount = database.transaction(
                account.tenant(),
                transaction -> RepaymentsTable.store(transaction, account, id, new Amount(asset.id(), units)));
        requireSame(amount.asset(), asset);
        return amount;
    }

    private static void requireSame(AssetId stored, Asset asset) {
        if (!stored.equals(asset.id())) {
            throw Refusal.refused(RejectReason.TRANSFER_ID_REUSED);
        }
    }

    /** An asset that never had terms is never owed: money sent to the lending account would not be a repayment. */
    private void requirePool(AccountId account, Asset asset) {
        if (queries.pool(account.tenant(), asset.id()).isEmpty()) {
            throw owesNothing(asset);
        }
    }

    private static Refusal owesNothing(Asset asset) {
        return new Refusal(RefusalCode.REPAYS_MORE_THAN_OWED, "this account owes no " + asset.code());
    }

    private static TransferId repaymentId(AccountId account, String key) {
        return DerivedIds.transfer("margin repayment", account + "\n" + key);
    }

    private static Transfer repayment(TransferId id, AccountId account, Amount amount) {
        return new Transfer(id, account, AccountId.lendingOf(account.tenant()), amount, TransferKind.INTERNAL);
    }

    private LoanResult moved(Transfer transfer, AccountId account) {
        return switch (orderEntry.transfer(account, transfer).orThrow()) {
            case TransferOutcome.Now(CommittedEvents committed) -> {
                DebtChanged debt =
                        debtOf(committed.events(), account, transfer.amount().asset());
                yield new LoanResult(
                        transfer.id(),
                        transfer.amount(),
                        true,
                        debt.principalUnits(),
                        debt.interestUnits(),
                        committed.sequence(),
                        committed.lastSequence());
            }
            case TransferOutcome.Before(long sequence) -> {
                view.awaitRequested(account.tenant(), sequence);
                yield shown(transfer, account, sequence);
            }
        };
    }

    private static DebtChanged debtOf(List<Event> events, AccountId account, AssetId asset) {
        for (Event event : events) {
            if (event instanceof DebtChanged changed
                    && changed.account().equals(account)
                    && changed.asset().equals(asset)) {
                return changed;
            }
        }
        throw new IllegalStateException("a loan or repayment changed no debt of " + account);
    }

    /**
     * Returns the result of an earlier request with the same id, or throws the refusal. The earlier one may be older
     * than the exchange's memory of answers, or the account may have been stopped since.
     */
    private LoanResult before(Transfer transfer, AccountId account, Refusal why) {
        if (!NOT_OF_THE_ID.contains(why.code())) {
            throw why;
        }
        SentTransfer known = sent.find(account, transfer.id()).orElseThrow(() -> why);
        boolean isSame = known.amount().asset().equals(transfer.amount().asset())
                && Math.abs(known.amount().units()) == transfer.amount().units();
        if (!isSame) {
            throw Refusal.refused(RejectReason.TRANSFER_ID_REUSED);
        }
        return shown(transfer, account, known.sequence());
    }

    private LoanResult shown(Transfer transfer, AccountId account, long transferSequence) {
        Optional<AssetMargin> debt = debt(account, transfer.amount().asset());
        return new LoanResult(
                transfer.id(),
                transfer.amount(),
                false,
                debt.map(AssetMargin::principalUnits).orElse(0L),
                debt.map(AssetMargin::interestUnits).orElse(0L),
                transferSequence,
                view.sequence());
    }

    private Optional<AssetMargin> debt(AccountId account, AssetId asset) {
        return queries.account(account).asset(asset);
    }
}
