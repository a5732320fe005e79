package com.flowex.engine.money;

import com.flowex.domain.RejectReason;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.account.TransferStep;
import com.flowex.domain.event.ReservedExpired;
import com.flowex.domain.event.ReservedPosted;
import com.flowex.domain.event.ReservedVoided;
import com.flowex.domain.event.TransferPosted;
import com.flowex.domain.event.TransferRejected;
import com.flowex.domain.event.TransferReserved;
import com.flowex.domain.order.FirstAnswer;
import com.flowex.domain.state.ReservationState.ReservationStatus;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.TransferId;
import com.flowex.engine.ids.TransferIds;
import com.flowex.engine.state.ExchangeState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Transfers of money between accounts, at once or in two phases. The steps of a chain are done all or none, each once
 * for its id.
 */
public final class Transfers {

    private final ExchangeState state;
    private final TransferIds ids;
    private final TransferDryRun draft;
    private final Lending lending;

    public Transfers(ExchangeState state, Lending lending) {
        this.state = state;
        this.ids = state.transfers;
        this.draft = new TransferDryRun(state, lending);
        this.lending = lending;
    }

    /** Posts a single transfer, as a chain of one step. */
    public void post(Transfer transfer) {
        post(List.of(new TransferStep.Post(transfer)));
    }

    public void post(List<TransferStep> steps) {
        TransferId first = steps.getFirst().id();
        int known = ids.find(first);
        if (known != TransferIds.UNKNOWN) {
            repeat(steps, known);
            return;
        }
        if (ids.isForgotten(first)) {
            state.journal.emit(new TransferRejected(first, RejectReason.TRANSFER_ID_EXPIRED));
            return;
        }
        draft.begin(state.journal.timeNanos());
        for (TransferStep step : steps) {
            RejectReason used = whyUsed(step.id());
            RejectReason refusal = used == null ? draft.refusalOf(step) : used;
            if (refusal != null) {
                refuse(steps, step.id(), refusal);
                return;
            }
        }
        for (int place = 0; place < steps.size(); place++) {
            perform(steps.get(place), place, steps.size());
        }
    }

    /** Returns the reason why an id cannot be used by a new step; null if it can. */
    private @Nullable RejectReason whyUsed(TransferId id) {
        int entry = ids.find(id);
        if (entry == TransferIds.UNKNOWN) {
            return ids.isForgotten(id) ? RejectReason.TRANSFER_ID_EXPIRED : null;
        }
        return ids.isKept(entry) ? RejectReason.TRANSFER_ID_EXPIRED : RejectReason.TRANSFER_ID_REUSED;
    }

    private void repeat(List<TransferStep> steps, int known) {
        if (isSame(steps, known)) {
            RejectReason refusal = refusalOf(known);
            state.journal.repeat(
                    refusal == null ? new FirstAnswer.Posted(ids.sequence(known)) : new FirstAnswer.Refused(refusal));
            return;
        }
        RejectReason reason = ids.isKept(known) ? RejectReason.TRANSFER_ID_EXPIRED : RejectReason.TRANSFER_ID_REUSED;
        state.journal.emit(new TransferRejected(steps.getFirst().id(), reason));
    }

    /** Returns true if the stored steps from this one on equal these, as one chain. */
    private boolean isSame(List<TransferStep> steps, int first) {
        if (ids.chainLength(first) != steps.size()) {
            return false;
        }
        for (int place = 0; place < steps.size(); place++) {
            int entry = ids.ofChain(first, place);
            if (entry == TransferIds.UNKNOWN || !ids.step(entry).equals(steps.get(place))) {
                return false;
            }
        }
        return true;
    }

    /** Returns the reason why a stored chain was refused, which is that of the failed step; null if it was done. */
    private @Nullable RejectReason refusalOf(int first) {
        RejectReason refusal = ids.refusal(first);
        for (int place = 1; refusal == RejectReason.CHAIN_BROKEN; place++) {
            refusal = ids.refusal(ids.ofChain(first, place));
        }
        return refusal;
    }

    private void refuse(List<TransferStep> steps, TransferId culprit, RejectReason reason) {
        int place = 0;
        for (TransferStep step : steps) {
            if (whyUsed(step.id()) == null) {
                boolean isCulprit = step.id().equals(culprit);
                ids.refuse(step, place++, steps.size(), isCulprit ? reason : RejectReason.CHAIN_BROKEN);
            }
        }
        state.journal.emit(new TransferRejected(culprit, reason));
    }

