package com.flowex.risk.score;

import com.flowex.risk.bar.DataQuality;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An asset's score of a day.
 *
 * @param score null where there are too few days: a number would be a guess
 * @param confidence 0 to 100: how much of what belongs to it is known, and how good that is
 * @param notes why the confidence is not 100, as words of the contract
 * @param method which formulas: {@link AssetScorer#METHOD}
 */
public record AssetScore(
        String asset,
        String market,
        long day,
        @Nullable ScoreInterval score,
        double confidence,
        List<Factor> factors,
        List<String> notes,
        DataQuality quality,
        String method) {

    public AssetScore {
        factors = List.copyOf(factors);
        notes = List.copyOf(notes);
    }
}
