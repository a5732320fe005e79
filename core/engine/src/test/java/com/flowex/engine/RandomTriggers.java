package com.flowex.engine;

import com.flowex.domain.market.Instrument;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.order.TriggerSource;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Price;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Commands that trigger the waiting orders of a random log. */
final class RandomTriggers {

    private final Random random;
    private final ObservedExchange observed;

    RandomTriggers(Random random, ObservedExchange observed) {
        this.random = random;
        this.observed = observed;
    }

    Trigger any(InstrumentId market, Side side) {
        long tick = tickOf(market);
        long mid = observed.priceOf(market) / tick * tick;
        long away = tick * (random.nextInt(14) - 1);
        return switch (random.nextInt(5)) {
            case 0, 1 -> new Trigger.StopLoss(positive(side == Side.BUY ? mid + away : mid - away), source());
            case 2, 3 -> new Trigger.TakeProfit(positive(side == Side.BUY ? mid - away : mid + away), source());
            default -> trailing(market);
        };
    }

    /** A quarter begin to trail at a price near the last. */
    Trigger trailing(InstrumentId market) {
        Trigger.Trailing trailing = always(market);
        return random.nextInt(4) == 0 ? new Trigger.TrailingFrom(near(market), trailing) : trailing;
    }

    /** Trailing stop that a loss activates, at a price near the last. */
    Trigger.TrailingFromLoss fromLoss(InstrumentId market) {
        return new Trigger.TrailingFromLoss(near(market), always(market));
    }

    private Price near(InstrumentId market) {
        long tick = tickOf(market);
        return positive(observed.priceOf(market) / tick * tick + tick * (random.nextInt(40) - 20));
    }

    private Trigger.Trailing always(InstrumentId market) {
        long tick = tickOf(market);
        if (random.nextBoolean()) {
            return new Trigger.TrailingRate(1 + random.nextInt(random.nextInt(4) == 0 ? 5_000 : 100), source());
        }
        return new Trigger.TrailingAmount(
                new Price(random.nextInt(30) == 0 ? 1L + random.nextInt(20_000) : tick * (1 + random.nextInt(12))),
                source());
    }

    /** Mostly of the order's own kind and source. */
    @Nullable
    Trigger revised(ObservedExchange.Open open) {
        if (!(open.terms() instanceof OrderTerms.Conditional conditional)) {
            return random.nextInt(8) == 0 ? trailing(open.instrument()) : null;
        }
        TriggerSource source =
                random.nextInt(20) == 0 ? source() : conditional.trigger().source();
        return switch (conditional.trigger()) {
            case Trigger.StopLoss _ -> new Trigger.StopLoss(near(open.instrument()), source);
            case Trigger.TakeProfit _ -> new Trigger.TakeProfit(near(open.instrument()), source);
            case Trigger.Trailing trailing -> revised(trailing, open.instrument(), source);
            case Trigger.Activated activated ->
                activated.with(
                        random.nextBoolean() ? activated.activation() : near(open.instrument()),
                        revised(activated.then(), open.instrument(), source));
        };
    }

    private Trigger.Trailing revised(Trigger.Trailing trailing, InstrumentId market, TriggerSource source) {
        return switch (trailing) {
            case Trigger.TrailingAmount _ ->
                new Trigger.TrailingAmount(positive(tickOf(market) * random.nextInt(14)), source);
            case Trigger.TrailingRate _ -> new Trigger.TrailingRate(1 + random.nextInt(200), source);
        };
    }

    TriggerSource source() {
        return random.nextInt(3) == 0 ? TriggerSource.BEST_PRICE : TriggerSource.LAST_TRADE;
    }

    long tickOf(InstrumentId id) {
        Instrument market = observed.market(id);
        return market == null ? 5 : market.rules().tickUnits();
    }

    private static Price positive(long units) {
        return new Price(Math.max(1, units));
    }
}
