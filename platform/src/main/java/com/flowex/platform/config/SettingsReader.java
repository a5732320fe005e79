package com.flowex.platform.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads typed values from the environment and collects what is wrong with them, so that all of it is said at once.
 * A value that is wrong reads as its default until {@link #finish} throws.
 */
public final class SettingsReader {

    private final Map<String, String> environment;
    private final Set<String> known = new LinkedHashSet<>();
    private final List<String> errors = new ArrayList<>();

    /** @param environment usually {@link System#getenv()}; an empty value counts as absent */
    public SettingsReader(Map<String, String> environment) {
        this.environment = new TreeMap<>(environment);
        this.environment.values().removeIf(String::isBlank);
    }

    public String text(String name, String otherwise) {
        known.add(name);
        return environment.getOrDefault(name, otherwise).strip();
    }

    /** A whole number within {@code min..max}. */
    public int integer(String name, int otherwise, int min, int max) {
        return parsed(name, otherwise, "a whole number within " + min + ".." + max, text -> {
            int value = Integer.parseInt(text);
            if (value < min || value > max) {
                throw new IllegalArgumentException();
            }
            return value;
        });
    }

    /** {@code on} or {@code off}; {@code true} and {@code false} are understood too. */
    public boolean flag(String name, boolean otherwise) {
        return parsed(name, otherwise, "on or off", text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "on", "true" -> true;
            case "off", "false" -> false;
            default -> throw new IllegalArgumentException();
        });
    }

    /** One constant of an enum, by its lower-case name. */
    public <E extends Enum<E>> E oneOf(String name, E otherwise, Class<E> type) {
        String choices = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        return parsed(name, otherwise, "one of " + choices, text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT)));
    }

    /** A whole number of {@code unit}s, for example milliseconds. */
    public Duration duration(String name, Duration otherwise, Duration unit, int max) {
        int count = integer(name, Math.toIntExact(otherwise.dividedBy(unit)), 1, max);
        return unit.multipliedBy(count);
    }

    /**
     * Any other type.
     *
     * @param rule completes the sentence "NAME must be ..."
     * @param parse throws IllegalArgumentException on text that breaks the rule
     */
    public <T> T parsed(String name, T otherwise, String rule, Function<String, T> parse) {
        String text = text(name, "");
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            errors.add(name + " must be " + rule + ", was \"" + text + "\"");
            return otherwise;
        }
    }

    /** Remembers an error that concerns more than one value. */
    public void refuse(String error) {
        errors.add(error);
    }

    /** Names that begin like a setting of FlowEx but are none: usually a misspelling, worth a warning. */
    public List<String> unknownNames() {
        return environment.keySet().stream()
                .filter(name -> name.startsWith("FLOWEX_") && !known.contains(name))
                .toList();
    }

    /** @throws StartupException naming every error found so far */
    public void finish() {
        if (!errors.isEmpty()) {
            throw new StartupException(errors);
        }
    }
}
