package com.flowex.cluster.reducer;

import com.flowex.domain.RulesVersion;
import com.flowex.domain.command.CancelReplace;
import com.flowex.domain.command.CancelRestricted;
import com.flowex.domain.command.CloseLiquidation;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.PlaceBorrowingOrder;
import com.flowex.domain.command.PlaceLinkedOrders;
import com.flowex.domain.command.PlaceLinkedPair;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PlaceOrderPair;
import com.flowex.domain.command.PlacePayingOrders;
import com.flowex.domain.command.PlacePayingPair;
import com.flowex.domain.command.PlaceRepayingOrder;
import com.flowex.domain.command.PlaceReturningOrder;
import com.flowex.domain.command.PlaceWithEffects;
import com.flowex.domain.command.QuoteIndexPrice;
import com.flowex.domain.command.ReviseLinkedOrders;
import com.flowex.domain.command.ReviseOrder;
import com.flowex.domain.command.ReviseOrderPair;
import com.flowex.domain.command.SetLeverage;
import com.flowex.domain.command.SetMarginLevels;
import com.flowex.domain.command.SetMarginRates;
import com.flowex.domain.command.SetMarginTerms;
import com.flowex.domain.command.SetMarketTimer;
import com.flowex.domain.command.TryBorrowingOrder;
import com.flowex.domain.command.TryLinkedOrders;
import com.flowex.domain.command.TryLinkedPair;
import com.flowex.domain.command.TryOrder;
import com.flowex.domain.command.TryOrderPair;
import com.flowex.domain.command.TryPayingOrders;
import com.flowex.domain.command.TryPayingPair;
import com.flowex.domain.command.TryRepayingOrder;
import com.flowex.domain.command.TryReturningOrder;
import com.flowex.domain.order.OrderChange;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.order.Trigger;
import org.jspecify.annotations.Nullable;

/**
 * Rules that a command needs, by its kind and by the values in its orders. A node of a build before them cannot read the command and passes over it, so a node of this
 * build does the same until they are adopted; otherwise nodes of two builds would answer differently.
 */
final class NeededRules {

    /** First rules with lending, lists of three orders, and pairs that begin with a take-profit. */
    private static final int SEVENTH = 7;

    /** First rules with margin calls and liquidations. */
    private static final int EIGHTH = 8;

    /** First rules with orders that borrow. */
    private static final int NINTH = 9;

    /** First rules with cancels that depend on fills. */
    private static final int TENTH = 10;

    /** First rules with leverages of accounts. */
    private static final int ELEVENTH = 11;

    /** First rules with orders that repay. */
    private static final int TWELFTH = 12;

    /** First rules with orders that pay others. */
    private static final int THIRTEENTH = 13;

    /** First rules with trailing stops that a loss activates, and with the prevention mode that transfers. */
    private static final int FOURTEENTH = 14;

    /**
     * First rules with pairs whose take-profit trails or changes its trigger, orders that return loans, working orders that
     * wait for a trigger, and timers of markets.
     */
    private static final int FIFTEENTH = 15;

    /**
     * First rules with isolated accounts, with rates by the use of a pool and by volume, and in which all orders but
     * time-weighted ones have effects on debts.
     */
    private static final int SIXTEENTH = 16;

    private NeededRules() {}

    static int of(Command command) {
        return switch (command) {
            case PlaceOrder(OrderRequest order) -> of(order);
            case TryOrder(OrderRequest order) -> of(order);
            case ReviseOrder revision -> of(revision.change().trigger());
            case CancelRestricted _ -> TENTH;
            case CancelReplace replace -> Math.max(of(replace.cancel()), of(replace.replacement()));
            case PlaceBorrowingOrder order -> ofEffects(NINTH, order.request());
            case TryBorrowingOrder trial -> of(trial.order());
            case PlaceRepayingOrder order -> ofEffects(TWELFTH, order.request());
            case TryRepayingOrder trial -> of(trial.order());
            case PlaceReturningOrder order -> ofEffects(FIFTEENTH, order.request());
            case TryReturningOrder trial -> of(trial.order());
            case PlaceWithEffects _ -> SIXTEENTH;
            case PlaceOrderPair pair -> ofPair(pair);
            case TryOrderPair(PlaceOrderPair pair) -> ofPair(pair);
            case ReviseOrderPair revision ->
                revision.change().firstTrigger() == null ? of(revision.change().trigger()) : FIFTEENTH;
            case PlaceLinkedOrders linked -> ofLinked(linked);
            case TryLinkedOrders(PlaceLinkedOrders linked) -> ofLinked(linked);
            case ReviseLinkedOrders revision -> ofChange(revision.change().pending());
            case PlaceLinkedPair list -> ofList(list);
            case TryLinkedPair(PlaceLinkedPair list) -> ofList(list);
            case PlacePayingOrders(PlaceLinkedOrders linked) -> Math.max(THIRTEENTH, ofLinked(linked));
            case TryPayingOrders trial -> of(trial.paying());
            case PlacePayingPair(PlaceLinkedPair list) -> Math.max(THIRTEENTH, ofList(list));
            case TryPayingPair trial -> of(trial.paying());
            case SetMarginTerms _, QuoteIndexPrice _ -> SEVENTH;
            case SetMarginLevels _, CloseLiquidation _ -> EIGHTH;
            case SetLeverage _ -> ELEVENTH;
            case SetMarketTimer _ -> FIFTEENTH;
            case OpenAccount open when open.account().isIsolated() -> SIXTEENTH;
            case SetMarginRates _ -> SIXTEENTH;
            default -> RulesVersion.FIRST;
        };
    }

    /** @param least rules that know these effects of an order that acts at once */
    private static int ofEffects(int least, OrderRequest order) {
        return order.terms() instanceof OrderTerms.Conditional ? SIXTEENTH : Math.max(least, of(order));
    }

    private static int ofPair(PlaceOrderPair pair) {
        if (pair.limit().trails()) {
            return FIFTEENTH;
        }
        int first = pair.limit().terms() instanceof OrderTerms.Conditional ? SEVENTH : RulesVersion.FIRST;
        return Math.max(first, Math.max(of(pair.limit()), of(pair.stop())));
    }

    private static int ofLinked(PlaceLinkedOrders linked) {
        return Math.max(ofWorking(linked.working()), of(linked.pending()));
    }

    private static int ofWorking(OrderRequest working) {
        return switch (working.terms()) {
            case OrderTerms.Conditional _ -> FIFTEENTH;
            case OrderTerms.Limit limit when !limit.mayRest() -> Math.max(SEVENTH, of(working));
            default -> of(working);
        };
    }

    private static int ofList(PlaceLinkedPair list) {
        return Math.max(SEVENTH, Math.max(ofWorking(list.working()), ofPair(list.pair())));
    }

    private static int ofChange(@Nullable OrderChange change) {
        return change == null ? RulesVersion.FIRST : of(change.trigger());
    }

    private static int of(OrderRequest order) {
        if (order.selfTradePrevention() == SelfTradePrevention.TRANSFER) {
            return FOURTEENTH;
        }
        return order.terms() instanceof OrderTerms.Conditional(Trigger trigger, var _)
                ? of(trigger)
                : RulesVersion.FIRST;
    }

    private static int of(@Nullable Trigger trigger) {
        return trigger instanceof Trigger.TrailingFromLoss ? FOURTEENTH : RulesVersion.FIRST;
    }
}
