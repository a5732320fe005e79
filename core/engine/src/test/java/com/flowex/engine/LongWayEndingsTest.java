package com.flowex.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.flowex.domain.RejectReason;
import com.flowex.domain.RulesVersion;
import com.flowex.domain.account.AccountRestriction;
import com.flowex.domain.account.KillScope;
import com.flowex.domain.command.AdvanceTime;
import com.flowex.domain.command.AmendOrder;
import com.flowex.domain.command.CancelOrder;
import com.flowex.domain.command.CancelReplace;
import com.flowex.domain.command.ChangeMarketState;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.PlaceLinkedOrders;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PlaceOrderPair;
import com.flowex.domain.command.ReduceOrder;
import com.flowex.domain.command.RestrictAccount;
import com.flowex.domain.command.ReviseOrder;
import com.flowex.domain.command.SetDeadMansTimer;
import com.flowex.domain.command.SetKillSwitch;
import com.flowex.domain.event.OrderCanceled;
import com.flowex.domain.event.OrderExpired;
import com.flowex.domain.event.OrderRested;
import com.flowex.domain.event.OrderStarted;
import com.flowex.domain.event.SelfTradePrevented;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.market.CircuitBreaker;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.market.RiskRules;
import com.flowex.domain.order.CancelReason;
import com.flowex.domain.order.ExpiryReason;
import com.flowex.domain.order.OrderChange;
import com.flowex.domain.order.OrderKind;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.ReplaceMode;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Everything that can happen to a limit order between two of its ways through the book. Each answer is that of section 11 of
 * {@code docs/trading-rules.md}, by rules 6; the engine is restored from its snapshot before.
 */
class LongWayEndingsTest extends LongWayScenario {

    /** An order that has taken two ways in the command that placed it, and is stopped before its third. */
    private OrderId haltedOnItsWay(OrderTerms terms) {
        begin(RulesVersion.NEWEST, WALL);
        return haltedOnItsWay(new PlaceOrder(order(MARKET, ADA, Side.BUY, WALL + 10, terms)));
    }

    private OrderId haltedOnItsWay(Command placing) {
        List<Object> answers = apply(placing);
        OrderId order = idOf(answers);
        assertEquals(2 * FILLS_MAX, taken(order, answers));
        apply(new ChangeMarketState(1, MARKET, MarketState.HALTED));
        restore();
        assertEquals(1, openOf(ADA));
        checkFollowers();
        return order;
    }

    private List<Object> open() {
        List<Object> answers = apply(new ChangeMarketState(1, MARKET, MarketState.OPEN));
        checkFollowers();
        return answers;
    }

    private void assertExpires(OrderId order, ExpiryReason reason, List<Object> answers) {
        OrderExpired expired = all(OrderExpired.class, answers).stream()
                .filter(event -> event.order().equals(order))
                .findFirst()
                .orElseThrow();
        assertEquals(reason, expired.reason());
        assertNull(expired.price(), "it stands in no book");
        assertEquals(0, expired.visible().units());
        assertEquals(0, openOf(ADA));
        checkFollowers();
    }

    @Test
    void aHaltKeepsItAndTheOpeningLetsItGoOn() {
        OrderId order = haltedOnItsWay(limit(PRICE, TimeInForce.GTC));

        assertEquals(RejectReason.INSTRUMENT_HALTED, refusalOf(place(BOB, Side.BUY, 1, limit(PRICE, TimeInForce.GTC))));
        assertEquals(Long.MAX_VALUE, exchange.deadlineNanos());
        assertEquals(2 * FILLS_MAX, taken(order, open()));
        assertEquals(WALL - 4 * FILLS_MAX, taken(order, settle()));
    }

    @Test
    void aMarketThatOnlyCancelsOrOnlyTakesPostOnlyOrdersKeepsItToo() {
        OrderId order = haltedOnItsWay(limit(PRICE, TimeInForce.GTC));

        for (MarketState state : List.of(MarketState.CANCEL_ONLY, MarketState.POST_ONLY)) {
            apply(new ChangeMarketState(1, MARKET, state));
            assertEquals(List.of(), settle());
        }
        List<Object> answers =
                place(BOB, Side.SELL, 1, new OrderTerms.Limit(new Price(PRICE - 1), TimeInForce.GTC, true));
        assertEquals(1, all(OrderRested.class, answers).size());
        answers = open();

        assertEquals(
                PRICE - 1, all(TradeExecuted.class, answers).getFirst().price().units(), "the better price");
        assertEquals(WALL - 2 * FILLS_MAX + 1, taken(order, answers) + taken(order, settle()));
    }

    @Test
    void ownerCancelsAnOrderOnItsWay() {
        OrderId order = haltedOnItsWay(limit(PRICE, TimeInForce.GTC));

        OrderCanceled canceled =
                all(OrderCanceled.class, apply(new CancelOrder(ADA, order))).getFirst();

        assertNull(canceled.price());
        assertEquals(WALL + 10 - 2 * FILLS_MAX, canceled.remaining().units());
        checkFollowers();
        assertEquals(List.of(), all(TradeExecuted.class, open()));
    }

