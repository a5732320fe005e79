package com.flowex.surveillance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.event.OrderCanceled;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OrderId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Abuse that is planted is found, with the very events that show it; who trades honestly is left alone. */
class SurveillanceTest {
    private static final long MID = 10_000;
    private static final long DAY = 86_400L * TradedMarket.SECOND;

    private final TradedMarket market = new TradedMarket();

    /** Quotes on both sides around the middle, as a maker does: where the price is, and again when it moved. */
    private final class Maker {
        private final AccountId account;
        private final Deque<OrderId> quotes = new ArrayDeque<>();

        Maker(AccountId account) {
            this.account = account;
        }

        void withdraw() {
            quotes.forEach(order -> market.cancelIfOpen(account, order));
            quotes.clear();
        }

        void quote(long middle, long size) {
            withdraw();
            for (int i = 1; i <= 5; i++) {
                quotes.add(market.rest(account, Side.BUY, middle - 5L * i, size));
                quotes.add(market.rest(account, Side.SELL, middle + 5L * i, size));
            }
        }
    }

    private static Suspicion only(List<Suspicion> suspicions, AbusePattern pattern) {
        assertEquals(
                List.of(pattern), suspicions.stream().map(Suspicion::pattern).toList(), suspicions.toString());
        return suspicions.getFirst();
    }

    private void washes(AccountId one, AccountId other, int times) {
        for (int i = 0; i < times; i++) {
            boolean isFirst = i % 2 == 0;
            market.rest(isFirst ? one : other, Side.SELL, MID, 10);
            market.after(1);
            market.take(isFirst ? other : one, Side.BUY, MID, 10);
            market.after(20);
        }
    }

    @Test
    void accountsTradingBackAndForthAreFoundWithEveryTrade() {
        AccountId one = market.account(1);
        AccountId other = market.account(2);
        washes(one, other, 8);
        Suspicion suspicion = only(market.suspicions(), AbusePattern.WASH_TRADING);
        assertEquals(List.of(one, other), suspicion.accounts());
        assertTrue(suspicion.score() >= 95, suspicion.toString());
        assertEquals(8, suspicion.events());
        suspicion.evidence().forEach(shown -> {
            TradeExecuted trade = assertInstanceOf(TradeExecuted.class, market.event(shown.sequence()));
            assertEquals(shown.order(), trade.taker().order());
        });
    }

    @Test
    void accountsOfOneGroupNeedNotTradeBackAndForth() {
        AccountId one = market.accountOf(1, 7);
        AccountId other = market.accountOf(2, 7);
        market.rest(one, Side.SELL, MID, 10);
        market.take(other, Side.BUY, MID, 10);
        Suspicion suspicion = only(market.suspicions(), AbusePattern.WASH_TRADING);
        assertEquals("one_owner", suspicion.reasons().getFirst().name());
        assertEquals(List.of(one, other), suspicion.accounts());
    }

    @Test
    void traderWithManyCounterpartiesIsNoWashTrader() {
        Maker maker = new Maker(market.account(1));
        List<AccountId> takers = new ArrayList<>();
        for (int i = 2; i < 22; i++) {
            takers.add(market.account(i));
        }
        Random random = new Random(7);
        for (int i = 0; i < 400; i++) {
            maker.quote(MID, 100);
            market.after(3);
            AccountId taker = takers.get(random.nextInt(takers.size()));
            Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            market.take(taker, side, side == Side.BUY ? MID + 5 : MID - 5, 1 + random.nextInt(20));
            market.after(3);
        }
        assertEquals(List.of(), market.suspicions());
    }

    @Test
    void accountsExcusedByTheOperatorAreNotReported() {
        AccountId one = market.account(1);
        AccountId other = market.account(2);
        washes(one, other, 8);
        assertEquals(List.of(), market.suspicions(one, other));
        assertEquals(1, market.suspicions(one).size());
    }

