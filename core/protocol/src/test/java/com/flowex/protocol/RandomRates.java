package com.flowex.protocol;

import com.flowex.domain.command.SetMarginRates;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.InterestRateSet;
import com.flowex.domain.event.MarginRatesSet;
import com.flowex.domain.margin.MarginRates;
import com.flowex.domain.margin.MarginTerms;
import com.flowex.domain.margin.RateDiscount;
import com.flowex.domain.margin.RatePoint;
import com.flowex.domain.state.MarginRatesState;
import java.util.ArrayList;
import java.util.List;

/** Messages about rates of lending pools, from {@link RandomValues}. */
final class RandomRates {

    private RandomRates() {}

    private static MarginRates rates(RandomValues any) {
        List<RatePoint> curve = new ArrayList<>();
        int points = any.flag() ? 0 : any.within(2, MarginRates.POINTS_MAX);
        for (int i = 0; i < points; i++) {
            int use = i == points - 1 ? RatePoint.USE_MAX : 10_000 * i + (i == 0 ? 0 : any.within(0, 9_999));
            curve.add(new RatePoint(use, MarginTerms.RATE_MAX / 20 * i + any.within(0, 999)));
        }
        List<RateDiscount> discounts = new ArrayList<>();
        int count = any.flag() ? 0 : any.within(1, MarginRates.DISCOUNTS_MAX);
        for (int i = 0; i < count; i++) {
            discounts.add(new RateDiscount(1_000_000L * i + any.within(0, 999_999), 600 * i + any.within(0, 599)));
        }
        return new MarginRates(curve, discounts, count == 0 ? null : any.assetId());
    }

    static SetMarginRates command(RandomValues any) {
        return new SetMarginRates(any.anyInt(), any.assetId(), rates(any));
    }

    /** Events of the latest rules, whose draws come last. */
    static List<Event> latest(RandomValues any) {
        return List.of(
                RandomMargin.leverageSet(any),
                RandomTimers.event(any),
                new MarginRatesSet(any.anyInt(), any.assetId(), rates(any)),
                new InterestRateSet(any.account(), any.assetId(), any.anyInt(), any.anyInt()));
    }

    static MarginRatesState state(RandomValues any) {
        return new MarginRatesState(any.assetId(), rates(any));
    }
}
