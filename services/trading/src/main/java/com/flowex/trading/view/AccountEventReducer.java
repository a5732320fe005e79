package com.flowex.trading.view;

import com.flowex.domain.account.Transfer;
import com.flowex.domain.event.BalanceChanged;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.event.OrderAmended;
import com.flowex.domain.event.OrderCanceled;
import com.flowex.domain.event.OrderDisplayChanged;
import com.flowex.domain.event.OrderExpired;
import com.flowex.domain.event.OrderReduced;
import com.flowex.domain.event.OrderRefreshed;
import com.flowex.domain.event.OrderRejected;
import com.flowex.domain.event.OrderRested;
import com.flowex.domain.event.OrderRevised;
import com.flowex.domain.event.OrderStarted;
import com.flowex.domain.event.OrderTriggered;
import com.flowex.domain.event.OrdersLinked;
import com.flowex.domain.event.OrdersPaired;
import com.flowex.domain.event.ReservedExpired;
import com.flowex.domain.event.ReservedPosted;
import com.flowex.domain.event.ReservedVoided;
import com.flowex.domain.event.SelfTradePrevented;
import com.flowex.domain.event.SliceStarted;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.event.TransferPosted;
import com.flowex.domain.event.TransferReserved;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.TransferId;
import com.flowex.trading.store.account.AccountEvent;
import com.flowex.trading.store.account.AccountUpdate;
import com.flowex.trading.store.account.BalanceCause;
import com.flowex.trading.store.account.OrderState;
import com.flowex.trading.store.account.OrderStep;
import com.flowex.trading.store.account.TransferStage;
import com.flowex.trading.store.order.TrackedOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reducer that turns events into entries of accounts, in the order of the log. Entries get their numbers when they are
 * written. Only customers' accounts have entries: the outside account and the fee account have no followers.
 */
final class AccountEventReducer {

    private final Map<AccountId, List<AccountEvent>> published;

    /** @param events receives the events by account */
    AccountEventReducer(Map<AccountId, List<AccountEvent>> events) {
        this.published = events;
    }

    /** Adds an event of an order, which has already applied it. */
    void order(TrackedOrder order, Event event, long sequence, long timeNanos) {
        AccountId account = order.request().account();
        OrderState state = OrderState.of(order);
        if (event instanceof OrdersPaired || event instanceof OrdersLinked) {
            join(account, order);
        }
        report(account, new AccountEvent(sequence, timeNanos, news(state, event)));
    }

    private static AccountUpdate news(OrderState order, Event event) {
        return switch (event) {
            case TradeExecuted trade -> traded(order, trade);
            case SelfTradePrevented prevented -> prevented(order, prevented);
            case OrderAccepted _ -> new AccountUpdate.Order(OrderStep.ACCEPTED, order);
            case OrdersPaired _ -> new AccountUpdate.Order(OrderStep.PAIRED, order);
            case OrdersLinked _ -> new AccountUpdate.Order(OrderStep.LINKED, order);
            case OrderStarted _ -> new AccountUpdate.Order(OrderStep.STARTED, order);
            case OrderTriggered _ -> new AccountUpdate.Order(OrderStep.TRIGGERED, order);
            case SliceStarted _ -> new AccountUpdate.Order(OrderStep.SLICE_STARTED, order);
            case OrderRested _ -> new AccountUpdate.Order(OrderStep.RESTED, order);
            case OrderRefreshed _ -> new AccountUpdate.Order(OrderStep.REFRESHED, order);
            case OrderReduced _ -> new AccountUpdate.Order(OrderStep.REDUCED, order);
            case OrderAmended _ -> new AccountUpdate.Order(OrderStep.AMENDED, order);
            case OrderRevised _ -> new AccountUpdate.Order(OrderStep.REVISED, order);
            case OrderDisplayChanged _ -> new AccountUpdate.Order(OrderStep.DISPLAY_CHANGED, order);
            case OrderCanceled _ -> new AccountUpdate.Order(OrderStep.CANCELED, order);
            case OrderExpired _ -> new AccountUpdate.Order(OrderStep.EXPIRED, order);
            default -> throw new IllegalStateException("this is not about an order: " + event);
        };
    }

    private static AccountUpdate traded(OrderState order, TradeExecuted trade) {
        boolean isMaker = trade.maker().order().equals(order.id());
        return new AccountUpdate.Trade(
                order,
                trade.trade(),
                isMaker,
                trade.price().units(),
                trade.quantity().units(),
                trade.quote().units(),
                (isMaker ? trade.maker() : trade.taker()).fee().units());
    }

