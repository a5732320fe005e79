package com.flowex.strategy.parameter;

import com.flowex.domain.value.Decimals;
import java.math.BigDecimal;
import java.util.List;

/** Declaration of a parameter: its name, what it means, what it may be, and its default. */
public sealed interface ParameterSpec {

    /** Returns the name: a letter, then letters, digits or underscores, at most 40 characters. */
    String name();

    /** Returns one sentence on what the parameter does, with its unit. */
    String meaning();

    /** Returns the default in the form that {@link #check} takes. */
    String defaultText();

    /**
     * Checks a value and returns it in its one form, for example without leading zeros.
     *
     * @throws ParameterException if the text is not understood or out of range
     */
    String check(String text);

    /** Whole number within bounds, both inclusive. */
    record Whole(String name, String meaning, long min, long max, long defaultValue) implements ParameterSpec {

        public Whole {
            requireName(name);
            if (min > max || defaultValue < min || defaultValue > max) {
                throw new ParameterException(name, "has a default outside of its range " + min + ".." + max);
            }
        }

        @Override
        public String defaultText() {
            return Long.toString(defaultValue);
        }

        @Override
        public String check(String text) {
            long value = decimal(name, text).stripTrailingZeros().scale() > 0
                    ? refuse("is a whole number, was " + text)
                    : wholeWithin(text);
            return Long.toString(value);
        }

        private long wholeWithin(String text) {
            BigDecimal value = decimal(name, text);
            if (value.compareTo(BigDecimal.valueOf(min)) < 0 || value.compareTo(BigDecimal.valueOf(max)) > 0) {
                return refuse("is within " + min + ".." + max + ", was " + text);
            }
            return value.longValueExact();
        }

        private long refuse(String rule) {
            throw new ParameterException(name, rule);
        }
    }

    /** Decimal number within bounds, both inclusive. */
    record Decimal(String name, String meaning, double min, double max, double defaultValue) implements ParameterSpec {

        public Decimal {
            requireName(name);
            if (!(min <= defaultValue && defaultValue <= max) || Double.isInfinite(min) || Double.isInfinite(max)) {
                throw new ParameterException(name, "has a default outside of its range " + min + ".." + max);
            }
        }

        @Override
        public String defaultText() {
            return Decimals.plain(BigDecimal.valueOf(defaultValue));
        }

        @Override
        public String check(String text) {
            BigDecimal value = decimal(name, text);
            if (value.compareTo(BigDecimal.valueOf(min)) < 0 || value.compareTo(BigDecimal.valueOf(max)) > 0) {
                throw new ParameterException(
                        name,
                        "is within " + Decimals.plain(BigDecimal.valueOf(min)) + ".."
                                + Decimals.plain(BigDecimal.valueOf(max)) + ", was " + text);
            }
            return Decimals.plain(value);
        }
    }

    /** One of several words. */
    record Choice(String name, String meaning, List<String> choices, String defaultText) implements ParameterSpec {

        public Choice {
            requireName(name);
            choices = List.copyOf(choices);
            if (!choices.contains(defaultText)) {
                throw new ParameterException(name, "has the default " + defaultText + ", which is no choice");
            }
        }

        @Override
        public String check(String text) {
            if (!choices.contains(text)) {
                throw new ParameterException(name, "is one of " + String.join(", ", choices) + ", was " + text);
            }
            return text;
        }
    }

    /** True or false. */
    record Flag(String name, String meaning, boolean defaultValue) implements ParameterSpec {

        public Flag {
            requireName(name);
        }

        @Override
        public String defaultText() {
            return Boolean.toString(defaultValue);
        }

        @Override
        public String check(String text) {
            if (!text.equals("true") && !text.equals("false")) {
                throw new ParameterException(name, "is true or false, was " + text);
            }
            return text;
        }
    }

    private static void requireName(String name) {
        if (!name.matches("[A-Za-z][A-Za-z0-9_]{0,39}")) {
            throw new ParameterException(
                    name, "has a name that is not a letter and at most 39 letters, digits and underscores");
        }
    }

    private static BigDecimal decimal(String name, String text) {
        if (!text.matches("-?[0-9]{1,18}(\\.[0-9]{1,18})?")) {
            throw new ParameterException(name, "is a plain decimal such as 1.25, was " + text);
        }
        return new BigDecimal(text);
    }
}
