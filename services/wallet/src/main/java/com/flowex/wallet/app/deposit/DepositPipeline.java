package com.flowex.wallet.app.deposit;

import com.flowex.custody.Network;
import com.flowex.custody.chain.Block;
import com.flowex.custody.chain.Chain;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.account.TransferStep;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.TransferId;
import com.flowex.orderentry.LedgerTransfers;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.database.Database;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.wallet.app.chain.ChainAmounts;
import com.flowex.wallet.store.chain.CustodyConnections;
import com.flowex.wallet.store.cold.ColdStorageReturns;
import com.flowex.wallet.store.deposit.Arrival;
import com.flowex.wallet.store.deposit.ArrivalsTable;
import com.flowex.wallet.store.deposit.CreditHistory;
import com.flowex.wallet.store.deposit.HotAddressReceipts;
import com.flowex.wallet.store.reconcile.AdjustmentsTable;
import com.flowex.wallet.store.terms.MoneyFlow;
import com.flowex.wallet.store.terms.PausesTable;
import com.flowex.wallet.store.terms.Terms;
import com.flowex.wallet.store.terms.TermsTable;
import com.flowex.wallet.store.transaction.WalletTransaction;
import com.flowex.wallet.store.transaction.WalletTransaction.Status;
import com.flowex.wallet.store.transaction.WalletTransactionsTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * State machine of the arrivals of one chain. Each step is conditional on the state that was read. The ids of transfers
 * derive from the arrival, so a repeated step is the same transfer.
 */
final class DepositPipeline {

    private static final Logger LOG = LoggerFactory.getLogger(DepositPipeline.class);

    static final String BELOW_MINIMUM = "below_minimum";
    static final String BLOCK_VANISHED = "block_vanished";
    static final String SPENT = "spent_before_reversal";

    private final Database database;
    private final Chain chain;
    private final Network network;
    private final LedgerTransfers book;
    private final InstrumentDirectory directory;
    private final HotAddressReceipts own;
    private final ColdStorageReturns cold;
    private final DepositReversals freezing;
    private final CreditHistory past;

    DepositPipeline(
            Database database,
            Chain chain,
            LedgerTransfers book,
            InstrumentDirectory directory,
            HotAddressReceipts own,
            DepositReversals freezing) {
        this.database = database;
        this.chain = chain;
        this.network = chain.scheme().network();
        this.book = book;
        this.directory = directory;
        this.own = own;
        this.cold = new ColdStorageReturns(database);
        this.freezing = freezing;
        this.past = new CreditHistory(database);
    }

    /** Asset and amount of an arrival in its tenant's ledger. */
    record Value(Asset asset, long units) {}

    /**
     * Advances an arrival by one step.
     *
     * @return true if another step can be taken at once
     */
    boolean settle(Arrival arrival, Block tip) {
        return switch (arrival.state()) {
            case SEEN -> seen(arrival, tip);
            case LOST -> lost(arrival, tip);
            case VANISHED -> freezing.freeze(arrival, value(arrival).orElseThrow());
            case FROZEN -> frozen(arrival, tip);
            case CREDITED, GONE, KEPT, IGNORED -> false;
        };
    }

    private boolean seen(Arrival arrival, Block tip) {
        if (arrival.owner().number() == AccountId.OUTSIDE && !arrival.forced()) {
            return own(arrival);
        }
        if (!arrival.forced() && own.isMoved(arrival)) {
            moved(arrival, arrival.in(Arrival.State.IGNORED, HotAddressReceipts.SWEPT));
            return false;
        }
        Optional<Value> value = value(arrival);
        if (value.isEmpty()) {
            return hold(arrival, "the exchange lists no asset for what was paid, or more of it than a ledger holds");
        }
        Asset asset = value.get().asset();
        Terms terms = database.query(asset.tenant(), connection -> TermsTable.of(connection, asset));
        boolean isDust = value.get().units() < Math.max(1, terms.depositMinimum()) && !arrival.forced();
        if (isDust || value.get().units() == 0) {
            String rule = "less than the least deposit of " + Decimals.format(terms.depositMinimum(), asset.scale());
            show(arrival, value.get(), Status.FROZEN, BELOW_MINIMUM, rule, 0);
            return hold(arrival, rule);
        }
        int needed = value.get().units() >= terms.depositLarge() ? network.finality() : network.confirmations();
        int confirmations = confirmations(arrival, tip);
        show(arrival, value.get(), Status.CONFIRMING, "", "", needed);
        boolean isPaused = database.query(
                        asset.tenant(),
                        connection -> PausesTable.reason(connection, asset, network.code(), MoneyFlow.DEPOSITS))
                .isPresent();
        if (confirmations < needed || isPaused || isBeingSettled(arrival)) {
            confirmed(arrival, confirmations, needed);
            return false;
        }
        return credit(arrival, value.get(), confirmations, needed);
    }