    private void perform(TransferStep step, int place, int length) {
        switch (step) {
            case TransferStep.Post(var transfer) -> {
                move(transfer, transfer.amount().units());
                state.journal.emit(new TransferPosted(transfer));
                ids.done(step, place, length, state.journal.sequence());
                lending.perform(transfer);
            }
            case TransferStep.Reserve(var transfer, var timeoutNanos) -> {
                long expires = expiryOf(timeoutNanos);
                state.journal.emit(new TransferReserved(transfer, expires));
                int entry = ids.done(step, place, length, state.journal.sequence());
                state.reservations.open(entry, transfer, expires);
            }
            case TransferStep.PostReserved post -> {
                post(post);
                ids.done(step, place, length, state.journal.sequence());
                Transfer reserved = ids.transfer(ids.find(post.pending()));
                long units = TransferDryRun.postedUnits(post, reserved);
                lending.book(
                        reserved.from(),
                        reserved.to(),
                        new Amount(reserved.amount().asset(), units));
            }
            case TransferStep.VoidReserved(var id, var pending) -> {
                Transfer reserved = close(ids.find(pending), ReservationStatus.VOIDED);
                state.journal.emit(new ReservedVoided(id, reserved));
                ids.done(step, place, length, state.journal.sequence());
            }
        }
    }

    /**
     * Returns the log time at which a reservation made now expires; 0 means never. A time past the end of time is the
     * end of time.
     */
    private long expiryOf(long timeoutNanos) {
        long expires = state.journal.timeNanos() + timeoutNanos;
        return timeoutNanos == 0 ? 0 : expires < 0 ? Long.MAX_VALUE : expires;
    }

    private void post(TransferStep.PostReserved post) {
        Transfer reserved = close(ids.find(post.pending()), ReservationStatus.POSTED);
        long units = TransferDryRun.postedUnits(post, reserved);
        move(reserved, units);
        Amount posted = new Amount(reserved.amount().asset(), units);
        state.journal.emit(new ReservedPosted(post.id(), reserved, posted));
    }

    private Transfer close(int reservation, ReservationStatus status) {
        Transfer reserved = ids.transfer(reservation);
        state.reservations.close(reservation, reserved, status);
        if (!state.watch.isEmpty()) {
            state.watch.makeDue(state.accounts.indexOf(reserved.from()));
        }
        return reserved;
    }

    private void move(Transfer transfer, long units) {
        int asset = state.assets.indexOf(transfer.amount().asset());
        int from = state.ledger.slotOf(state.accounts.indexOf(transfer.from()), asset);
        int to = state.ledger.slotOf(state.accounts.indexOf(transfer.to()), asset);
        state.ledger.move(from, to, units);
        if (!state.watch.isEmpty()) {
            state.watch.makeDue(state.ledger.account(from));
            state.watch.makeDue(state.ledger.account(to));
        }
    }

    /**
     * Posts a transfer that the engine makes by itself. The payer must have the money; a repayment is at most the debt.
     *
     * @param units 0 or more; 0 makes no transfer
     */
    public void postOwn(AccountId from, AccountId to, AssetId asset, long units) {
        if (units != 0) {
            TransferId id = TransferId.ofEngine(state.journal.sequence() + 1);
            postChecked(new Transfer(id, from, to, new Amount(asset, units), TransferKind.INTERNAL));
        }
    }

    /**
     * Returns the first reason to refuse a loan that the engine would make by itself; null if there is none. It is the
     * reason with which the same transfer by a client would be refused.
     */
    @Nullable
    RejectReason refusalOfLoan(Transfer loan) {
        draft.begin(state.journal.timeNanos());
        return draft.refusalOf(new TransferStep.Post(loan));
    }

    /** Posts a transfer of the engine that nothing refuses. Its id is the engine's own and is not remembered. */
    void postChecked(Transfer transfer) {
        move(transfer, transfer.amount().units());
        state.journal.emit(new TransferPosted(transfer));
        lending.perform(transfer);
    }

    /** Expires a reservation whose time has come. */
    public void expire(int reservation) {
        Transfer reserved = close(reservation, ReservationStatus.EXPIRED);
        state.steps.count();
        state.journal.emit(new ReservedExpired(reserved));
    }
}
