package com.flowex.engine;

import com.flowex.domain.command.Command;
import com.flowex.domain.command.SetMarginRates;
import com.flowex.domain.margin.MarginRates;
import com.flowex.domain.margin.MarginTerms;
import com.flowex.domain.margin.RateDiscount;
import com.flowex.domain.margin.RatePoint;
import com.flowex.domain.value.AssetId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Rates of lending pools in one of four of the random logs that lend. The dice are its own, so that the other logs stay as
 * they were.
 */
final class RandomRates {

    private static final int SELDOM = 60;

    private final Random random;
    private final boolean isUsed;

    /** @param lends true if the log has loans */
    RandomRates(long seed, boolean lends) {
        random = new Random(seed * 0xE7037ED1A0B428DBL + 16);
        isUsed = lends && Math.floorMod(seed, 4) == 2;
    }

    /** Returns true if the log needs the newest rules. */
    boolean isUsed() {
        return isUsed;
    }

    /** Returns the next command, out of turn; null means none. */
    @Nullable
    Command next() {
        if (!isUsed || random.nextInt(SELDOM) > 0) {
            return null;
        }
        int tenant = 1 + random.nextInt(2);
        AssetId asset = asset(tenant);
        return new SetMarginRates(random.nextInt(30) == 0 ? 3 - tenant : tenant, asset, rates(tenant));
    }

    private AssetId asset(int tenant) {
        if (random.nextInt(30) == 0) {
            return new AssetId(1 + random.nextInt(7));
        }
        return new AssetId(tenant == 1 ? 1 + random.nextInt(3) : 4 + random.nextInt(2));
    }

    private MarginRates rates(int tenant) {
        List<RateDiscount> discounts = random.nextInt(3) == 0 ? List.of() : discounts();
        return new MarginRates(
                random.nextInt(4) == 0 ? List.of() : curve(), discounts, discounts.isEmpty() ? null : asset(tenant));
    }

    private List<RatePoint> curve() {
        TreeSet<Integer> uses = new TreeSet<>(List.of(0, RatePoint.USE_MAX));
        int points = random.nextInt(5);
        for (int i = 0; i < points; i++) {
            uses.add(random.nextInt(RatePoint.USE_MAX));
        }
        List<RatePoint> curve = new ArrayList<>();
        int rate = random.nextInt(3) * 1_000;
        for (int use : uses) {
            curve.add(new RatePoint(use, rate));
            rate = Math.min(rate + random.nextInt(MarginTerms.RATE_MAX / 4), MarginTerms.RATE_MAX);
        }
        return curve;
    }

    private List<RateDiscount> discounts() {
        List<RateDiscount> discounts = new ArrayList<>();
        long volume = random.nextInt(2);
        int basisPoints = random.nextInt(2_000);
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            discounts.add(new RateDiscount(volume, basisPoints));
            volume += 1 + random.nextLong(1L << (1 + random.nextInt(24)));
            basisPoints = Math.min(basisPoints + random.nextInt(4_000), RateDiscount.BASIS_POINTS_MAX);
        }
        return discounts;
    }
}
