package com.flowex.strategies.api;

import com.flowex.backtest.metric.Metric;
import com.flowex.platform.errors.Fields;
import com.flowex.strategies.app.SearchSpec;
import com.flowex.strategies.app.SearchSpec.Validation;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Search of a requested back-test: the schema BacktestSearch of docs/api/openapi.yaml. */
record SearchForm(
        @Nullable String method,
        @Nullable Map<String, String> values,
        @Nullable Integer trials,
        @Nullable String objective,
        @Nullable ValidationForm validation) {

    private static final int TRIALS_DEFAULT = 100;
    private static final int VALUES_LENGTH_MAX = 200;
    private static final int TRAINING_PARTS_DEFAULT = 3;
    private static final int GAP_MAX = 10_000;

    /** Division of the time into trainings and tests. */
    record ValidationForm(
            @Nullable String method,
            @Nullable Integer parts,
            @Nullable Integer trainingParts,
            @Nullable Integer gap) {

        Validation checked(Fields fields) {
            boolean isWalk = Validation.WALK_FORWARD.equals(method);
            if (!isWalk && !Validation.PURGED_FOLDS.equals(method)) {
                fields.refuse("method", "one of walk_forward, purged_folds");
            }
            if (!isWalk && trainingParts != null) {
                fields.refuse("training_parts", "absent: the training of a fold is all other parts");
            }
            return new Validation(
                    Objects.requireNonNullElse(method, ""),
                    fields.within("parts", parts, isWalk ? 1 : 2, SearchSpec.PARTS_MAX),
                    trainingParts == null
                            ? TRAINING_PARTS_DEFAULT
                            : fields.within("training_parts", trainingParts, 1, SearchSpec.PARTS_MAX),
                    gap == null ? 0 : fields.within("gap", gap, 0, GAP_MAX));
        }
    }

    SearchSpec checked(Fields fields) {
        String checkedMethod = Objects.requireNonNullElse(method, SearchSpec.GRID);
        boolean isRandom = checkedMethod.equals(SearchSpec.RANDOM);
        if (!isRandom && !checkedMethod.equals(SearchSpec.GRID)) {
            fields.refuse("method", "one of grid, random");
        }
        if (!isRandom && trials != null) {
            fields.refuse("trials", "absent: a grid has all combinations");
        }
        Map<String, String> axes = Objects.requireNonNullElse(values, Map.<String, String>of());
        if (axes.isEmpty()
                || axes.size() > SearchSpec.AXES_MAX
                || axes.values().stream().anyMatch(each -> each == null || each.length() > VALUES_LENGTH_MAX)) {
            fields.refuse(
                    "values",
                    "texts of at most " + VALUES_LENGTH_MAX + " characters by the names of 1 to " + SearchSpec.AXES_MAX
                            + " parameters");
            axes = Map.of();
        }
        Integer checkedTrials = null;
        if (isRandom) {
            checkedTrials = trials == null ? TRIALS_DEFAULT : fields.within("trials", trials, 1, SearchSpec.TRIALS_MAX);
        }
        String figure = Objects.requireNonNullElse(objective, Metric.SHARPE.code());
        if (SearchSpec.metric(figure).isEmpty()) {
            fields.refuse("objective", "the code of a figure, such as sharpe or max_drawdown");
        }
        return new SearchSpec(
                checkedMethod,
                axes,
                checkedTrials,
                figure,
                validation == null ? null : validation.checked(fields.under("validation")));
    }
}