    @Test
    void orderOnItsWayIsReplacedButNotAmended() {
        OrderId order = haltedOnItsWay(limit(PRICE, TimeInForce.GTC));
        open();

        for (Command change : List.<Command>of(
                new AmendOrder(ADA, order, new Price(PRICE + 1), new Quantity(WALL + 20)),
                new ReduceOrder(ADA, order, new Quantity(WALL)),
                new ReviseOrder(ADA, order, new OrderChange(null, new Quantity(WALL + 20), null, null)))) {
            assertEquals(RejectReason.NOT_AMENDABLE, refusalOf(apply(change)));
        }
        List<Object> answers = apply(new CancelReplace(
                new CancelOrder(ADA, order),
                order(MARKET, ADA, Side.BUY, 20, limit(PRICE, TimeInForce.GTC)),
                ReplaceMode.STOP_ON_FAILURE));

        assertEquals(1, all(OrderCanceled.class, answers).size());
        assertEquals(20, all(TradeExecuted.class, answers).size());
    }

    @Test
    void killSwitchesEndIt() {
        for (KillScope scope :
                List.of(new KillScope.OfAccount(ADA), new KillScope.OfMarket(1, MARKET), new KillScope.OfTenant(1))) {
            LongWayEndingsTest market = new LongWayEndingsTest();
            OrderId order = market.haltedOnItsWay(limit(PRICE, TimeInForce.GTC));
            List<Object> answers = new ArrayList<>(market.apply(new SetKillSwitch(scope, true)));
            answers.addAll(market.settle());
            market.assertExpires(order, ExpiryReason.KILL_SWITCH, answers);
        }
    }

    /** The makers of both sides end first, in the order of the book; those that never rested by id, last. */
    @Test
    void aMarketThatIsDelistedEndsItAfterItsBook() {
        begin(RulesVersion.NEWEST, WALL);
        OrderId stop = idOf(place(BOB, Side.SELL, 5, stopLoss(PRICE - 50, limit(PRICE - 60, TimeInForce.GTC))));
        OrderId order =
                haltedOnItsWay(new PlaceOrder(order(MARKET, ADA, Side.BUY, WALL + 10, limit(PRICE, TimeInForce.GTC))));

        List<Object> answers = new ArrayList<>(apply(new ChangeMarketState(1, MARKET, MarketState.DELISTED)));
        answers.addAll(settle());

        List<OrderId> ended = all(OrderExpired.class, answers).stream()
                .map(OrderExpired::order)
                .toList();
        assertEquals(List.of(order, stop), ended.subList(ended.size() - 2, ended.size()));
        assertExpires(order, ExpiryReason.DELISTED, answers);
    }

    @Test
    void aRestrictionOfItsAccountEndsIt() {
        OrderId order = haltedOnItsWay(limit(PRICE, TimeInForce.GTC));

        assertExpires(
                order,
                ExpiryReason.ACCOUNT_RESTRICTED,
                apply(new RestrictAccount(ADA, AccountRestriction.REDUCE_ONLY)));
    }

    @Test
    void orderOnItsWayExpiresByItsTimerOrAtItsTurn() {
        for (boolean isByTimer : List.of(true, false)) {
            LongWayEndingsTest market = new LongWayEndingsTest();
            OrderId order = market.haltedOnItsWay(
                    new OrderTerms.Limit(new Price(PRICE), TimeInForce.GTD, SECOND, false, Quantity.ZERO));
            assertEquals(SECOND, market.exchange.deadlineNanos());
            market.timeNanos = SECOND;
            List<Object> answers = isByTimer ? market.apply(AdvanceTime.ADVANCE_TIME) : market.open();
            market.assertExpires(order, ExpiryReason.GOOD_TILL_DATE, answers);
            assertEquals(List.of(), all(TradeExecuted.class, answers));
        }
    }

    @Test
    void theDeadMansTimerOfItsAccountCancelsIt() {
        haltedOnItsWay(limit(PRICE, TimeInForce.GTC));
        apply(new SetDeadMansTimer(ADA, SECOND));
        timeNanos += SECOND;

        List<Object> answers = apply(AdvanceTime.ADVANCE_TIME);

        assertEquals(
                CancelReason.DEAD_MANS_TIMER,
                all(OrderCanceled.class, answers).getFirst().reason());
        assertEquals(0, openOf(ADA));
        checkFollowers();
    }

