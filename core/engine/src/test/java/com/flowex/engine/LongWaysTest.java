package com.flowex.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.RejectReason;
import com.flowex.domain.RulesVersion;
import com.flowex.domain.command.AdvanceTime;
import com.flowex.domain.command.AmendOrder;
import com.flowex.domain.command.CancelOrder;
import com.flowex.domain.command.CancelOrders;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.PlaceLinkedOrders;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PlaceOrderPair;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.event.OrderExpired;
import com.flowex.domain.event.OrderRested;
import com.flowex.domain.event.OrderStarted;
import com.flowex.domain.event.OrderTriggered;
import com.flowex.domain.event.SliceStarted;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.market.CircuitBreaker;
import com.flowex.domain.market.RiskRules;
import com.flowex.domain.order.CancelReason;
import com.flowex.domain.order.ExpiryReason;
import com.flowex.domain.order.OrderKind;
import com.flowex.domain.order.OrderPlan;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.order.TriggerSource;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.testsupport.PropertyTestSeeds;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Limit orders that meet more makers than one way through the book allows. By rules 6 they go on, before other takers of
 * their market, over as many commands as it takes. Every command also goes to the plain exchange, and the engine is
 * replaced by its restored snapshot again and again.
 */
class LongWaysTest extends LongWayScenario {

    @Test
    void byTheRulesBeforeALimitOrderEndsAtItsLastFill() {
        begin(5, WALL);

        List<Object> answers = place(ADA, Side.BUY, WALL + 10, limit(PRICE, TimeInForce.GTC));

        assertEquals(FILLS_MAX, all(TradeExecuted.class, answers).size());
        assertEquals(
                ExpiryReason.FILL_LIMIT,
                all(OrderExpired.class, answers).getFirst().reason());
    }

    /** Closes finding W14. */
    @Test
    void aLimitOrderGoesOnWhereOneWayEndsAndThenRests() {
        begin(RulesVersion.NEWEST, WALL);

        List<Object> answers = place(ADA, Side.BUY, WALL + 10, limit(PRICE, TimeInForce.GTC));
        OrderId order = idOf(answers);
        assertEquals(2 * FILLS_MAX, taken(order, answers));
        List<Object> later = settle();

        assertEquals(WALL - 2 * FILLS_MAX, taken(order, later));
        OrderRested rested = all(OrderRested.class, later).getFirst();
        assertEquals(order, rested.order());
        assertEquals(10, rested.remaining().units());
    }

    @Test
    void anImmediateOrderGoesOnAndDoesNotRest() {
        begin(RulesVersion.NEWEST, WALL);

        OrderId order = idOf(place(ADA, Side.BUY, WALL + 10, limit(PRICE, TimeInForce.IOC)));
        List<Object> later = settle();

        assertEquals(WALL - 2 * FILLS_MAX, taken(order, later));
        OrderExpired expired = all(OrderExpired.class, later).getFirst();
        assertEquals(ExpiryReason.IMMEDIATE_OR_CANCEL, expired.reason());
        assertEquals(10, expired.remaining().units());
    }

    @Test
    void anAmendedOrderGoesOn() {
        begin(RulesVersion.NEWEST, WALL);
        OrderId order = idOf(place(ADA, Side.BUY, WALL + 10, limit(PRICE - 1, TimeInForce.GTC)));

        List<Object> answers = new ArrayList<>(apply(new AmendOrder(ADA, order, new Price(PRICE), new Quantity(WALL))));
        answers.addAll(settle());

        assertEquals(WALL, taken(order, answers));
    }

