package com.flowex.engine;

import com.flowex.domain.command.CancelReplace;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.CompoundPlacement;
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
import com.flowex.domain.order.DebtEffects;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.order.TriggerSource;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Effects on debts of orders that wait, pairs, lists and replacements, in one of sixteen logs, which has loans, lists and
 * lists that pay. The dice are its own, so that the other logs stay as they were.
 */
final class RandomEffects {

    private static final int TRIED = 8;
    private static final int LARGER_MAX = 40;

    private final Random random;
    private final boolean isUsed;
    private int ids;

    RandomEffects(long seed) {
        random = new Random(seed * 0xD6E8FEB86659FD93L + 1);
        isUsed = isUsed(seed);
    }

    /** Returns true if the log of a seed has such orders, and so needs the newest rules. */
    static boolean isUsed(long seed) {
        return Math.floorMod(seed, 16) == 14;
    }

    boolean isUsed() {
        return isUsed;
    }

    /** Returns a command, which mostly is the same with effects on debts if it may have some. */
    Command perhaps(Command command) {
        if (!isUsed || random.nextInt(4) == 0) {
            return command;
        }
        int times = random.nextBoolean() ? 1 : 1 + random.nextInt(LARGER_MAX);
        return switch (command) {
            case PlaceBorrowingOrder(var order)
            when order.terms() instanceof OrderTerms.Limit limit -> ofBorrower(order, limit);
            case PlaceOrder(var order)
            when order.terms() instanceof OrderTerms.Conditional -> single(larger(order, times));
            case CancelReplace replace
            when DebtEffects.mayBeOf(replace.replacement().terms()) ->
                with(new CancelReplace(replace.cancel(), larger(replace.replacement(), times), replace.mode()), false);
            case PlaceOrderPair pair -> with(larger(pair, times), false);
            case PlaceLinkedOrders list -> with(larger(list, times), true);
            case PlaceLinkedPair list -> with(larger(list, times), true);
            case PlacePayingOrders(var list) -> paying(new PlacePayingOrders(larger(list, times)));
            case PlacePayingPair(var list) -> paying(new PlacePayingPair(larger(list, times)));
            default -> command;
        };
    }

    /** Returns the preview that comes before a placement; null if none does. */
    @Nullable
    Command trialOf(PlaceWithEffects placement) {
        return random.nextInt(TRIED) == 0 ? Trials.of(placement) : null;
    }

    /** An order of a borrower who has collateral becomes one that waits, a pair or a list, near the same price. */
    private Command ofBorrower(OrderRequest order, OrderTerms.Limit limit) {
        boolean buys = order.side() == Side.BUY;
        long price = limit.price().units();
        OrderTerms.Active then = random.nextBoolean() ? OrderTerms.Market.MARKET : limit;
        Trigger.StopLoss trigger = new Trigger.StopLoss(
                at(price, buys ? 90 + random.nextInt(10) : 101 + random.nextInt(10)), TriggerSource.LAST_TRADE);
        OrderRequest waiting = like(order, new OrderTerms.Conditional(trigger, then), order.side());
        if (random.nextInt(3) == 0) {
            return single(waiting);
        }
        Price away = at(price, buys ? 70 + random.nextInt(20) : 112 + random.nextInt(20));
        OrderRequest resting = like(order, new OrderTerms.Limit(away, TimeInForce.GTC, false), order.side());
        PlaceOrderPair pair = new PlaceOrderPair(resting, waiting);
        OrderRequest small = order.withQuantity(new Quantity(40L * (1 + random.nextInt(3))));
        OrderRequest back = like(
                order,
                new OrderTerms.Limit(limit.price(), TimeInForce.GTC, false),
                order.side().opposite());
        return switch (random.nextInt(6)) {
            case 0, 1 -> with(pair, false);
            case 2 ->
                with(
                        new PlaceLinkedOrders(small, random.nextBoolean() ? waiting : like(order, then, order.side())),
                        true);
            case 3 -> with(new PlaceLinkedPair(small, pair), true);
            case 4 ->
                buys
                        ? paying(new PlacePayingOrders(new PlaceLinkedOrders(like(order, limit, Side.BUY), back)))
                        : with(new PlaceLinkedOrders(order, back), true);
            default -> with(new PlaceLinkedOrders(random.nextBoolean() ? waiting : order, back), true);
        };
    }

    private static Price at(long price, int percent) {
        return new Price(Math.max(5, price * percent / 100 / 5 * 5));
    }

    private OrderRequest like(OrderRequest order, OrderTerms terms, Side side) {
        return new OrderRequest(
                order.account(),
                ClientOrderId.of("effects-" + ++ids),
                order.instrument(),
                side,
                order.quantity(),
                terms,
                order.selfTradePrevention());
    }

    private Command single(OrderRequest order) {
        return switch (random.nextInt(5)) {
            case 0 -> new PlaceBorrowingOrder(order);
            case 1 -> new PlaceRepayingOrder(order, false);
            case 2 -> new PlaceRepayingOrder(order, true);
            case 3 -> new PlaceReturningOrder(order, false);
            default -> new PlaceReturningOrder(order, true);
        };
    }

    private Command with(CompoundPlacement placement, boolean isList) {
        DebtEffects effects = effects();
        DebtEffects pending = isList ? effects() : DebtEffects.NONE;
        return effects.areNone() && pending.areNone() ? placement : new PlaceWithEffects(effects, pending, placement);
    }

    private Command paying(CompoundPlacement placement) {
        boolean borrows = random.nextInt(4) > 0;
        DebtEffects effects = new DebtEffects(borrows, false, borrows && random.nextBoolean());
        DebtEffects pending = new DebtEffects(false, !borrows || random.nextBoolean(), false);
        return new PlaceWithEffects(effects, pending, placement);
    }

    private DebtEffects effects() {
        boolean borrows = random.nextInt(4) > 0;
        return new DebtEffects(borrows, random.nextBoolean(), borrows && random.nextBoolean());
    }

    private static PlaceOrderPair larger(PlaceOrderPair pair, int times) {
        return new PlaceOrderPair(larger(pair.limit(), times), larger(pair.stop(), times));
    }

    private static PlaceLinkedOrders larger(PlaceLinkedOrders list, int times) {
        return new PlaceLinkedOrders(larger(list.working(), times), larger(list.pending(), times));
    }

    private static PlaceLinkedPair larger(PlaceLinkedPair list, int times) {
        return new PlaceLinkedPair(larger(list.working(), times), larger(list.pair(), times));
    }

    private static OrderRequest larger(OrderRequest order, int times) {
        long units = order.quantity().units();
        return units > Long.MAX_VALUE / LARGER_MAX ? order : order.withQuantity(new Quantity(units * times));
    }
}
