package com.flowex.engine.conditional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: a price meets exactly the orders it should. Method: random orders come and go beside a plain list. */
class TriggerBookTest {

    private final Orders orders = new Orders();
    private final TriggerBook watch = new TriggerBook(orders);
    private final MetTriggerIds met = new MetTriggerIds();
    private final List<Integer> waiting = new ArrayList<>();
    private long ids;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20_261_120})
    void aPriceMeetsTheOrdersThatAPlainListSays(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 3_000; i++) {
            if (waiting.size() < 40 || random.nextInt(3) > 0) {
                wait(random);
            } else {
                leave(waiting.remove(random.nextInt(waiting.size())));
            }
            TriggerPrices prices = new TriggerPrices(price(random), price(random), price(random));
            List<Long> expected = waiting.stream()
                    .filter(slot -> isMet(slot, prices))
                    .map(orders::id)
                    .sorted()
                    .toList();

            watch.collect(prices, met);

            assertEquals(expected, metIds());
            assertEquals(!expected.isEmpty(), watch.isMet(prices));
        }
        while (!waiting.isEmpty()) {
            leave(waiting.removeLast());
        }
        assertFalse(watch.isMet(new TriggerPrices(100, 100, 100)));
    }

    /** One price in ten is none. */
    private static long price(Random random) {
        return random.nextInt(10) == 0 ? 0 : 80 + random.nextInt(40);
    }

    private void wait(Random random) {
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        TriggerSource source = random.nextBoolean() ? TriggerSource.LAST_TRADE : TriggerSource.BEST_PRICE;
        Price price = new Price(80L + random.nextInt(40));
        Trigger trigger =
                random.nextBoolean() ? new Trigger.StopLoss(price, source) : new Trigger.TakeProfit(price, source);
        int flags = OrderFlags.of(side, OrderPhase.WAITS, SelfTradePrevention.NONE, false);
        int slot = orders.take(++ids, 1, 0, 0, flags);
        orders.resize(slot, 5);
        OrderRequest request = new OrderRequest(
                new AccountId(1, 1_000),
                ClientOrderId.of("a"),
                new InstrumentId(1),
                side,
                new Quantity(5),
                new OrderTerms.Conditional(trigger, OrderTerms.Market.MARKET));
        orders.extras.request(orders.extend(slot), request);
        watch.add(slot);
        waiting.add(slot);
    }

    private void leave(int slot) {
        watch.remove(slot);
        orders.giveBack(slot);
    }

    private boolean isMet(int slot, TriggerPrices prices) {
        OrderRequest request = orders.extras.request(orders.extra(slot));
        Trigger trigger = ((OrderTerms.Conditional) request.terms()).trigger();
        long watched = prices.of(trigger.source(), request.side());
        boolean isBuy = request.side() == Side.BUY;
        return watched != 0
                && switch (trigger) {
                    case Trigger.StopLoss stop ->
                        isBuy
                                ? watched >= stop.price().units()
                                : watched <= stop.price().units();
                    case Trigger.TakeProfit take ->
                        isBuy
                                ? watched <= take.price().units()
                                : watched >= take.price().units();
                    case Trigger.Trailing _, Trigger.Activated _ -> false;
                };
    }

    private List<Long> metIds() {
        List<Long> list = new ArrayList<>();
        for (int i = 0; i < met.count(); i++) {
            list.add(met.id(i));
        }
        return list;
    }
}