    @Test
    void takersThatArriveMeanwhileComeAfterIt() {
        begin(RulesVersion.NEWEST, WALL);
        OrderId first = idOf(place(ADA, Side.BUY, WALL - 100, limit(PRICE, TimeInForce.GTC)));

        List<Object> answers = new ArrayList<>(place(BOB, Side.BUY, 150, limit(PRICE, TimeInForce.GTC)));
        OrderId second = idOf(answers);
        assertEquals(0, taken(second, answers), "nothing before the order that came first");
        assertEquals(RejectReason.NO_LIQUIDITY, refusalOf(place(BOB, Side.BUY, 1, OrderTerms.Market.MARKET)));
        List<Object> killed = place(BOB, Side.BUY, 1, limit(PRICE, TimeInForce.FOK));
        answers.addAll(killed);
        assertEquals(
                ExpiryReason.FILL_OR_KILL,
                all(OrderExpired.class, killed).getFirst().reason());
        assertEquals(
                1,
                all(OrderRested.class, place(BOB, Side.BUY, 1, limit(PRICE - 1, TimeInForce.GTC)))
                        .size());
        answers.addAll(settle());

        assertEquals(100, taken(second, answers), "what the first has left of the wall");
        List<TradeExecuted> trades = all(TradeExecuted.class, answers);
        int lastOfFirst = -1;
        int firstOfSecond = trades.size();
        for (int i = 0; i < trades.size(); i++) {
            if (trades.get(i).taker().order().equals(first)) {
                lastOfFirst = i;
            } else {
                firstOfSecond = Math.min(firstOfSecond, i);
            }
        }
        assertTrue(lastOfFirst < firstOfSecond);
    }

    @Test
    void otherMarketsGoOnMeanwhile() {
        begin(RulesVersion.NEWEST, WALL);
        place(ADA, Side.BUY, WALL, limit(PRICE, TimeInForce.GTC));
        apply(new PlaceOrder(order(OTHER, MAKER, Side.SELL, 5, limit(PRICE, TimeInForce.GTC))));

        List<Object> answers = apply(new PlaceOrder(order(OTHER, BOB, Side.BUY, 5, limit(PRICE, TimeInForce.GTC))));

        assertEquals(1, all(TradeExecuted.class, answers).size());
    }

    @Test
    void theOrderThatWaitsForItStartsWhenAllOfItIsFilled() {
        begin(RulesVersion.NEWEST, WALL);

        List<Object> answers = apply(new PlaceLinkedOrders(
                order(MARKET, ADA, Side.BUY, WALL, limit(PRICE, TimeInForce.GTC)),
                order(MARKET, ADA, Side.SELL, 5, limit(PRICE + 5, TimeInForce.GTC))));
        assertEquals(0, all(OrderStarted.class, answers).size());

        assertEquals(1, all(OrderStarted.class, settle()).size());
    }

    @Test
    void aPairThatArrivesMeanwhileMustNotTake() {
        begin(RulesVersion.NEWEST, WALL);
        place(ADA, Side.BUY, WALL, limit(PRICE, TimeInForce.GTC));

        RejectReason refusal = refusalOf(apply(new PlaceOrderPair(
                order(MARKET, BOB, Side.BUY, 5, limit(PRICE, TimeInForce.GTC)),
                order(MARKET, BOB, Side.BUY, 5, stopLoss(PRICE + 10, limit(PRICE + 20, TimeInForce.GTC))))));

        assertEquals(RejectReason.POST_ONLY_WOULD_TAKE, refusal);
    }

    /** Its fills set off a stop; the stop acts behind it, and goes on itself. */
    @Test
    void stopsThatItTriggersActBehindItAndGoOnThemselves() {
        begin(RulesVersion.NEWEST, 2 * WALL);
        OrderId stop = idOf(place(BOB, Side.BUY, WALL - 100, stopLoss(PRICE, limit(PRICE, TimeInForce.GTC))));
        OrderId market = idOf(place(BOB, Side.BUY, WALL, stopLoss(PRICE, OrderTerms.Market.MARKET)));

        List<Object> answers = new ArrayList<>(place(ADA, Side.BUY, WALL, limit(PRICE, TimeInForce.GTC)));
        OrderId first = idOf(answers);
        assertEquals(2, all(OrderTriggered.class, answers).size());
        assertEquals(0, taken(stop, answers));
        answers.addAll(settle());

        List<OrderId> takers = all(TradeExecuted.class, answers).stream()
                .map(trade -> trade.taker().order())
                .distinct()
                .toList();
        assertEquals(List.of(first, stop, market), takers);
        assertEquals(WALL, taken(first, answers));
        assertEquals(WALL - 100, taken(stop, answers));
        assertEquals(100, taken(market, answers));
    }

