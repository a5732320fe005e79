package com.flowex.engine.order;

import com.flowex.domain.RejectReason;
import com.flowex.domain.event.ClientOrderIdBurnt;
import com.flowex.domain.order.FirstAnswer;
import com.flowex.domain.order.PreviewAnswer;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.OrderId;
import com.flowex.engine.account.Accounts;
import com.flowex.engine.ids.ClientOrderIds;
import com.flowex.engine.state.ExchangeState;
import org.jspecify.annotations.Nullable;

/** First answers by client order id: a repeated id gets its first answer again. */
public final class StoredAnswers {

    private static final RejectReason[] REASONS = RejectReason.values();

    private final ExchangeState state;
    private final ClientOrderIds ids;

    public StoredAnswers(ExchangeState state) {
        this.state = state;
        this.ids = state.ids;
    }

    /** Returns the reason why a known id cannot get its first answer; null if it can. */
    @Nullable
    RejectReason misuseOf(int known, long fingerprint) {
        if (known == ClientOrderIds.EXPIRED) {
            return RejectReason.CLIENT_ORDER_ID_EXPIRED;
        }
        if (ids.kind(known) == ClientOrderIds.Kind.BURNT) {
            return RejectReason.CLIENT_ORDER_ID_BURNT;
        }
        return ids.fingerprint(known) == fingerprint ? null : RejectReason.CLIENT_ORDER_ID_REUSED;
    }

    /** Returns the reason why a new id cannot be remembered; null if it can. */
    @Nullable
    RejectReason fullnessFor(int account, ClientOrderId id) {
        long nanos = state.journal.timeNanos();
        ids.makeRoomFor(account, nanos);
        if (!ids.hasRoomFor(account, id, nanos)) {
            return RejectReason.CLIENT_ORDER_IDS_USED_UP;
        }
        return ids.isTenantFull(account, id, nanos) ? RejectReason.TENANT_IDS_USED_UP : null;
    }

    /** Repeats the first answer to an accepted or refused order. */
    void repeat(int known) {
        state.journal.repeat(firstAnswerOf(known));
    }

    private FirstAnswer firstAnswerOf(int known) {
        return switch (ids.kind(known)) {
            case ACCEPTED -> new FirstAnswer.Accepted(new OrderId(ids.answer(known)), ids.sequence(known));
            case REFUSED -> new FirstAnswer.Refused(reasonOf(ids.answer(known)));
            case BURNT -> new FirstAnswer.Refused(RejectReason.CLIENT_ORDER_ID_BURNT);
        };
    }

    /**
     * Works like {@link #fullnessFor} without removing anything: if an old id could leave, it reports that there is
     * room.
     */
    @Nullable
    RejectReason fullnessAsAnswered(int account, ClientOrderId id) {
        long nanos = state.journal.timeNanos();
        if (!ids.hasRoomFor(account, id, nanos) && !ids.canMakeRoomFor(account, nanos)) {
            return RejectReason.CLIENT_ORDER_IDS_USED_UP;
        }
        return ids.isTenantFull(account, id, nanos) && !ids.canTenantMakeRoomFor(account, nanos)
                ? RejectReason.TENANT_IDS_USED_UP
                : null;
    }

    /** Returns the preview of an order with a known id. */
    PreviewAnswer trialOf(int known, long fingerprint) {
        RejectReason misuse = misuseOf(known, fingerprint);
        if (misuse != null) {
            return new PreviewAnswer.Refused(misuse);
        }
        return switch (firstAnswerOf(known)) {
            case FirstAnswer.Accepted(var order, long _) -> new PreviewAnswer.Repeats(order);
            case FirstAnswer.Refused(var reason) -> new PreviewAnswer.Refused(reason);
            case FirstAnswer.Posted _ -> throw new IllegalStateException("an order's id cannot be a transfer's");
        };
    }

    /** Returns the reason with a number that {@link #numberOf} returned. */
    public static RejectReason reasonOf(long number) {
        return REASONS[(int) number];
    }

    /** Stores a refusal, so that the same id stays refused. */
    void refuse(int account, ClientOrderId id, long fingerprint, RejectReason reason) {
        ids.refuse(account, id, fingerprint, numberOf(reason), state.journal.timeNanos());
    }

    /** The number never leaves the process: snapshots and events carry the reason itself. */
    @SuppressWarnings("EnumOrdinal")
    public static long numberOf(RejectReason reason) {
        return reason.ordinal();
    }

    /** Answers with the result of an id; uses up an id that was never seen if {@code burn} is set. */
    public void resolve(AccountId accountId, ClientOrderId id, boolean burn) {
        int account = state.accounts.indexOf(accountId);
        if (account == Accounts.UNKNOWN) {
            state.journal.reject(accountId, RejectReason.UNKNOWN_ACCOUNT);
            return;
        }
        int known = ids.find(account, id, state.journal.timeNanos());
        if (known == ClientOrderIds.EXPIRED) {
            state.journal.reject(accountId, RejectReason.CLIENT_ORDER_ID_EXPIRED);
        } else if (known != ClientOrderIds.UNKNOWN) {
            repeat(known);
        } else {
            resolveUnknown(account, accountId, id, burn);
        }
    }

    private void resolveUnknown(int account, AccountId accountId, ClientOrderId id, boolean burn) {
        RejectReason fullness = burn ? fullnessFor(account, id) : null;
        if (fullness != null) {
            state.journal.reject(accountId, fullness);
        } else if (burn) {
            ids.burn(account, id, state.journal.timeNanos());
            state.journal.emit(new ClientOrderIdBurnt(accountId, id));
        } else {
            state.journal.reject(
                    accountId,
                    ids.hasForgotten(account)
                            ? RejectReason.CLIENT_ORDER_ID_EXPIRED
                            : RejectReason.CLIENT_ORDER_ID_NEVER_SEEN);
        }
    }
}
