package com.flowex.protocol;

import com.flowex.domain.command.CancelOne;
import com.flowex.domain.command.CancelOrder;
import com.flowex.domain.command.CancelOrderByClientId;
import com.flowex.domain.command.CancelOrders;
import com.flowex.domain.command.CancelReplace;
import com.flowex.domain.command.CancelRestricted;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.PlaceBorrowingOrder;
import com.flowex.domain.command.PlaceLinkedOrders;
import com.flowex.domain.command.PlaceLinkedPair;
import com.flowex.domain.command.PlaceOrderPair;
import com.flowex.domain.command.PlacePayingOrders;
import com.flowex.domain.command.PlacePayingPair;
import com.flowex.domain.command.PlaceRepayingOrder;
import com.flowex.domain.command.PlaceReturningOrder;
import com.flowex.domain.command.ReviseLinkedOrders;
import com.flowex.domain.command.ReviseOrderPair;
import com.flowex.domain.command.TryBorrowingOrder;
import com.flowex.domain.command.TryPayingOrders;
import com.flowex.domain.command.TryPayingPair;
import com.flowex.domain.command.TryRepayingOrder;
import com.flowex.domain.command.TryReturningOrder;
import com.flowex.domain.order.CancelReason;
import com.flowex.domain.order.CancelRestriction;
import com.flowex.domain.order.LinkedChange;
import com.flowex.domain.order.OrderChange;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.PairChange;
import com.flowex.domain.order.ReplaceMode;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.order.TriggerSource;
import com.flowex.domain.state.PendingOrderState;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Messages of two orders that come together. */
final class RandomTwos {

    private RandomTwos() {}

    static PlaceOrderPair pair(RandomValues any) {
        OrderRequest limit = any.like(counted(any), any.restingLimit());
        return new PlaceOrderPair(limit, any.like(limit, any.stopOrder()));
    }

    static PlaceLinkedOrders linked(RandomValues any) {
        OrderRequest working = any.like(counted(any), any.restingLimit());
        OrderTerms then = any.terms();
        while (then instanceof OrderTerms.MarketByQuote || then instanceof OrderTerms.Twap) {
            then = any.terms();
        }
        OrderRequest next = any.like(working, then);
        return new PlaceLinkedOrders(
                working,
                new OrderRequest(
                        next.account(),
                        next.clientOrderId(),
                        next.instrument(),
                        any.side(),
                        any.quantity(),
                        then,
                        next.selfTradePrevention()));
    }

    static PlaceLinkedPair linkedPair(RandomValues any) {
        OrderRequest limit = any.like(counted(any), any.flag() ? any.restingLimit() : takeProfit(any));
        OrderRequest working = any.like(limit, any.restingLimit());
        OrderRequest stop = any.like(limit, any.stopOrder());
        while (stop.clientOrderId().equals(working.clientOrderId())
                || limit.clientOrderId().equals(working.clientOrderId())
                || limit.clientOrderId().equals(stop.clientOrderId())) {
            working = any.like(limit, any.restingLimit());
            stop = any.like(limit, any.stopOrder());
        }
        return new PlaceLinkedPair(working, new PlaceOrderPair(limit, stop));
    }

    /** Trailing stop with an activation price, whichever side reaches it. */
    static Trigger activated(RandomValues any, Random random) {
        Trigger.Trailing amount = new Trigger.TrailingAmount(any.price(), TriggerSource.LAST_TRADE);
        Trigger.Trailing rate = new Trigger.TrailingRate(1 + random.nextInt(100), TriggerSource.BEST_PRICE);
        return switch (random.nextInt(3)) {
            case 0 -> new Trigger.TrailingFromLoss(any.price(), amount);
            case 1 -> new Trigger.TrailingFromLoss(any.price(), rate);
            default -> new Trigger.TrailingFrom(any.price(), amount);
        };
    }

    static PlaceBorrowingOrder borrowing(RandomValues any) {
        OrderRequest order = any.request();
        while (order.terms() instanceof OrderTerms.Conditional || order.terms() instanceof OrderTerms.Twap) {
            order = any.request();
        }
        return new PlaceBorrowingOrder(order);
    }

    static TryBorrowingOrder tryBorrowing(RandomValues any) {
        return new TryBorrowingOrder(borrowing(any));
    }

    /** Those of the latest rules, whose draws come last. */
    static List<Command> latest(RandomValues any) {
        PlaceRepayingOrder repaying = repaying(any);
        TryRepayingOrder tryRepaying = new TryRepayingOrder(repaying(any));
        PlacePayingOrders paying = paying(any);
        PlacePayingPair pair = payingPair(any);
        PlaceReturningOrder returning = new PlaceReturningOrder(borrowing(any).request(), any.flag());
        return List.of(
                repaying,
                tryRepaying,
                paying,
                new TryPayingOrders(paying),
                pair,
                new TryPayingPair(waiting(pair)),
                returning,
                new TryReturningOrder(returning),
                RandomTimers.command(any),
                RandomRates.command(any),
                RandomEffects.command(any));
    }

