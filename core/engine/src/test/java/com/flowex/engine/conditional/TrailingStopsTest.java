package com.flowex.engine.conditional;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.order.TriggerSource;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.engine.book.OrderFlags;
import com.flowex.engine.book.OrderPhase;
import com.flowex.engine.book.Orders;
import org.junit.jupiter.api.Test;

class TrailingStopsTest {

    private final Orders orders = new Orders();
    private final TrailingStops stops = new TrailingStops(orders);

    private int wait(Side side, Trigger trigger) {
        int flags = OrderFlags.of(side, OrderPhase.WAITS, SelfTradePrevention.NONE, false);
        int slot = orders.take(1, 1, 0, 0, flags);
        orders.resize(slot, 5);
        OrderRequest request = new OrderRequest(
                new AccountId(1, 1_000),
                ClientOrderId.of("a"),
                new InstrumentId(1),
                side,
                new Quantity(5),
                new OrderTerms.Conditional(trigger, OrderTerms.Market.MARKET));
        orders.extras.request(orders.extend(slot), request);
        stops.add(slot);
        return slot;
    }

    /** Says "met" or "waits" for each trade price in turn. */
    private String follow(long... trades) {
        StringBuilder states = new StringBuilder();
        for (long price : trades) {
            TriggerPrices prices = new TriggerPrices(price, 0, 0);
            stops.follow(prices, new TrailingPriceMoves());
            states.append(stops.isMet(prices) ? "met " : "waits ");
        }
        return states.toString().trim();
    }

    @Test
    void aSellFollowsThePriceUpAndNeverDown() {
        wait(Side.SELL, new Trigger.TrailingAmount(new Price(10), TriggerSource.LAST_TRADE));

        assertEquals("waits waits waits waits met", follow(100, 95, 120, 111, 110));
    }

    @Test
    void aBuyFollowsThePriceDownAndNeverUp() {
        wait(Side.BUY, new Trigger.TrailingAmount(new Price(10), TriggerSource.LAST_TRADE));

        assertEquals("waits waits waits waits met", follow(100, 105, 80, 89, 90));
    }

    @Test
    void aRateIsTakenOfTheExtremeAndRoundsDownToAtLeastOne() {
        // 2.5 % of 399 is 9.975: a distance of 9.
        wait(Side.SELL, new Trigger.TrailingRate(250, TriggerSource.LAST_TRADE));
        assertEquals("waits waits met", follow(399, 391, 390));
    }

    @Test
    void theLeastDistanceIsOnePriceUnit() {
        wait(Side.SELL, new Trigger.TrailingRate(1, TriggerSource.LAST_TRADE));
        assertEquals("waits met", follow(7, 6));
    }

    @Test
    void aDistanceAsLargeAsThePriceIsNeverMet() {
        wait(Side.SELL, new Trigger.TrailingAmount(new Price(100), TriggerSource.LAST_TRADE));

        assertEquals("waits waits", follow(100, 1));
    }

    @Test
    void aMarketWithoutAPriceMovesNothing() {
        int slot = wait(Side.SELL, new Trigger.TrailingAmount(new Price(1), TriggerSource.BEST_PRICE));

        assertEquals("waits waits", follow(100, 1));
        assertEquals(0, orders.extras.extreme(orders.extra(slot)));
    }
}
