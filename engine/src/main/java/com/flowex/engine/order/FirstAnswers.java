package com.flowex.engine.order;

import com.flowex.domain.AccountId;
import com.flowex.domain.ClientOrderId;
import com.flowex.domain.FirstAnswer;
import com.flowex.domain.OrderId;
import com.flowex.domain.RejectReason;
import com.flowex.domain.Trial;
import com.flowex.domain.event.ClientOrderIdBurnt;
import com.flowex.engine.account.Accounts;
import com.flowex.engine.ids.ClientOrderIds;
import com.flowex.engine.state.ExchangeState;
import org.jspecify.annotations.Nullable;

/** First answers: what a client order id was answered with, and is answered with again. */
public final class FirstAnswers {

    private static final RejectReason[] REASONS = RejectReason.values();

    private final ExchangeState state;
    private final ClientOrderIds ids;

    public FirstAnswers(ExchangeState state) {
        this.state = state;
        this.ids = state.ids;
    }

    /** Why a known id cannot be answered with its first answer; null if it can. */
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

    /** Why nothing can be remembered of an id that has not been seen; null if it can. */
    @Nullable
    RejectReason fullnessFor(int account, ClientOrderId id) {
        long nanos = state.journal.timeNanos();
        ids.makeRoomFor(account, nanos);
        if (!ids.hasRoomFor(account, id, nanos)) {
            return RejectReason.CLIENT_ORDER_IDS_USED_UP;
        }
        return ids.isTenantFull(account, id, nanos) ? RejectReason.TENANT_IDS_USED_UP : null;
    }

    /** Answers with the first answer to an accepted or refused order. */
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

    /** As {@link #fullnessFor}, but nothing leaves to make room: where something may, the answer is that there will be some. */
    @Nullable
    RejectReason fullnessAsTold(int account, ClientOrderId id) {
        long nanos = state.journal.timeNanos();
        if (!ids.hasRoomFor(account, id, nanos) && !ids.canMakeRoomFor(account, nanos)) {
            return RejectReason.CLIENT_ORDER_IDS_USED_UP;
        }
        return ids.isTenantFull(account, id, nanos) && !ids.canTenantMakeRoomFor(account, nanos)
                ? RejectReason.TENANT_IDS_USED_UP
                : null;
    }

    /** What an order with a known id would be answered with. */
    Trial trialOf(int known, long fingerprint) {
        RejectReason misuse = misuseOf(known, fingerprint);
        if (misuse != null) {
            return new Trial.Refused(misuse);
        }
        return switch (firstAnswerOf(known)) {
            case FirstAnswer.Accepted(var order, long _) -> new Trial.Repeats(order);
            case FirstAnswer.Refused(var reason) -> new Trial.Refused(reason);
            case FirstAnswer.Posted _ -> throw new IllegalStateException("an order's id cannot be a transfer's");
        };
    }

    /** The reason of a number that {@link #numberOf} gave. */
    public static RejectReason reasonOf(long number) {
        return REASONS[(int) number];
    }

    /** Remembers a refusal, so that the same id stays refused. */
    void refuse(int account, ClientOrderId id, long fingerprint, RejectReason reason) {
        ids.refuse(account, id, fingerprint, numberOf(reason), state.journal.timeNanos());
    }

    /** The number never leaves the process: snapshots and events carry the reason itself. */
    @SuppressWarnings("EnumOrdinal")
    public static long numberOf(RejectReason reason) {
        return reason.ordinal();
    }

    /** What became of an id; an id never seen is used up if asked so. */
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