    /** Returns true while an approved settlement of what the owner owes is being posted. */
    private boolean isBeingSettled(Arrival arrival) {
        int tenant = arrival.owner().tenant();
        return arrival.spent().isOwed()
                && database.query(
                        tenant, connection -> AdjustmentsTable.isBeingPosted(connection, tenant, arrival.id()));
    }

    /** Handles a payment to the hot address: it is the tenant's own money, or a user's whose memo names an account. */
    private boolean own(Arrival arrival) {
        Optional<String> why = own.own(arrival);
        if (why.isPresent()) {
            moved(arrival, arrival.in(Arrival.State.IGNORED, why.get()));
            return false;
        }
        Optional<ColdStorageReturns.Paid> back = value(arrival)
                .map(value -> new ColdStorageReturns.Paid(
                        arrival.id(),
                        arrival.network(),
                        arrival.sender(),
                        value.asset(),
                        arrival.chainUnits(),
                        arrival.memo()))
                .filter(cold::isOwn);
        if (back.isPresent()) {
            return refilled(arrival, back.get());
        }
        Optional<AccountId> named = own.named(arrival);
        if (named.isEmpty()) {
            return hold(arrival, "paid to the exchange's own address, and its memo names no account");
        }
        return database.transaction(connection -> {
            ArrivalsTable.move(connection, arrival, arrival.in(Arrival.State.KEPT, "by its memo"));
            return ArrivalsTable.force(connection, arrival.id(), named.get(), true);
        });
    }

    private boolean refilled(Arrival arrival, ColdStorageReturns.Paid back) {
        return database.transaction(arrival.owner().tenant(), connection -> {
            if (ArrivalsTable.move(connection, arrival, arrival.in(Arrival.State.IGNORED, HotAddressReceipts.TOP_UP))) {
                cold.came(connection, back);
            }
            return false;
        });
    }

