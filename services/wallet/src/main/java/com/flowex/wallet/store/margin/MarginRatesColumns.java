package com.flowex.wallet.store.margin;

import com.flowex.domain.margin.MarginRates;
import com.flowex.domain.margin.RateDiscount;
import com.flowex.domain.margin.RatePoint;
import com.flowex.domain.value.AssetId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Rates of a lending pool in three consecutive columns: curve, asset of the volumes, discounts. */
public final class MarginRatesColumns {

    private static final int FIELDS = 2;

    private MarginRatesColumns() {}

    /** Returns the curve as a value for {@code bigint[]}: of each point its use and its rate. */
    public static long[] curve(MarginRates rates) {
        return rates.curve().stream()
                .flatMapToLong(point -> LongStream.of(point.useMillionths(), point.hourlyRateBillionths()))
                .toArray();
    }

    /** Returns the asset in which volumes count; null without discounts. */
    public static @Nullable Integer volumeAsset(MarginRates rates) {
        AssetId asset = rates.volumeAsset();
        return asset == null ? null : asset.value();
    }

    /** Returns the discounts as a value for {@code bigint[]}: of each its volume and its basis points. */
    public static long[] discounts(MarginRates rates) {
        return rates.discounts().stream()
                .flatMapToLong(discount -> LongStream.of(discount.volumeFromUnits(), discount.basisPoints()))
                .toArray();
    }

    /** @param first number of the first column */
    public static MarginRates rates(ResultSet row, int first) throws SQLException {
        Long[] points = (Long[]) row.getArray(first).getArray();
        Long[] parts = (Long[]) row.getArray(first + 2).getArray();
        List<RatePoint> curve = new ArrayList<>();
        for (int i = 0; i < points.length; i += FIELDS) {
            curve.add(new RatePoint(points[i].intValue(), points[i + 1].intValue()));
        }
        List<RateDiscount> discounts = new ArrayList<>();
        for (int i = 0; i < parts.length; i += FIELDS) {
            discounts.add(new RateDiscount(parts[i], parts[i + 1].intValue()));
        }
        Integer volumes = row.getObject(first + 1, Integer.class);
        return new MarginRates(curve, discounts, volumes == null ? null : new AssetId(volumes));
    }
}
