package com.flowex.platform.settings;

import com.flowex.domain.value.WholeNumber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Reader of typed settings. It collects all mistakes, so that they are reported at once; a wrong value reads as its
 * default until {@link #finish} throws. Reading a setting also declares it: the documents and {@code ./flowex config}
 * list the settings in the order of reading.
 */
public final class SettingsReader {

    private static final String FILE_SUFFIX = "_FILE";
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final String ON_OR_OFF = "on or off";
    private static final Set<String> OF_SCRIPTS = Set.of(
            "FLOWEX_ALERT_DUTY_MANAGER",
            "FLOWEX_DOMAIN",
            "FLOWEX_HOME",
            "FLOWEX_REGISTRY",
            "FLOWEX_SECRETS_DIR",
            "FLOWEX_VERSION");

    private final SettingsSources sources;
    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private final Set<String> known = new HashSet<>();
    private final List<String> errors;
    private final Map<String, Supplier<Optional<String>>> machine = new LinkedHashMap<>();
    private final Set<String> productionRules = new LinkedHashSet<>();
    private String group = "";

    public SettingsReader(Map<String, String> environment) {
        this(SettingsSources.of(environment));
    }

    public SettingsReader(SettingsSources sources) {
        this.sources = sources;
        this.errors = new ArrayList<>(sources.errors());
    }

    /** Sets the heading of the settings that are read next. */
    public void group(String title) {
        group = title;
    }

    public String text(String name, String otherwise, String about) {
        return parsed(name, otherwise, "a text", Function.identity(), about);
    }

    /**
     * Reads a text that is never shown, also from the file that {@code NAME_FILE} names; returns an empty text if
     * neither exists.
     *
     * @param rule completes the sentence "NAME must be ..."
     */
    public String secret(String name, String rule, String about) {
        return secret(name, rule, about, false);
    }

    /**
     * Reads a secret that another server may not need. An empty file means that it needs none, because files of secrets
     * are often always mounted.
     */
    public String secretOrNone(String name, String rule, String about) {
        return secret(name, rule, about, true);
    }

    private String secret(String name, String rule, String about, boolean mayBeNone) {
        known.add(name);
        known.add(name + FILE_SUFFIX);
        Optional<SettingsSources.SourcedText> sourcedText = sources.find(name).or(() -> secretFile(name, mayBeNone));
        String text = sourcedText.map(SettingsSources.SourcedText::text).orElse("");
        declare(new Setting(group, name, rule, "", about, true, text, source(sourcedText)));
        return text;
    }

    private Optional<SettingsSources.SourcedText> secretFile(String name, boolean mayBeNone) {
        return sources.find(name + FILE_SUFFIX).flatMap(file -> {
            try {
                String text = Files.readString(Path.of(file.text())).strip();
                if (text.isEmpty() ? mayBeNone : text.charAt(0) != BYTE_ORDER_MARK) {
                    return Optional.of(new SettingsSources.SourcedText(text, "file " + file.text()));
                }
            } catch (IOException | InvalidPathException e) {
                // Refused below, like a file without a secret: the process would otherwise create a secret of its own.
            }
            errors.add(
                    name + FILE_SUFFIX + " must name a file that can be read and has a secret as UTF-8 text, without a"
                            + " byte-order mark, was \"" + file.text() + "\"");
            return Optional.empty();
        });
    }

    /**
     * Reads a text that is never shown, and parses it.
     *
     * @param form form of the value; a wrong one is refused without being repeated
     * @return the parsed value; empty if the text is missing or wrong
     */
    public <T> Optional<T> secret(String name, SettingFormat<T> form, String about) {
        String text = secret(name, form.rule(), about);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(form.parse(text));
        } catch (IllegalArgumentException e) {
            errors.add(name + " must be " + form.rule());
            return Optional.empty();
        }
    }

    /** Reads a text with a form of its own; returns empty if neither it nor a default is given. */
    public <T> Optional<T> form(String name, String otherwise, SettingFormat<T> form, String about) {
        return parsed(
                name,
                otherwise,
                form.rule(),
                text -> text.isEmpty() ? Optional.empty() : Optional.of(form.parse(text)),
                about);
    }

    /** Reads a whole number within {@code min..max}. */
    public int integer(String name, int otherwise, int min, int max, String about) {
        return Math.toIntExact(number(name, otherwise, min, max, about));
    }

    /** Reads a whole number within {@code min..max}. */
    public long number(String name, long otherwise, long min, long max, String about) {
        return parsed(
                name,
                Long.toString(otherwise),
                "a whole number within " + min + ".." + max,
                text -> {
                    long value = WholeNumber.parse(text).orElseThrow(IllegalArgumentException::new);
                    if (value < min || value > max) {
                        throw new IllegalArgumentException();
                    }
                    return value;
                },
                about);
    }

    /** Reads {@code on} or {@code off}; {@code true} and {@code false} are accepted, too. */
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

    /** Reads a constant of an enum, by its lower-case name. */
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

    /** Reads a whole number of {@code unit}s, 1 to {@code max}, for example milliseconds. */
    public Duration duration(String name, Duration otherwise, Duration unit, int max, String about) {
        return unit.multipliedBy(integer(name, Math.toIntExact(otherwise.dividedBy(unit)), 1, max, about));
    }

    /**
     * Reads a list of texts separated by commas, each parsed by {@code parse}; it is empty if {@code otherwise} is
     * empty and none is given.
     */
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
     * Reads a setting of any other type.
     *
     * @param otherwise default as text, which {@code parse} understands
     * @param rule completes the sentence "NAME must be ..."
     * @param parse throws IllegalArgumentException on text that breaks the rule
     */
    public <T> T parsed(String name, String otherwise, String rule, Function<String, T> parse, String about) {
        known.add(name);
        Optional<SettingsSources.SourcedText> sourcedText = sources.find(name);
        String text = sourcedText.map(SettingsSources.SourcedText::text).orElse(otherwise);
        declare(new Setting(group, name, rule, otherwise, about, false, text, source(sourcedText)));
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            errors.add(name + " must be " + rule + ", was \"" + text + "\"" + SettingFormat.localeHint(text));
            return parse.apply(otherwise);
        }
    }

    private static String source(Optional<SettingsSources.SourcedText> text) {
        return text.map(SettingsSources.SourcedText::source).orElse(Setting.DEFAULT);
    }

    private void declare(Setting setting) {
        settings.put(setting.name(), setting);
    }

    /** Adds an error that concerns more than one value. */
    public void refuse(String error) {
        errors.add(error);
    }

    /**
     * Adds a check that depends on the machine. It runs in {@link #checkMachine}, which documents and tests of shipped
     * settings do not call.
     *
     * @param holds called once
     */
    public void onMachine(String error, BooleanSupplier holds) {
        machine.put(error, () -> holds.getAsBoolean() ? Optional.empty() : Optional.of(error));
    }

    /** Runs the checks that depend on the machine; a check that fails is an error. */
    public void checkMachine() {
        errors.addAll(machineErrors());
    }

    /** Returns the errors of the checks that depend on the machine; each check runs once. */
    public List<String> machineErrors() {
        List<String> found =
                machine.values().stream().flatMap(check -> check.get().stream()).toList();
        machine.clear();
        return found;
    }

    /**
     * Requires that the content of a file is what its reader wants. A file that does not exist is created later, or
     * refused elsewhere.
     *
     * @param read the reading of the start itself; throws a StartupException
     */
    public void content(Path file, Runnable read) {
        machine.put("content of " + file, () -> {
            try {
                if (Files.exists(file)) {
                    read.run();
                }
                return Optional.empty();
            } catch (StartupException e) {
                String why = String.valueOf(e.getMessage());
                return Optional.of(why.contains(file.toString()) ? why : file + ": " + why);
            }
        });
    }

    /** Requires the same of a secret that is kept in a file. */
    public void content(SecretSource secret, Runnable read) {
        if (secret instanceof SecretSource.Stored(Path file)) {
            content(file, read);
        }
    }

    /**
     * Reads a folder, which must be writable or creatable.
     *
     * @param place used if {@code otherwise} is empty and none is given
     */
    public Path folder(String name, Path place, String otherwise, String about) {
        Path whole = parsed(name, otherwise, "a folder", text -> text.isEmpty() ? place : Path.of(text), about)
                .toAbsolutePath()
                .normalize();
        // A folder below another setting's folder is checked with that one.
        if (isGiven(name) || !otherwise.isEmpty()) {
            writable(name, whole);
        }
        return whole;
    }

    /** Requires that the folder of a setting is writable or creatable. */
    public void writable(String name, Path folder) {
        onMachine(
                name + " must name a folder that can be made and written, was \"" + folder + "\"",
                () -> SettingFormat.isWritableFolder(folder));
    }

    /** Requires that the file of a setting is readable. */
    public void readable(String name, Path file) {
        onMachine(
                name + " must name a file that can be read, was \"" + file + "\"",
                () -> Files.isRegularFile(file) && Files.isReadable(file));
    }

    /** Requires that the host of a setting is an address of this machine, on which it can listen. */
    public void ownHost(String name, String host) {
        onMachine(
                name + " must be an address of this machine, was \"" + host + "\"",
                () -> SettingFormat.isOfThisMachine(host));
    }

    /**
     * Adds a rule that applies only in production.
     *
     * @param holds true if the settings follow it
     * @param rule a sentence that begins with the setting's name
     */
    public void inProduction(Profile profile, boolean holds, String rule) {
        productionRules.add(rule);
        if (profile == Profile.PRODUCTION && !holds) {
            errors.add(rule);
        }
    }

    /** Returns every rule of production, in the order of reading. */
    public List<String> productionRules() {
        return List.copyOf(productionRules);
    }

    /** Returns true if a setting that was read has a value of its own, right or wrong. */
    public boolean isGiven(String name) {
        Setting setting = settings.get(name);
        return setting != null && !setting.source().equals(Setting.DEFAULT);
    }

    /** Returns every setting, in the order of reading. */
    public List<Setting> settings() {
        return List.copyOf(settings.values());
    }

    /** Returns a warning for each setting that is given by a name of the release before. */
    public List<String> deprecations() {
        return sources.deprecations();
    }

    /** Returns names in the environment that begin like a setting of FlowEx but are none: usually a misspelling. */
    public List<String> unknownNames() {
        return unknown().filter(name -> !sources.fileNames().contains(name)).toList();
    }

    /** Refuses such names in the file of settings, which is written only for FlowEx; call it last. */
    public void refuseUnknownInFile() {
        unknown()
                .filter(sources.fileNames()::contains)
                .forEach(name ->
                        errors.add(name + " is no setting of FlowEx: correct or remove it in the file of settings"));
    }

    private Stream<String> unknown() {
        return StreamSupport.stream(sources.names().spliterator(), false)
                .filter(name -> name.startsWith("FLOWEX_") && !known.contains(name) && !isOfScripts(name));
    }

    /** Returns true for names that only the scripts and the compose files read. */
    private static boolean isOfScripts(String name) {
        return name.startsWith("FLOWEX_DEPLOY_") || OF_SCRIPTS.contains(name);
    }

    /** @throws StartupException that names every error found so far */
    public void finish() {
        if (!errors.isEmpty()) {
            throw new StartupException(errors);
        }
    }
}