    private int confirmations(Arrival arrival, Block tip) {
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, tip.height() - arrival.height() + 1));
    }

    private void confirmed(Arrival arrival, int confirmations, int needed) {
        int tenant = arrival.owner().tenant();
        database.transaction(tenant, connection -> {
            WalletTransactionsTable.confirmed(connection, tenant, arrival.id(), confirmations, needed);
            return tenant;
        });
    }

    /**
     * Writes the arrival's state for its user to see. A payment of which its owner owes a part stays frozen until that is
     * settled or the payment is credited: its account pays nothing out.
     */
    private void show(Arrival arrival, Value value, Status status, String code, String detail, int needed) {
        if (arrival.spent().isOwed()) {
            String words = "its block vanished; "
                    + Decimals.format(arrival.spent().units(), value.asset().scale())
                    + " of it had been spent and are owed";
            write(arrival, value, Status.FROZEN, SPENT, words, needed);
        } else {
            write(arrival, value, status, code, detail, needed);
        }
    }

    private void write(Arrival arrival, Value value, Status status, String code, String detail, int needed) {
        int tenant = arrival.owner().tenant();
        database.transaction(tenant, connection -> {
            boolean isNew =
                    WalletTransactionsTable.insert(connection, row(arrival, value, status, code, detail, needed));
            if (!isNew) {
                WalletTransactionsTable.stands(connection, tenant, arrival.id(), status, code, detail);
            }
            return isNew;
        });
    }

    private WalletTransaction row(Arrival arrival, Value value, Status status, String code, String detail, int needed) {
        return new WalletTransaction(
                arrival.id(),
                arrival.owner(),
                WalletTransaction.Type.DEPOSIT,
                value.asset().id(),
                value.units(),
                0,
                status,
                arrival.network(),
                arrival.sender(),
                arrival.memo(),
                arrival.transaction(),
                0,
                needed,
                Optional.empty(),
                0,
                code,
                detail,
                arrival.arrivedAt(),
                arrival.arrivedAt());
    }

    private boolean credit(Arrival arrival, Value value, int confirmations, int needed) {
        List<TransferStep> steps = credits(arrival, value);
        if (steps.isEmpty()) {
            return credited(arrival, Optional.empty(), confirmations, needed);
        }
        boolean isOwners = value.units() > arrival.spent().units();
        return switch (book.move(arrival.owner(), steps)) {
            case LedgerTransfers.TransferResult.Done(long sequence) ->
                credited(arrival, isOwners ? Optional.of(sequence) : Optional.empty(), confirmations, needed);
            case LedgerTransfers.TransferResult.Refused(Refusal why) -> {
                Optional<Long> before =
                        why.code() == RefusalCode.TRANSFER_ID_EXPIRED ? past.sequence(arrival) : Optional.empty();
                if (before.isPresent()) {
                    yield credited(arrival, before, confirmations, needed);
                }
                show(arrival, value, Status.FROZEN, why.code().code(), why.detail(), needed);
                yield hold(
                        arrival,
                        "the ledger refuses transfer " + steps.getFirst().id() + ": " + why.detail());
            }
        };
    }

    /**
     * Returns the postings of a credit. A payment that had been spent when the chain took it back is credited without that
     * part, which repays the fee account if it has borne the loss.
     */
    private static List<TransferStep> credits(Arrival arrival, Value value) {
        int tenant = arrival.owner().tenant();
        Arrival.SpentPart spent = arrival.spent();
        List<TransferStep> steps = new ArrayList<>();
        long left = value.units() - spent.units();
        if (left > 0) {
            steps.add(credit(arrival.creditId(), arrival.owner(), value, left));
        }
        if (spent.units() > 0 && spent.bearer() == Arrival.Bearer.FEE_ACCOUNT) {
            steps.add(credit(arrival.repaymentId(), AccountId.feesOf(tenant), value, spent.units()));
        }
        return steps;
    }

    private static TransferStep credit(TransferId id, AccountId to, Value value, long units) {
        return new TransferStep.Post(new Transfer(
                id,
                AccountId.outsideOf(to.tenant()),
                to,
                new Amount(value.asset().id(), units),
                TransferKind.DEPOSIT));
    }

    /** @param sequence number of the credit's event; empty if nothing was left for the owner */
    private boolean credited(Arrival arrival, Optional<Long> sequence, int confirmations, int needed) {
        int tenant = arrival.owner().tenant();
        return database.transaction(tenant, connection -> {
            if (ArrivalsTable.move(connection, arrival, arrival.credited())) {
                WalletTransactionsTable.confirmed(connection, tenant, arrival.id(), confirmations, needed);
                if (arrival.spent().bearer() == Arrival.Bearer.FEE_ACCOUNT) {
                    WalletTransactionsTable.partOf(connection, tenant, arrival.repaymentId());
                }
                if (sequence.isPresent()) {
                    WalletTransactionsTable.posted(
                            connection, tenant, arrival.id(), arrival.creditId(), sequence.get());
                } else {
                    WalletTransactionsTable.stands(connection, tenant, arrival.id(), Status.COMPLETED, "", "");
                }
            }
            return false;
        });
    }

    private boolean lost(Arrival arrival, Block tip) {
        Optional<Value> value = value(arrival);
        boolean isOver = tip.height() >= arrival.height() + network.finality();
        String detail = "the block in which it was has vanished from the chain";
        if (value.isPresent() && arrival.owner().number() != AccountId.OUTSIDE) {
            Status status = isOver ? Status.FAILED : Status.PENDING;
            show(arrival, value.get(), status, BLOCK_VANISHED, detail, network.confirmations());
        }
        if (isOver) {
            moved(arrival, arrival.in(Arrival.State.GONE, detail));
        }
        return false;
    }

    private boolean frozen(Arrival arrival, Block tip) {
        Value value = value(arrival).orElseThrow();
        boolean isBack = chain.block(arrival.height())
                .filter(block -> block.hash().equals(arrival.block()))
                .isPresent();
        if (isBack) {
            return confirmations(arrival, tip) >= network.confirmations() && freezing.release(arrival);
        }
        if (tip.height() < arrival.height() + network.finality()) {
            return false;
        }
        LOG.warn(
                "a credited deposit of tenant {} is no longer in a block of {}: {} taken back, {} had" + " been spent",
                arrival.owner().tenant(),
                arrival.network(),
                Decimals.format(arrival.frozenUnits(), value.asset().scale()),
                Decimals.format(
                        value.units() - arrival.frozenUnits(), value.asset().scale()));
        return freezing.takeBack(arrival, value);
    }

    /**
     * Returns its value in the owner's ledger; empty if there is no such asset, or the amount is more than a ledger
     * holds.
     */
    private Optional<Value> value(Arrival arrival) {
        Optional<Asset> asset = CustodyConnections.asset(
                chain, arrival.token(), directory.assetsOf(arrival.owner().tenant()));
        try {
            return asset.map(listed -> new Value(
                    listed,
                    ChainAmounts.inLedger(
                            arrival.chainUnits(),
                            listed.scale(),
                            chain.scheme().coin(listed.code()).orElseThrow())));
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }

    private boolean hold(Arrival arrival, String why) {
        LOG.warn(
                "{} units of {} that {} paid to tenant {} wait for a decision of staff: {}",
                arrival.chainUnits(),
                arrival.token().isEmpty() ? arrival.network() : arrival.token(),
                arrival.transaction(),
                arrival.owner().tenant(),
                why);
        moved(arrival, arrival.in(Arrival.State.KEPT, why));
        return false;
    }

    private boolean moved(Arrival from, Arrival to) {
        return database.transaction(connection -> ArrivalsTable.move(connection, from, to));
    }
}
