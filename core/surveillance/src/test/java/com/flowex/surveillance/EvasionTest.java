package com.flowex.surveillance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.OwnerId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Abuse is found by what it does to the market, whichever way it is done: the table of evasions in docs/surveillance.md. */
class EvasionTest {
    private static final long MID = 10_000;

    private final TradedMarket market = new TradedMarket();

    private static Suspicion only(List<Suspicion> suspicions, AbusePattern pattern) {
        assertEquals(
                List.of(pattern), suspicions.stream().map(Suspicion::pattern).toList(), suspicions.toString());
        return suspicions.getFirst();
    }

    /** Ways in which an order leaves its place without a trade. */
    private enum WayOut {
        REDUCED,
        REDUCED_IN_STEPS,
        MOVED_BACK,
        EXPIRED
    }

    /** Four bids, of 500 each, hold up the price at which 50 are sold; then they are gone, whichever way. */
    @ParameterizedTest
    @EnumSource(WayOut.class)
    void layersAreFoundWhicheverWayTheyLeave(WayOut out) {
        AccountId spoofer = market.account(1);
        AccountId victim = market.account(2);
        List<OrderId> layers = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            layers.add(
                    out == WayOut.EXPIRED
                            ? market.restFor(spoofer, Side.BUY, MID - i, 500, 3)
                            : market.rest(spoofer, Side.BUY, MID - i, 500));
        }
        market.rest(spoofer, Side.SELL, MID + 1, 50);
        market.after(2);
        market.take(victim, Side.BUY, MID + 1, 50);
        market.after(1.2);
        for (int i = 1; i <= 4; i++) {
            OrderId order = layers.get(i - 1);
            switch (out) {
                case REDUCED -> market.amend(spoofer, order, MID - i, 1);
                case REDUCED_IN_STEPS -> {
                    for (long left : new long[] {300, 150, 60, 10}) {
                        market.amend(spoofer, order, MID - i, left);
                    }
                }
                case MOVED_BACK -> market.amend(spoofer, order, MID / 2 - i, 500);
                case EXPIRED -> market.tick();
            }
        }
        market.after(120);
        Suspicion suspicion = only(market.suspicions(), AbusePattern.LAYERING);
        assertEquals(List.of(spoofer), suspicion.accounts());
        assertTrue(suspicion.score() >= 85, suspicion.toString());
        assertEquals(5, suspicion.events(), "four orders, each once, and the trade that they served");
    }

    /** Forty bids of 50 that leave some seconds after fifty sold in parts; returns those suspected of layering. */
    private List<List<AccountId>> splitLayers(AccountId bidder, AccountId seller, double seconds) {
        AccountId victim = market.account(9);
        List<OrderId> layers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            layers.add(market.rest(bidder, Side.BUY, MID - 1 - i % 4, 50));
        }
        for (int i = 0; i < 5; i++) {
            market.rest(seller, Side.SELL, MID + 1, 10);
        }
        market.after(1);
        for (int i = 0; i < 5; i++) {
            market.take(victim, Side.BUY, MID + 1, 10);
        }
        market.after(seconds);
        layers.forEach(order -> market.cancel(bidder, order));
        market.after(120);
        return market.suspicions().stream()
                .filter(found -> found.pattern() == AbusePattern.LAYERING)
                .map(Suspicion::accounts)
                .toList();
    }

    @Test
    void layersInManySmallOrdersOfTwoAccountsAreFound() {
        AccountId bidder = market.accountOf(1, 7);
        AccountId seller = market.accountOf(2, 7);
        assertEquals(List.of(List.of(bidder, seller)), splitLayers(bidder, seller, 0.5));
    }

    /** Too much else happened since the trade when an order leaves later. */
    @Test
    void layersAreFoundToTenSecondsAfterTheTrade() {
        AccountId early = market.account(1);
        assertEquals(List.of(List.of(early)), splitLayers(early, early, 9));
    }

    @Test
    void layersThatLeaveLaterAreNotLookedFor() {
        AccountId late = market.account(1);
        assertEquals(List.of(), splitLayers(late, late, 11));
    }

    /** Goods of 10 go back and forth in parts, at these intervals; returns those suspected of wash trading. */
    private List<List<AccountId>> splitWashes(AccountId one, AccountId other, double seconds) {
        for (int i = 0; i < 8; i++) {
            for (int part = 0; part < 5; part++) {
                market.rest(i % 2 == 0 ? one : other, Side.SELL, MID, 2);
                market.take(i % 2 == 0 ? other : one, Side.BUY, MID, 2);
            }
            market.after(seconds);
        }
        return market.suspicions().stream()
                .filter(found -> found.pattern() == AbusePattern.WASH_TRADING)
                .map(Suspicion::accounts)
                .toList();
    }

    @Test
    void washTradesInManySmallOrdersAreFoundWithinAnHour() {
        AccountId one = market.account(1);
        AccountId other = market.account(2);
        assertEquals(List.of(List.of(one, other)), splitWashes(one, other, 500));
    }

    /** A position that is held for longer bears the risk of the price. */
    @Test
    void washTradesThatTurnMoreSlowlyAreNotLookedFor() {
        assertEquals(List.of(), splitWashes(market.account(1), market.account(2), 3_700));
    }

    /** Each sells to the next one, round and round; nothing is left but volume. */
    private void rings(List<AccountId> parties, int rounds) {
        for (int i = 0; i < rounds * parties.size(); i++) {
            AccountId seller = parties.get(i % parties.size());
            AccountId buyer = parties.get((i + 1) % parties.size());
            market.rest(seller, Side.SELL, MID, 10);
            market.after(1);
            market.take(buyer, Side.BUY, MID, 10);
            market.after(10);
        }
    }

    private List<AccountId> accounts(int from, int count) {
        return IntStream.range(from, from + count).mapToObj(market::account).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 7, 10})
    void ringsOfAnyNumberAreFound(int size) {
        List<AccountId> ring = accounts(1, size);
        rings(ring, 4);
        Suspicion suspicion = only(market.suspicions(), AbusePattern.WASH_TRADING);
        assertEquals(Set.copyOf(ring), Set.copyOf(suspicion.accounts()));
        assertTrue(suspicion.score() >= 95, suspicion.toString());
        assertEquals(4 * size, suspicion.events());
    }

    /** One of three has a second account, and a fifth of what they trade is with others who know nothing of it. */
    @Test
    void aRingIsFoundThroughASecondAccountAndAmongOthersTrades() {
        AccountId first = market.accountOf(1, 7);
        AccountId second = market.accountOf(2, 7);
        AccountId third = market.account(3);
        AccountId fourth = market.account(4);
        AccountId maker = market.account(9);
        AccountId other = market.account(10);
        for (int i = 0; i < 5; i++) {
            rings(List.of(i % 2 == 0 ? first : second, third, fourth), 1);
            market.rest(maker, Side.BUY, MID - 5, 2);
            market.rest(maker, Side.SELL, MID + 5, 52);
            market.take(third, i % 2 == 0 ? Side.BUY : Side.SELL, i % 2 == 0 ? MID + 5 : MID - 5, 2);
            market.take(other, Side.BUY, MID + 5, 50);
            market.after(5);
        }
        Suspicion suspicion = only(market.suspicions(), AbusePattern.WASH_TRADING);
        assertTrue(suspicion.accounts().containsAll(List.of(first, second, third, fourth)), suspicion.toString());
    }

    /** One owner sells from one account and buys back with another; both were opened before the range that is read. */
    @Test
    void accountsThatWereOpenedBeforeTheRangeAreJoinedByTheirOwner() {
        OwnerId owner = new OwnerId(3, 9);
        AccountId sells = market.accountOf(owner, 1);
        AccountId buys = market.accountOf(owner, 2);
        AccountId partner = market.account(3);
        long before = market.sequence();
        for (int i = 0; i < 5; i++) {
            market.rest(sells, Side.SELL, MID, 10);
            market.take(partner, Side.BUY, MID, 10);
            market.after(1);
            market.rest(partner, Side.SELL, MID, 10);
            market.take(buys, Side.BUY, MID, 10);
            market.after(10);
        }

        Suspicion suspicion = only(market.suspicionsWithEarlierFrom(before), AbusePattern.WASH_TRADING);

        assertEquals(Set.of(sells, buys, partner), Set.copyOf(suspicion.accounts()));
        assertEquals(only(market.suspicions(), AbusePattern.WASH_TRADING), suspicion, "as from the first event");
        assertEquals(List.of(), market.suspicionsFrom(before), "without the owners these are three parties");
    }

    /** Two accounts of one group, as it was when the range began: neither a group of before nor a later one counts. */
    @Test
    void accountsOfAGroupThatWasSetBeforeTheRangeAreOneParty() {
        AccountId one = market.accountOf(1, 8);
        market.group(one, 7);
        AccountId other = market.accountOf(2, 7);
        AccountId left = market.accountOf(3, 7);
        market.group(left, 0);
        long before = market.sequence();
        market.rest(one, Side.SELL, MID, 10);
        market.take(other, Side.BUY, MID, 10);
        market.rest(one, Side.SELL, MID, 10);
        market.take(left, Side.BUY, MID, 10);
        market.after(4_000);
        market.group(left, 7);
        market.group(other, 9);

        Suspicion suspicion = only(market.suspicionsWithEarlierFrom(before), AbusePattern.WASH_TRADING);

        assertEquals(List.of(one, other), suspicion.accounts());
        assertEquals(only(market.suspicions(), AbusePattern.WASH_TRADING), suspicion, "as from the first event");
        assertEquals(List.of(), market.suspicionsFrom(before), "without the groups these are three parties");
    }

    /** An account that leaves a prevention group counts with its owner's other accounts again. */
    @Test
    void anAccountThatLeavesItsGroupIsItsOwnersAgain() {
        OwnerId owner = new OwnerId(3, 9);
        AccountId sells = market.accountOf(owner, 1);
        AccountId buys = market.accountOf(owner, 2);
        market.group(buys, 7);
        market.group(buys, 0);
        market.rest(sells, Side.SELL, MID, 10);
        market.take(buys, Side.BUY, MID, 10);

        assertEquals(
                List.of(sells, buys),
                only(market.suspicions(), AbusePattern.WASH_TRADING).accounts());
    }

    /** Orders of honest traders shrink, move and expire as well, on either side, before and after their trades. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aCrowdThatAmendsAndLetsExpireIsLeftAlone(long seed) {
        Random random = new Random(seed);
        List<AccountId> crowd = accounts(1, 30);
        Map<OrderId, Side> open = new LinkedHashMap<>();
        Map<OrderId, AccountId> owners = new HashMap<>();
        long middle = MID;
        for (int i = 0; i < 6_000; i++) {
            middle += random.nextInt(3) - 1;
            AccountId one = crowd.get(random.nextInt(crowd.size()));
            Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            int away = (side == Side.BUY ? -1 : 1) * (1 + random.nextInt(20));
            switch (random.nextInt(4)) {
                case 0 -> market.take(one, side, middle - away, 1 + random.nextInt(20));
                case 1 -> {
                    OrderId some = open.keySet().stream()
                            .skip(random.nextInt(Math.max(1, open.size())))
                            .findFirst()
                            .orElse(null);
                    if (some != null) {
                        Side of = open.getOrDefault(some, side);
                        long price = middle + (of == Side.BUY ? -1 : 1) * (1 + random.nextInt(40));
                        market.amendIfOpen(owners.getOrDefault(some, one), some, price, 1 + random.nextInt(60));
                        open.remove(some);
                    }
                }
                default -> {
                    OrderId order =
                            market.restFor(one, side, middle + away, 1 + random.nextInt(60), 1 + random.nextInt(60));
                    open.put(order, side);
                    owners.put(order, one);
                }
            }
            market.after(random.nextDouble() * 2);
            market.tick();
        }
        // These meet their own orders now and then, without self-trade prevention: that is reported, and is no matter
        // here.
        assertEquals(
                List.of(),
                market.suspicions().stream()
                        .filter(found -> found.pattern() != AbusePattern.WASH_TRADING
                                || found.accounts().size() > 1)
                        .toList());
    }
}