    /** The same list, whose working order waits for a trigger. */
    private static PlacePayingPair waiting(PlacePayingPair list) {
        OrderRequest working = list.linked().working();
        OrderRequest waiting = new OrderRequest(
                working.account(),
                working.clientOrderId(),
                working.instrument(),
                working.side(),
                working.quantity(),
                list.linked().pair().stop().terms(),
                working.selfTradePrevention());
        return new PlacePayingPair(new PlaceLinkedPair(waiting, list.linked().pair()));
    }

    private static PlacePayingOrders paying(RandomValues any) {
        PlaceLinkedOrders linked = linked(any);
        Quantity quantity = linked.working().quantity();
        return new PlacePayingOrders(new PlaceLinkedOrders(
                of(linked.working(), Side.BUY, quantity), of(linked.pending(), Side.SELL, quantity)));
    }

    private static PlacePayingPair payingPair(RandomValues any) {
        PlaceLinkedPair linked = linkedPair(any);
        Quantity quantity = linked.working().quantity();
        return new PlacePayingPair(new PlaceLinkedPair(
                of(linked.working(), Side.BUY, quantity),
                new PlaceOrderPair(
                        of(linked.pair().limit(), Side.SELL, quantity),
                        of(linked.pair().stop(), Side.SELL, quantity))));
    }

    private static OrderRequest of(OrderRequest like, Side side, Quantity quantity) {
        return new OrderRequest(
                like.account(),
                like.clientOrderId(),
                like.instrument(),
                side,
                quantity,
                like.terms(),
                like.selfTradePrevention());
    }

    private static PlaceRepayingOrder repaying(RandomValues any) {
        return new PlaceRepayingOrder(borrowing(any).request(), any.flag());
    }

    private static OrderTerms takeProfit(RandomValues any) {
        return new OrderTerms.Conditional(
                new Trigger.TakeProfit(any.price(), any.one(TriggerSource.values())), any.active());
    }

    static CancelReplace cancelReplace(RandomValues any) {
        OrderRequest replacement = any.request();
        CancelOne cancel = any.flag()
                ? new CancelOrder(replacement.account(), any.order())
                : new CancelOrderByClientId(replacement.account(), any.clientOrderId());
        return new CancelReplace(
                CancelRestricted.of(cancel, restriction(replacement)), replacement, any.one(ReplaceMode.values()));
    }

    /** A third of the cancels is restricted. It follows from the order, so that later draws stay as they were. */
    private static @Nullable CancelRestriction restriction(OrderRequest replacement) {
        long units = replacement.quantity().units();
        if (units % 3 != 0) {
            return null;
        }
        return units % 2 == 0 ? CancelRestriction.ONLY_NEW : CancelRestriction.ONLY_PARTIALLY_FILLED;
    }

    static CancelOrders cancelMany(RandomValues any) {
        return new CancelOrders(
                any.account(),
                any.perhaps(any.instrumentId()),
                any.perhaps(any.side()),
                any.one(CancelReason.values()));
    }

    static CancelRestricted restricted(RandomValues any) {
        CancelOne cancel = any.flag()
                ? new CancelOrder(any.account(), any.order())
                : new CancelOrderByClientId(any.account(), any.clientOrderId());
        return new CancelRestricted(cancel, any.one(CancelRestriction.values()));
    }

    /** A change of a pair, which names something. A third of the triggers is that of both orders; no draw decides it. */
    static ReviseOrderPair revision(RandomValues any) {
        Price price = any.perhaps(any.price());
        Quantity quantity = any.perhaps(new Quantity(any.positiveInt()));
        Trigger trigger = any.perhaps(any.trigger());
        Trigger firstTrigger = price != null && price.units() % 3 == 0 ? trigger : null;
        Price stopLimit = any.perhaps(any.price());
        boolean isEmpty = price == null && quantity == null && trigger == null && stopLimit == null;
        return new ReviseOrderPair(
                any.account(),
                any.order(),
                new PairChange(isEmpty ? any.price() : price, firstTrigger, quantity, trigger, stopLimit));
    }

    /** A change of linked orders, which names something. */
    static ReviseLinkedOrders linkedRevision(RandomValues any) {
        Price price = any.perhaps(any.price());
        Quantity quantity = any.perhaps(new Quantity(any.positiveInt()));
        OrderChange pending = any.perhaps(any.revision().change());
        boolean isEmpty = price == null && quantity == null && pending == null;
        return new ReviseLinkedOrders(
                any.account(), any.order(), new LinkedChange(isEmpty ? any.price() : price, quantity, pending));
    }

    /** An order that says how much, not what for. */
    private static OrderRequest counted(RandomValues any) {
        OrderRequest order = any.request();
        while (order.terms() instanceof OrderTerms.MarketByQuote) {
            order = any.request();
        }
        return order;
    }

    static PendingOrderState pending(RandomValues any) {
        OrderRequest request = any.request();
        return any.flag()
                ? new PendingOrderState(any.order(), request, any.order(), 0)
                : new PendingOrderState(any.order(), request, null, any.positive());
    }
}
