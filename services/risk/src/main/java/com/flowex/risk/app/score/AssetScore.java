package com.flowex.risk.app.score;

import com.flowex.risk.app.bar.DataQuality;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Risk score of an asset for one day.
 *
 * @param score null where there are too few days: a number would be a guess
 * @param confidence 0 to 100: share of the inputs that is known, and their quality
 * @param notes reasons why the confidence is not 100, as words of the API's contract
 * @param peers part of the score that is made of other assets; null for a score of the asset's own days alone
 * @param method version of the formulas: {@link AssetScorer#METHOD}
 */
public record AssetScore(
        String asset,
        String market,
        long day,
        @Nullable ScoreInterval score,
        double confidence,
        List<ScoreFactor> factors,
        List<String> notes,
        DataQuality quality,
        @Nullable Peers peers,
        String method) {

    /**
     * Assets towards which the score of a new listing is shrunk.
     *
     * @param assets number of these assets
     * @param share their weight in volatility and liquidity, 0 to 1
     */
    public record Peers(int assets, double share) {}

    public AssetScore {
        factors = List.copyOf(factors);
        notes = List.copyOf(notes);
    }
}
