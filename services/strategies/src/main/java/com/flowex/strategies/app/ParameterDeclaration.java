package com.flowex.strategies.app;

import com.flowex.strategy.parameter.ParameterSpec;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Declared parameter as it is stored and shown: the schema StrategyParameter of docs/api/openapi.yaml.
 *
 * @param type whole, number, choice or flag
 * @param min lowest value of a number; null for others, as {@code max}
 * @param choices words of a choice; empty for others
 */
public record ParameterDeclaration(
        String name,
        String meaning,
        String type,
        @Nullable String min,
        @Nullable String max,
        String defaultValue,
        List<String> choices) {

    public static ParameterDeclaration of(ParameterSpec spec) {
        return switch (spec) {
            case ParameterSpec.Whole(var name, var meaning, var min, var max, var _) ->
                new ParameterDeclaration(
                        name, meaning, "whole", Long.toString(min), Long.toString(max), spec.defaultText(), List.of());
            case ParameterSpec.Decimal(var name, var meaning, var min, var max, var _) ->
                new ParameterDeclaration(
                        name, meaning, "number", plain(min), plain(max), spec.defaultText(), List.of());
            case ParameterSpec.Choice(var name, var meaning, var choices, var text) ->
                new ParameterDeclaration(name, meaning, "choice", null, null, text, choices);
            case ParameterSpec.Flag(var name, var meaning, var _) ->
                new ParameterDeclaration(name, meaning, "flag", null, null, spec.defaultText(), List.of());
        };
    }

    /** Returns the declaration that this was made of. */
    public ParameterSpec spec() {
        return switch (type) {
            case "whole" ->
                new ParameterSpec.Whole(
                        name,
                        meaning,
                        Long.parseLong(bound(min)),
                        Long.parseLong(bound(max)),
                        Long.parseLong(defaultValue));
            case "number" ->
                new ParameterSpec.Decimal(
                        name,
                        meaning,
                        Double.parseDouble(bound(min)),
                        Double.parseDouble(bound(max)),
                        Double.parseDouble(defaultValue));
            case "choice" -> new ParameterSpec.Choice(name, meaning, choices, defaultValue);
            case "flag" -> new ParameterSpec.Flag(name, meaning, Boolean.parseBoolean(defaultValue));
            default -> throw new IllegalStateException("a parameter is stored as it was declared, not as " + type);
        };
    }

    private static String bound(@Nullable String text) {
        return Objects.requireNonNull(text, "a number has bounds");
    }

    private static String plain(double value) {
        return value == 0 ? "0" : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
