package com.flowex.risk.score;

import com.flowex.risk.bar.CleanDays;
import com.flowex.risk.measure.BookFigures;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an asset on a day.
 *
 * @param market whose prices they are; empty where it has none
 * @param day the score is of the end of this day, since 1970
 * @param book null where it is not known
 * @param cap market cap in the market's quote asset; null or 0 where it is not known
 */
public record AssetFacts(
        String asset,
        String market,
        long day,
        CleanDays days,
        @Nullable BookFigures book,
        @Nullable Double cap) {

    public AssetFacts {
        book = book == null || !book.isSound() ? null : book;
        cap = cap == null || !Double.isFinite(cap) || cap <= 0 ? null : cap;
    }
}