    /** Nothing is held for a further way of a market order, and no limit of value was asked of it: rules, section 3. */
    @Test
    void marketOrdersAndStopsThatBecomeOneHaveOneWay() {
        begin(RulesVersion.NEWEST, WALL);
        OrderId stop = idOf(place(BOB, Side.BUY, WALL, stopLoss(PRICE, OrderTerms.Market.MARKET)));

        List<Object> answers = new ArrayList<>(place(ADA, Side.BUY, WALL, OrderTerms.Market.MARKET));
        OrderId market = idOf(answers);
        answers.addAll(settle());
        List<Object> byAmount = place(ADA, Side.BUY, 0, new OrderTerms.MarketByQuote(600 * PRICE));
        answers.addAll(byAmount);

        for (OrderId order : List.of(market, stop, idOf(byAmount))) {
            assertEquals(FILLS_MAX, taken(order, answers));
            OrderExpired expired = all(OrderExpired.class, answers).stream()
                    .filter(each -> each.order().equals(order))
                    .findFirst()
                    .orElseThrow();
            assertEquals(ExpiryReason.FILL_LIMIT, expired.reason());
        }
        assertEquals(
                ExpiryReason.FILL_LIMIT,
                plan(order(MARKET, ADA, Side.BUY, 600, OrderTerms.Market.MARKET))
                        .expiry(),
                "whoever tries it knows before");
    }

    /** A slice that comes due meanwhile takes nothing; the next does. */
    @Test
    void slicesTakeNothingMeanwhile() {
        begin(RulesVersion.NEWEST, WALL);
        place(ADA, Side.BUY, WALL - 100, limit(PRICE, TimeInForce.GTC));

        List<Object> answers = apply(
                new PlaceOrder(order(MARKET, BOB, Side.BUY, 6, new OrderTerms.Twap(new Price(PRICE), 2, SECOND))));
        assertEquals(0, all(SliceStarted.class, answers).getFirst().quantity().units());
        settle();
        timeNanos += SECOND;

        assertEquals(
                6,
                all(SliceStarted.class, apply(AdvanceTime.ADVANCE_TIME))
                        .getFirst()
                        .quantity()
                        .units());
        checkFollowers();
    }

    @Test
    void aTrialSaysThatItStaysOpen() {
        begin(RulesVersion.NEWEST, WALL);

        OrderPlan first = plan(order(MARKET, ADA, Side.BUY, WALL, limit(PRICE, TimeInForce.IOC)));
        assertEquals(FILLS_MAX, first.trades());
        assertEquals(WALL - FILLS_MAX, first.open().units());
        assertNull(first.expiry());
        place(ADA, Side.BUY, WALL, limit(PRICE, TimeInForce.IOC));
        OrderPlan second = plan(order(MARKET, BOB, Side.BUY, 50, limit(PRICE, TimeInForce.IOC)));

        assertEquals(0, second.trades());
        assertEquals(50, second.open().units());
    }

    /** An order that may not rest, but must wait, counts as open. */
    @Test
    void openOrdersAreCountedWithThoseThatWait() {
        RiskRules risk = new RiskRules(0, 0, 2, 0, CircuitBreaker.NONE, EnumSet.allOf(OrderKind.class));
        begin(RulesVersion.NEWEST, 0, risk);
        for (int i = 0; i < WALL / 2; i++) {
            AccountId each = new AccountId(1, 2_000 + i);
            apply(new OpenAccount(each));
            give(each, COIN);
            place(each, Side.SELL, 1, limit(PRICE, TimeInForce.GTC));
            place(each, Side.SELL, 1, limit(PRICE, TimeInForce.GTC));
        }
        place(ADA, Side.BUY, WALL, limit(PRICE, TimeInForce.GTC));
        OrderRequest third = order(MARKET, ADA, Side.BUY, 1, limit(PRICE, TimeInForce.IOC));

        assertEquals(
                1,
                all(OrderAccepted.class, place(ADA, Side.BUY, 1, limit(PRICE, TimeInForce.IOC)))
                        .size());
        assertEquals(RejectReason.TOO_MANY_OPEN_ORDERS, refusalOf(apply(new PlaceOrder(third))));
    }

