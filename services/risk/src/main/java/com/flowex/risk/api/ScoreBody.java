package com.flowex.risk.api;

import com.flowex.risk.app.bar.DataQuality;
import com.flowex.risk.app.score.AssetScore;
import com.flowex.risk.app.score.FactorMeasure;
import com.flowex.risk.app.score.ScoreFactor;
import com.flowex.risk.app.score.ScoreInterval;
import com.flowex.risk.store.score.StoredScore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The schema AssetRisk of docs/api/openapi.yaml. */
record ScoreBody(
        String asset,
        @Nullable String market,
        String day,
        Instant madeAt,
        String method,
        @Nullable Double score,
        @Nullable Double low,
        @Nullable Double high,
        double confidence,
        List<FactorBody> factors,
        List<String> notes,
        QualityBody quality,
        @Nullable PeersBody peers) {

    /** Other assets in the score of a new listing. */
    record PeersBody(int assets, double share) {}

    /** One factor of the score. */
    record FactorBody(
            String name,
            @Nullable Double risk,
            int weight,
            double share,
            double contribution,
            List<MeasureBody> measures) {

        static FactorBody of(ScoreFactor factor) {
            return new FactorBody(
                    factor.name(),
                    factor.risk(),
                    factor.weight(),
                    factor.share(),
                    factor.contribution(),
                    factor.measures().stream().map(MeasureBody::of).toList());
        }
    }

    /** One measure of a factor. */
    record MeasureBody(String name, double value, @Nullable Double risk) {

        static MeasureBody of(FactorMeasure measure) {
            return new MeasureBody(measure.name(), measure.value(), measure.risk());
        }
    }

    /** Quality of the asset's daily bars. */
    record QualityBody(
            int expected,
            int present,
            int longestGap,
            int duplicates,
            int absurd,
            int future,
            int spikes,
            int splits,
            int stale) {

        static QualityBody of(DataQuality of) {
            return new QualityBody(
                    of.expected(),
                    of.present(),
                    of.longestGap(),
                    of.duplicates(),
                    of.absurd(),
                    of.future(),
                    of.spikes(),
                    of.splits(),
                    of.stale());
        }
    }

    static ScoreBody of(StoredScore stored) {
        AssetScore score = stored.score();
        ScoreInterval interval = score.score();
        return new ScoreBody(
                score.asset(),
                score.market().isEmpty() ? null : score.market(),
                LocalDate.ofEpochDay(score.day()).toString(),
                stored.madeAt(),
                score.method(),
                interval == null ? null : interval.value(),
                interval == null ? null : interval.low(),
                interval == null ? null : interval.high(),
                score.confidence(),
                score.factors().stream().map(FactorBody::of).toList(),
                score.notes(),
                QualityBody.of(score.quality()),
                score.peers() == null
                        ? null
                        : new PeersBody(score.peers().assets(), score.peers().share()));
    }
}
