package com.flowex.strategy.parameter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values of a strategy's parameters: one for each declared one, checked. */
public final class Parameters {

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
