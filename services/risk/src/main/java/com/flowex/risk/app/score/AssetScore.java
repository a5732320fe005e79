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
        String method) {

    public AssetScore {
        factors = List.copyOf(factors);
        notes = List.copyOf(notes);
    }
}
