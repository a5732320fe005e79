package com.flowex.ground.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Reads typed values and collects what is wrong with them, so that all of it is said at once. A value that is wrong
 * reads as its default until {@link #finish} throws. Reading a setting is also declaring it: the documents and
 * {@code ./flowex config} list what was read, in that order.
 */
public final class SettingsReader {

    private static final String FILE_SUFFIX = "_FILE";
    private static final String ON_OR_OFF = "on or off";

    private final Sources sources;
    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private final Set<String> known = new HashSet<>();
    private final List<String> errors;
    private String group = "";

    public SettingsReader(Map<String, String> environment) {
        this(Sources.of(environment));
    }

    public SettingsReader(Sources sources) {
        this.sources = sources;
        this.errors = new ArrayList<>(sources.errors());
    }

    /** The heading over what is read next. */
    public void group(String title) {
        group = title;
    }

    public String text(String name, String otherwise, String about) {
        return parsed(name, otherwise, "a text", Function.identity(), about);
    }

    /**
     * A text that nobody may see, also from the file that {@code NAME_FILE} names; empty if neither is there.
     *
     * @param rule completes the sentence "NAME must be ..."
     */
    public String secret(String name, String rule, String about) {
        known.add(name);
        known.add(name + FILE_SUFFIX);
        Optional<Sources.Given> given = sources.find(name).or(() -> secretFile(name));
        declare(
                name,
                rule,
                "",
                about,
                true,
                given.map(Sources.Given::text).orElse(""),
                given.map(Sources.Given::source).orElse(Setting.DEFAULT));
        return given.map(Sources.Given::text).orElse("");
    }

    private Optional<Sources.Given> secretFile(String name) {
        return sources.find(name + FILE_SUFFIX).flatMap(file -> {
            try {
                String text = Files.readString(Path.of(file.text())).strip();
                return Optional.of(new Sources.Given(text, "file " + file.text()));
            } catch (IOException e) {
                errors.add(name + FILE_SUFFIX + " must name a file that can be read, was \"" + file.text() + "\"");
                return Optional.empty();
            }
        });
    }

    /** A whole number within {@code min..max}. */
    public int integer(String name, int otherwise, int min, int max, String about) {
        return Math.toIntExact(number(name, otherwise, min, max, about));
    }

    /** A whole number within {@code min..max}. */
    public long number(String name, long otherwise, long min, long max, String about) {
        return parsed(
                name,
                Long.toString(otherwise),
                "a whole number within " + min + ".." + max,
                text -> {
                    long value = Long.parseLong(text);
                    if (value < min || value > max) {
                        throw new IllegalArgumentException();
                    }
                    return value;
                },
                about);
    }

    /** {@code on} or {@code off}; {@code true} and {@code false} are understood too. */
    public boolean flag(String name, boolean otherwise, String about) {
        return parsed(name, otherwise ? "on" : "off", ON_OR_OFF, SettingsReader::flag, about);
    }

    private static boolean flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "on", "true" -> true;
            case "off", "false" -> false;
            default -> throw new IllegalArgumentException();
        };
    }

    /** One constant of an enum, by its lower-case name. */
    public <E extends Enum<E>> E oneOf(String name, E otherwise, Class<E> type, String about) {
        String choices = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        return parsed(
                name,
                otherwise.name().toLowerCase(Locale.ROOT),
                "one of " + choices,
                text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT)),
                about);
    }

    /** A whole number of {@code unit}s, 1 to {@code max}, for example milliseconds. */
    public Duration duration(String name, Duration otherwise, Duration unit, int max, String about) {
        return unit.multipliedBy(integer(name, Math.toIntExact(otherwise.dividedBy(unit)), 1, max, about));
    }

    /** Texts between commas, each {@code parse}d; none if {@code otherwise} is empty and nothing is given. */
    public <T> List<T> list(String name, String otherwise, String rule, Function<String, T> parse, String about) {
        return parsed(
                name,
                otherwise,
                rule,
                text -> Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .map(parse)
                        .toList(),
                about);
    }

    /**
     * Any other type.
     *
     * @param otherwise the default as text, which {@code parse} understands
     * @param rule completes the sentence "NAME must be ..."
     * @param parse throws IllegalArgumentException on text that breaks the rule
     */
    public <T> T parsed(String name, String otherwise, String rule, Function<String, T> parse, String about) {
        known.add(name);
        Optional<Sources.Given> given = sources.find(name);
        String text = given.map(Sources.Given::text).orElse(otherwise);
        declare(
                name,
                rule,
                otherwise,
                about,
                false,
                text,
                given.map(Sources.Given::source).orElse(Setting.DEFAULT));
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            errors.add(name + " must be " + rule + ", was \"" + text + "\"");
            return parse.apply(otherwise);
        }
    }

    private void declare(
            String name, String rule, String otherwise, String about, boolean secret, String value, String source) {
        settings.put(name, new Setting(group, name, rule, otherwise, about, secret, value, source));
    }

    /** Remembers an error that concerns more than one value. */
    public void refuse(String error) {
        errors.add(error);
    }

    /** Everything that was read, in that order. */
    public List<Setting> settings() {
        return List.copyOf(settings.values());
    }

    /** Names that begin like a setting of FlowEx but are none: usually a misspelling, worth a warning. */
    public List<String> unknownNames() {
        return StreamSupport.stream(sources.names().spliterator(), false)
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