    /** Its way halts the market: it ends as any taker does; those that wait behind it keep their turn. */
    @Test
    void aBreakerThatItSetsOffEndsItAndKeepsThoseBehindIt() {
        RiskRules risk = new RiskRules(
                0, 0, 0, 0, new CircuitBreaker(100_000, 3_600 * SECOND, SECOND), EnumSet.allOf(OrderKind.class));
        begin(RulesVersion.NEWEST, WALL, risk);
        place(MAKER, Side.SELL, 50, limit(PRICE + 20, TimeInForce.GTC));
        place(MAKER, Side.SELL, 50, limit(PRICE + 20, TimeInForce.GTC));
        OrderId first = idOf(place(ADA, Side.BUY, WALL + 100, limit(PRICE + 20, TimeInForce.GTC)));
        OrderId second = idOf(place(BOB, Side.BUY, 5, limit(PRICE + 20, TimeInForce.GTC)));

        assertExpires(first, ExpiryReason.CIRCUIT_BREAKER, settle());
        assertEquals(1, openOf(BOB));
        timeNanos += SECOND;

        assertEquals(5, taken(second, apply(AdvanceTime.ADVANCE_TIME)));
        checkFollowers();
    }

    /** The owner of the order offers behind the last fill of the command that placed it. */
    @Test
    void preventionMeetsItOnALaterWayAsOnItsFirst() {
        for (SelfTradePrevention mode : SelfTradePrevention.values()) {
            LongWayEndingsTest market = new LongWayEndingsTest();
            market.begin(RulesVersion.NEWEST, 2 * FILLS_MAX + 10);
            market.place(ADA, Side.SELL, 3, limit(PRICE, TimeInForce.GTC));
            market.place(MAKER, Side.SELL, 30, limit(PRICE, TimeInForce.GTC));
            OrderTerms terms = limit(PRICE, TimeInForce.GTC);
            List<Object> answers = new ArrayList<>(market.apply(new PlaceLinkedOrders(
                    market.order(MARKET, ADA, Side.BUY, 2 * FILLS_MAX + 20, terms, mode),
                    market.order(MARKET, ADA, Side.SELL, 5, limit(PRICE + 5, TimeInForce.GTC)))));
            OrderId order = idOf(answers);
            assertEquals(List.of(), all(SelfTradePrevented.class, answers));
            answers.addAll(market.settle());

            boolean isMet = mode == SelfTradePrevention.NONE;
            assertEquals(isMet ? 0 : 1, all(SelfTradePrevented.class, answers).size(), mode::name);
            boolean ends = mode == SelfTradePrevention.EXPIRE_TAKER || mode == SelfTradePrevention.EXPIRE_BOTH;
            int whole = 2 * FILLS_MAX + 20;
            int lost = mode.effect() == SelfTradePrevention.DECREMENT ? 3 : 0;
            assertEquals(ends ? 2 * FILLS_MAX + 10 : whole - lost, taken(order, answers), mode::name);
            boolean starts = !ends && lost == 0;
            assertEquals(starts ? 1 : 0, all(OrderStarted.class, answers).size(), mode::name);
            assertEquals(
                    starts ? List.of() : List.of(CancelReason.OTHER_LEG),
                    all(OrderCanceled.class, answers).stream()
                            .map(OrderCanceled::reason)
                            .toList(),
                    mode::name);
        }
    }

    @Test
    void theOrderThatIsLinkedWithItIsCanceledWithIt() {
        begin(RulesVersion.NEWEST, WALL);
        OrderId order = idOf(apply(new PlaceLinkedOrders(
                order(MARKET, ADA, Side.BUY, WALL, limit(PRICE, TimeInForce.GTC)),
                order(MARKET, ADA, Side.SELL, 5, limit(PRICE + 5, TimeInForce.GTC)))));
        restore();

        List<Object> answers = apply(new CancelOrder(ADA, order));

        assertEquals(
                List.of(CancelReason.REQUESTED, CancelReason.OTHER_LEG),
                all(OrderCanceled.class, answers).stream()
                        .map(OrderCanceled::reason)
                        .toList());
        assertEquals(0, openOf(ADA));
    }

    @Test
    void aPairThatItMeetsOnALaterWayEnds() {
        begin(RulesVersion.NEWEST, 2 * FILLS_MAX + 10);
        apply(new PlaceOrderPair(
                order(MARKET, BOB, Side.SELL, 5, limit(PRICE, TimeInForce.GTC)),
                order(MARKET, BOB, Side.SELL, 5, stopLoss(PRICE - 10, limit(PRICE - 20, TimeInForce.GTC)))));
        place(MAKER, Side.SELL, 50, limit(PRICE, TimeInForce.GTC));
        place(ADA, Side.BUY, 2 * FILLS_MAX + 30, limit(PRICE, TimeInForce.GTC));
        restore();

        List<Object> answers = settle();

        assertEquals(
                List.of(ExpiryReason.OTHER_LEG),
                all(OrderExpired.class, answers).stream()
                        .map(OrderExpired::reason)
                        .toList());
        assertEquals(0, openOf(ADA));
    }
}