    /** All kinds of orders arrive around walls that take several commands; both engines agree, copied or not. */
    @ParameterizedTest
    @MethodSource("seeds")
    void theEngineAgreesWithThePlainExchange(long seed) {
        begin(RulesVersion.NEWEST, 0);
        Random random = new Random(seed);
        List<OrderId> placed = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            Side wall = random.nextBoolean() ? Side.SELL : Side.BUY;
            for (int i = 0; i < 1_300; i++) {
                place(random.nextInt(4) == 0 ? BOB : MAKER, wall, 1 + random.nextInt(3), terms(random, wall, 3));
            }
            OrderTerms sweep = limit(wall == Side.SELL ? PRICE + 2 : PRICE - 2, TimeInForce.GTC);
            placed.add(idOf(place(ADA, wall.opposite(), 1_500 + random.nextInt(1_500), sweep)));
            for (int i = 0; i < 12; i++) {
                if (random.nextInt(3) == 0) {
                    restore();
                }
                all(OrderAccepted.class, apply(any(random, placed))).forEach(accepted -> placed.add(accepted.order()));
                checkFollowers();
            }
            settle();
            apply(new CancelOrders(MAKER, MARKET, null, CancelReason.REQUESTED));
        }
    }

    static LongStream seeds() {
        return PropertyTestSeeds.of(LongWaysTest.class, 1, 1, 2, 3, 4);
    }

    private OrderTerms terms(Random random, Side side, int prices) {
        long away = random.nextInt(prices);
        long price = side == Side.SELL ? PRICE + away : PRICE - away;
        return random.nextInt(6) == 0
                ? new OrderTerms.Limit(
                        new Price(price),
                        TimeInForce.GTD,
                        timeNanos + 2_000 + random.nextInt(3_000),
                        false,
                        Quantity.ZERO)
                : limit(price, TimeInForce.GTC);
    }

    private Command any(Random random, List<OrderId> placed) {
        AccountId account = random.nextBoolean() ? BOB : ADA;
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        long price = PRICE + random.nextInt(7) - 3;
        long quantity = 1 + random.nextInt(900);
        OrderId order = placed.get(random.nextInt(placed.size()));
        OrderTerms terms =
                switch (random.nextInt(8)) {
                    case 0 -> limit(price, TimeInForce.IOC);
                    case 1 -> limit(price, TimeInForce.FOK);
                    case 2 -> OrderTerms.Market.MARKET;
                    case 3 -> new OrderTerms.Twap(new Price(price), 3, 1_000_000_000L);
                    case 4 ->
                        new OrderTerms.Conditional(
                                new Trigger.StopLoss(new Price(price), TriggerSource.LAST_TRADE),
                                limit(price, TimeInForce.GTC));
                    default -> terms(random, side, 4);
                };
        return switch (random.nextInt(8)) {
            case 0 -> new AmendOrder(account, order, new Price(price), new Quantity(quantity));
            case 1 -> new CancelOrder(account, order);
            case 2 -> AdvanceTime.ADVANCE_TIME;
            case 3 ->
                new PlaceLinkedOrders(
                        order(MARKET, account, side, quantity, limit(price, TimeInForce.GTC)),
                        order(MARKET, account, side.opposite(), 5, limit(price, TimeInForce.GTC)));
            default -> new PlaceOrder(order(MARKET, account, side, quantity, terms));
        };
    }
}
