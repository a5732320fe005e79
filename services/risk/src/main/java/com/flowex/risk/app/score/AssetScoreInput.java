package com.flowex.risk.app.score;

import com.flowex.risk.app.bar.CleanedBars;
import com.flowex.risk.app.measure.BookStatistics;
import org.jspecify.annotations.Nullable;

/**
 * Input of an asset's score for one day.
 *
 * @param market symbol of the market that gives the prices; empty if there is none
 * @param day days since 1970; the score is of the end of this day
 * @param book null where it is unknown
 * @param cap market cap in the market's quote asset; null or 0 where it is unknown
 */
public record AssetScoreInput(
        String asset,
        String market,
        long day,
        CleanedBars days,
        @Nullable BookStatistics book,
        @Nullable Double cap) {

    public AssetScoreInput {
        book = book == null || !book.isSound() ? null : book;
        cap = cap == null || !Double.isFinite(cap) || cap <= 0 ? null : cap;
    }
}