    /** Sells to others at a price that large bids of their own hold up, and takes these out once it is sold. */
    private void spoofs(AccountId spoofer, AccountId victim) {
        List<OrderId> layers = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            layers.add(market.rest(spoofer, Side.BUY, MID - i, 500));
            market.after(0.2);
        }
        market.rest(spoofer, Side.SELL, MID + 1, 50);
        market.after(1);
        market.take(victim, Side.BUY, MID + 1, 50);
        market.after(0.5);
        layers.forEach(order -> market.cancel(spoofer, order));
        market.after(120);
    }

    @Test
    void largeOrdersThatEndOnceTheOtherSideIsTradedAreFound() {
        AccountId spoofer = market.account(1);
        spoofs(spoofer, market.account(2));
        Suspicion suspicion = only(market.suspicions(), AbusePattern.LAYERING);
        assertEquals(List.of(spoofer), suspicion.accounts());
        assertEquals(
                List.of("size", "layers", "one_sided", "at_once"),
                suspicion.reasons().stream().map(ScoreComponent::name).toList());
        List<Evidence> removed = suspicion.evidence().stream()
                .filter(shown -> market.event(shown.sequence()) instanceof OrderCanceled)
                .toList();
        assertEquals(4, removed.size());
        removed.forEach(shown -> assertEquals(shown.order(), ((OrderCanceled) market.event(shown.sequence())).order()));
    }

    @Test
    void eachOccurrenceIsItsOwnSuspicion() {
        AccountId spoofer = market.account(1);
        AccountId victim = market.account(2);
        spoofs(spoofer, victim);
        spoofs(spoofer, victim);
        assertEquals(
                List.of(AbusePattern.LAYERING, AbusePattern.LAYERING),
                market.suspicions().stream().map(Suspicion::pattern).toList());
    }

    @Test
    void makerThatRequotesAfterATradeIsNotLayering() {
        Maker maker = new Maker(market.account(1));
        AccountId taker = market.account(2);
        AccountId another = market.account(3);
        for (int i = 0; i < 50; i++) {
            long middle = MID + i % 7;
            maker.quote(middle, 100);
            market.after(2);
            market.take(i % 3 == 0 ? another : taker, Side.BUY, middle + 5, 30);
            market.after(0.3);
        }
        assertEquals(List.of(), market.suspicions());
    }

    /** A day of small trades of many, to five minutes before its end. */
    private List<AccountId> quietDay(Maker maker) {
        List<AccountId> takers = new ArrayList<>();
        for (int i = 10; i < 20; i++) {
            takers.add(market.account(i));
        }
        Random random = new Random(11);
        long end = (TradedMarket.NOON_NANOS / DAY + 1) * DAY;
        for (long time = TradedMarket.NOON_NANOS;
                time < end - 280 * TradedMarket.SECOND;
                time += 60 * TradedMarket.SECOND) {
            market.at(time);
            maker.quote(MID + random.nextInt(3), 100);
            Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            market.take(takers.get(random.nextInt(10)), side, side == Side.BUY ? MID + 20 : MID - 20, 5);
        }
        return takers;
    }

    private void nextDay(List<AccountId> takers) {
        market.at((TradedMarket.NOON_NANOS / DAY + 1) * DAY + TradedMarket.SECOND);
        market.take(takers.getFirst(), Side.SELL, 1, 1);
    }

    /** Takes each of four levels in equal parts, by these accounts in turn. */
    private Suspicion marks(int parts, AccountId... painters) {
        Maker maker = new Maker(market.account(1));
        List<AccountId> takers = quietDay(maker);
        for (int i = 1; i <= 4; i++) {
            market.rest(maker.account, Side.SELL, MID + 100L * i, 10);
        }
        for (int i = 1; i <= 4; i++) {
            for (int part = 0; part < parts; part++) {
                market.take(painters[part % painters.length], Side.BUY, MID + 100L * i, 200 / parts);
            }
            market.after(30);
        }
        nextDay(takers);
        return only(market.suspicions(), AbusePattern.MARKING_THE_CLOSE);
    }

    @Test
    void traderMovingTheLastPriceOfADayIsFound() {
        AccountId painter = market.account(30);
        Suspicion suspicion = marks(1, painter);
        assertEquals(List.of(painter), suspicion.accounts());
        assertTrue(suspicion.score() >= 90, suspicion.toString());
    }

    @Test
    void smallTradesOfTwoAccountsMovingTheLastPriceOfADayAreFound() {
        AccountId first = market.accountOf(30, 7);
        AccountId second = market.accountOf(31, 7);
        Suspicion suspicion = marks(20, first, second);
        assertEquals(List.of(first, second), suspicion.accounts());
        assertTrue(suspicion.score() >= 90, suspicion.toString());
    }

    @Test
    void anOrdinaryEndOfADayMarksNothing() {
        Maker maker = new Maker(market.account(1));
        nextDay(quietDay(maker));
        assertEquals(List.of(), market.suspicions());
    }

    /** Others follow a burst of trades and, some seconds later, buy from the one who made it, or from another account. */
    private List<Suspicion> ignites(int parts, double seconds, AccountId pusher, AccountId seller) {
        Maker maker = new Maker(market.account(1));
        List<AccountId> takers = quietDay(maker);
        maker.withdraw();
        for (int i = 1; i <= 4; i++) {
            market.rest(maker.account, Side.SELL, MID + 60L * i, 30);
        }
        for (int i = 1; i <= 3; i++) {
            for (int part = 0; part < parts; part++) {
                market.take(pusher, Side.BUY, MID + 60L * i, 30 / parts);
            }
            market.after(2);
        }
        market.after(seconds);
        market.rest(seller, Side.SELL, MID + 200, 100);
        takers.forEach(taker -> {
            market.after(3);
            market.take(taker, Side.BUY, MID + 200, 10);
        });
        market.after(400);
        return market.suspicions().stream()
                .filter(found -> found.pattern() == AbusePattern.MOMENTUM_IGNITION)
                .toList();
    }

    @Test
    void aBurstThatOthersFollowAndPayForIsFound() {
        AccountId igniter = market.account(30);
        Suspicion suspicion = only(ignites(1, 0, igniter, igniter), AbusePattern.MOMENTUM_IGNITION);
        assertEquals(List.of(igniter), suspicion.accounts());
        assertTrue(suspicion.score() >= 80, suspicion.toString());
    }

    @Test
    void aBurstOfSmallTradesThatASecondAccountTurnsMinutesLaterIsFound() {
        AccountId pusher = market.accountOf(30, 7);
        AccountId seller = market.accountOf(31, 7);
        Suspicion suspicion = only(ignites(10, 240, pusher, seller), AbusePattern.MOMENTUM_IGNITION);
        assertEquals(List.of(pusher, seller), suspicion.accounts());
    }

    /** A position that is held for longer bears the risk of the price. */
    @Test
    void aBurstThatIsTurnedAfterMoreThanFiveMinutesIsNotLookedFor() {
        AccountId igniter = market.account(30);
        assertEquals(List.of(), ignites(1, 360, igniter, igniter));
    }

    @Test
    void buyerWhoKeepsThePositionIsNoMomentumIgniter() {
        Maker maker = new Maker(market.account(1));
        quietDay(maker);
        AccountId buyer = market.account(30);
        for (int i = 1; i <= 4; i++) {
            market.rest(maker.account, Side.SELL, MID + 60L * i, 30);
            market.take(buyer, Side.BUY, MID + 60L * i, 130);
        }
        assertTrue(market.suspicions().stream().noneMatch(found -> found.pattern() == AbusePattern.MOMENTUM_IGNITION));
    }

    /** All accounts trade at random: none of these abuses the market. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aCrowdThatTradesAtRandomIsLeftAlone(long seed) {
        Random random = new Random(seed);
        List<AccountId> crowd = new ArrayList<>();
        for (int i = 1; i <= 40; i++) {
            crowd.add(market.account(i));
        }
        Maker maker = new Maker(market.account(50));
        long middle = MID;
        for (int i = 0; i < 5_000; i++) {
            middle += random.nextInt(3) - 1;
            if (i % 5 == 0) {
                maker.quote(middle, 60);
            }
            AccountId one = crowd.get(random.nextInt(crowd.size()));
            Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            market.take(one, side, side == Side.BUY ? middle + 10 : middle - 10, 1 + random.nextInt(15));
            market.after(random.nextDouble() * 4);
        }
        assertEquals(List.of(), market.suspicions());
    }

    @Test
    void sameRangeGivesTheSameSuspicions() {
        AccountId one = market.account(1);
        AccountId other = market.account(2);
        market.account(3);
        long before = market.sequence();
        washes(one, other, 8);
        spoofs(market.account(4), market.account(5));
        List<Suspicion> suspicions = market.suspicions();
        assertEquals(2, suspicions.size(), suspicions.toString());
        assertEquals(suspicions, market.suspicions());
        assertEquals(suspicions, market.suspicionsFrom(before));
    }

    @Test
    void firstAndLastOfManyEventsAreTheEvidence() {
        AccountId one = market.account(1);
        AccountId other = market.account(2);
        washes(one, other, 150);
        Suspicion suspicion = only(market.suspicions(), AbusePattern.WASH_TRADING);
        assertEquals(150, suspicion.events());
        assertEquals(Suspicion.EVIDENCE_MAX, suspicion.evidence().size());
    }
}
