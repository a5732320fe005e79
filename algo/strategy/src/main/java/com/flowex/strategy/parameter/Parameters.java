package com.flowex.strategy.parameter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values of a strategy's parameters: one for each declared one, checked. */
public final class Parameters {

    /** Name of the parameter by which a strategy takes the interval of its bars. */
    private static final String INTERVAL = "interval";

    private final Map<String, String> values;

    private Parameters(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Parses values; a declared parameter without a value has its default.
     *
     * @throws ParameterException if a value is not understood or out of range, or a name is not declared
     */
    public static Parameters parse(List<ParameterSpec> specs, Map<String, String> texts) {
        Map<String, String> values = new LinkedHashMap<>();
        for (ParameterSpec spec : specs) {
            String text = texts.get(spec.name());
            values.put(spec.name(), text == null ? spec.check(spec.defaultText()) : spec.check(text));
        }
        for (String name : texts.keySet()) {
            if (!values.containsKey(name)) {
                throw new ParameterException(name, "is unknown; known are " + String.join(", ", values.keySet()));
            }
        }
        return new Parameters(values);
    }

    /**
     * Lets a strategy that declares an interval use that of its data, unless a text names another.
     *
     * @param interval interval of the data, "1h"
     */
    public static Map<String, String> withInterval(
            List<ParameterSpec> specs, Map<String, String> texts, String interval) {
        Map<String, String> all = new LinkedHashMap<>(texts);
        if (specs.stream().anyMatch(spec -> spec.name().equals(INTERVAL))) {
            all.putIfAbsent(INTERVAL, interval);
        }
        return all;
    }

    /** Returns all values in their one form, in the order of the declaration. */
    public Map<String, String> texts() {
        return new LinkedHashMap<>(values);
    }

    public long whole(String name) {
        return Long.parseLong(text(name));
    }

    public double number(String name) {
        return Double.parseDouble(text(name));
    }

    public boolean flag(String name) {
        return Boolean.parseBoolean(text(name));
    }

    /**
     * Returns the text of a value.
     *
     * @throws IllegalArgumentException if the strategy has not declared it
     */
    public String text(String name) {
        String text = values.get(name);
        if (text == null) {
            throw new IllegalArgumentException("the strategy declares no parameter " + name);
        }
        return text;
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
