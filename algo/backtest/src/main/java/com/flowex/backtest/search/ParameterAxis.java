package com.flowex.backtest.search;

import com.flowex.strategy.parameter.ParameterException;
import com.flowex.strategy.parameter.ParameterSpec;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Values that a search tries for one parameter, each in the form that its declaration accepts.
 *
 * @param values at least one, all different
 */
public record ParameterAxis(String name, List<String> values) {

    /** Greatest number of values of one parameter. */
    public static final int VALUES_MAX = 10_000;

    public ParameterAxis {
        values = List.copyOf(values);
    }

    /**
     * Parses "10", "5,10,20", "1..9" (whole numbers) or "0.5..2:0.25" (from, to, step).
     *
     * @throws ParameterException if the text is not understood, or a value breaks the declaration
     */
    public static ParameterAxis parse(ParameterSpec spec, String text) {
        Set<String> values = new LinkedHashSet<>();
        for (String part : text.split(",", -1)) {
            int dots = part.indexOf("..");
            if (dots < 0) {
                values.add(spec.check(part.strip()));
            } else {
                values.addAll(range(spec, part.strip()));
            }
            if (values.size() > VALUES_MAX) {
                throw new ParameterException(spec.name(), "has at most " + VALUES_MAX + " values in a search");
            }
        }
        return new ParameterAxis(spec.name(), new ArrayList<>(values));
    }

    private static List<String> range(ParameterSpec spec, String part) {
        int dots = part.indexOf("..");
        int colon = part.indexOf(':', dots);
        String end = colon < 0 ? part.substring(dots + 2) : part.substring(dots + 2, colon);
        BigDecimal from = number(spec, part.substring(0, dots));
        BigDecimal to = number(spec, end);
        BigDecimal step = colon < 0 ? BigDecimal.ONE : decimal(spec, part.substring(colon + 1));
        if (step.signum() <= 0 || to.compareTo(from) < 0) {
            throw new ParameterException(spec.name(), "has a range that rises by a step above 0, was " + part);
        }
        if (to.subtract(from).divideToIntegralValue(step).compareTo(BigDecimal.valueOf(VALUES_MAX)) >= 0) {
            throw new ParameterException(spec.name(), "has at most " + VALUES_MAX + " values in a search");
        }
        List<String> values = new ArrayList<>();
        for (BigDecimal value = from; value.compareTo(to) <= 0; value = value.add(step)) {
            values.add(spec.check(value.toPlainString()));
        }
        return values;
    }

    /** Returns an end of a range, as the declaration accepts it. */
    private static BigDecimal number(ParameterSpec spec, String text) {
        return decimal(spec, spec.check(text.strip()));
    }

    private static BigDecimal decimal(ParameterSpec spec, String text) {
        try {
            return new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
            throw new ParameterException(spec.name(), "has a range of decimals such as 0.5..2:0.25, was " + text);
        }
    }

    String draw(SplittableRandom random) {
        return values.get(random.nextInt(values.size()));
    }
}
