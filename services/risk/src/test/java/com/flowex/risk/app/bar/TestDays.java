package com.flowex.risk.app.bar;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Days of a market that moves by chance: sixteen steps of a Brownian motion a day. */
public final class TestDays {

    public static final long TODAY = 20_000;

    private static final int STEPS = 1_000;

    private TestDays() {}

    /**
     * Days up to yesterday.
     *
     * @param yearly the volatility of the motion
     */
    public static List<DailyBar> moving(int count, double yearly, long seed) {
        Random random = new Random(seed);
        double step = yearly / Math.sqrt(365.0 * STEPS);
        List<DailyBar> days = new ArrayList<>();
        double price = 100;
        for (int i = 0; i < count; i++) {
            double open = price;
            double high = price;
            double low = price;
            for (int j = 0; j < STEPS; j++) {
                price *= Math.exp(step * random.nextGaussian() - step * step / 2);
                high = Math.max(high, price);
                low = Math.min(low, price);
            }
            days.add(new DailyBar(TODAY - count + i, open, high, low, price, 1e6 * (1 + random.nextDouble())));
        }
        return days;
    }
}