    private static AccountUpdate prevented(OrderState order, SelfTradePrevented event) {
        boolean isMaker = event.maker().equals(order.id());
        return new AccountUpdate.Prevented(
                order,
                isMaker,
                isMaker ? event.taker() : event.maker(),
                event.price().units(),
                (isMaker ? event.makerPrevented() : event.takerPrevented()).units());
    }

    /**
     * Adds the other order to the earlier entries of an order that was just accepted and became one of a pair or link.
     * So its first entry already names the other.
     */
    private void join(AccountId account, TrackedOrder order) {
        List<AccountEvent> events = published.getOrDefault(account, List.of());
        for (int i = events.size() - 1; i >= 0; i--) {
            AccountEvent event = events.get(i);
            if (event.news() instanceof AccountUpdate.Order(OrderStep step, OrderState before)
                    && before.id().equals(order.id())) {
                OrderState state = before.merge(order.progress());
                events.set(
                        i, new AccountEvent(event.sequence(), event.timeNanos(), new AccountUpdate.Order(step, state)));
                if (step == OrderStep.ACCEPTED) {
                    return;
                }
            }
        }
    }

    /** Adds the refusal of an order. */
    void refused(OrderRejected event, long sequence, long timeNanos) {
        AccountUpdate news = new AccountUpdate.Refused(event.clientOrderId(), event.instrument(), event.reason());
        report(event.account(), new AccountEvent(sequence, timeNanos, news));
    }

    void posted(TransferPosted event, long sequence, long timeNanos) {
        moved(TransferStage.POSTED, event.transfer(), sequence, timeNanos);
    }

    void posted(ReservedPosted event, long sequence, long timeNanos) {
        Transfer reserved = event.reserved();
        moved(
                TransferStage.RESERVED_POSTED,
                new Transfer(event.id(), reserved.from(), reserved.to(), event.posted(), reserved.kind()),
                sequence,
                timeNanos);
    }

    void reserved(TransferReserved event, long sequence, long timeNanos) {
        Transfer transfer = event.transfer();
        long units = -transfer.amount().units();
        one(transfer.from(), TransferStage.RESERVED, transfer, units, sequence, timeNanos);
    }

    void voided(ReservedVoided event, long sequence, long timeNanos) {
        freed(TransferStage.VOIDED, event.reserved(), sequence, timeNanos);
    }

    void expired(ReservedExpired event, long sequence, long timeNanos) {
        freed(TransferStage.EXPIRED, event.reserved(), sequence, timeNanos);
    }

    private void freed(TransferStage stage, Transfer reserved, long sequence, long timeNanos) {
        one(reserved.from(), stage, reserved, reserved.amount().units(), sequence, timeNanos);
    }

    private void moved(TransferStage stage, Transfer transfer, long sequence, long timeNanos) {
        long units = transfer.amount().units();
        one(transfer.from(), stage, transfer, -units, sequence, timeNanos);
        one(transfer.to(), stage, transfer, units, sequence, timeNanos);
    }

    private void one(
            AccountId account, TransferStage stage, Transfer transfer, long units, long sequence, long timeNanos) {
        TransferId id = transfer.id();
        Amount amount = transfer.amount();
        AccountUpdate news = new AccountUpdate.Transfer(stage, id, transfer.kind(), amount.asset(), units);
        report(account, new AccountEvent(sequence, timeNanos, news));
    }

    /** Adds a changed balance. A command's balances come after all of its other events. */
    void balance(BalanceChanged event, long sequence, long timeNanos) {
        List<AccountEvent> before = published.getOrDefault(event.account(), List.of());
        int at = before.size() - 1;
        while (at >= 0 && before.get(at).news() instanceof AccountUpdate.Balance) {
            at--;
        }
        boolean isKnown = at >= 0 && before.get(at).timeNanos() == timeNanos;
        AccountUpdate news = new AccountUpdate.Balance(
                event.asset(),
                event.balanceUnits(),
                event.heldUnits(),
                isKnown ? cause(before.get(at).news()) : BalanceCause.OTHER,
                isKnown ? before.size() - at : 0);
        report(event.account(), new AccountEvent(sequence, timeNanos, news));
    }

    private static BalanceCause cause(AccountUpdate news) {
        return switch (news) {
            case AccountUpdate.Trade _ -> BalanceCause.TRADE;
            case AccountUpdate.Order _, AccountUpdate.Prevented _ -> BalanceCause.ORDER;
            case AccountUpdate.Transfer _ -> BalanceCause.TRANSFER;
            case AccountUpdate.Refused _, AccountUpdate.Balance _ -> BalanceCause.OTHER;
        };
    }

    private void report(AccountId account, AccountEvent event) {
        if (account.number() >= AccountId.CUSTOMERS_FROM) {
            published.computeIfAbsent(account, _ -> new ArrayList<>()).add(event);
        }
    }
}
