package com.flowex.platform.settings;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Sources of the settings: the environment first, then a file of lines {@code NAME=value}. Common names of other
 * deployments are accepted; the one that cannot be supported is refused.
 */
public final class SettingsSources {

    /** File that is read if it exists and {@code FLOWEX_ENV_FILE} names no other. */
    public static final String FILE_DEFAULT = ".env";

    public static final String FILE_NAME = "FLOWEX_ENV_FILE";

    /** Names of other deployments, with their equivalents. */
    private static final Map<String, String> ALIASES = Map.of(
            "JWT_SECRET", "FLOWEX_JWT_SECRET",
            "REDIS_URL", "FLOWEX_REDIS_URL",
            "TENANT_ISOLATION_ENABLED", "FLOWEX_TENANT_ISOLATION",
            "AUDIT_LOGGING_ENABLED", "FLOWEX_AUDIT",
            "NODE_ENV", "FLOWEX_PROFILE");

    /** Names of the release before, with their present names. The next release refuses them. */
    private static final Map<String, String> DEPRECATED = Map.of(
            "FLOWEX_GUARD", "FLOWEX_ATTACK_DETECTION",
            "FLOWEX_KEYS_HERE", "FLOWEX_CUSTODY_KEYS_LOCAL",
            "FLOWEX_LEAVE_SECONDS", "FLOWEX_DRAIN_SECONDS",
            "FLOWEX_OUTBOX_TRIES", "FLOWEX_OUTBOX_ATTEMPTS_MAX",
            "FLOWEX_SOLVENCY_KEPT", "FLOWEX_SOLVENCY_PROOFS_MAX",
            "FLOWEX_TURNS_AT_ONCE", "FLOWEX_COMMANDS_IN_FLIGHT_MAX",
            "FLOWEX_TURNS_WAITING_MAX", "FLOWEX_COMMANDS_QUEUED_MAX",
            "FLOWEX_TURNS_WAIT_MS", "FLOWEX_COMMANDS_QUEUED_MS");

    /** @param text as given; never blank */
    record SourcedText(String text, String source) {}

    private final Map<String, SourcedText> given = new TreeMap<>();
    private final List<String> errors = new ArrayList<>();
    private final Set<String> fileNames = new TreeSet<>();
    private final Set<String> deprecated = new TreeSet<>();

    private SettingsSources() {}

    /** Returns the environment alone. An empty value counts as absent. */
    public static SettingsSources of(Map<String, String> environment) {
        SettingsSources sources = new SettingsSources();
        sources.addAll(environment, "environment");
        return sources;
    }

    /** Returns the environment, and the file that it names or {@code .env} in the working directory. */
    public static SettingsSources withFile(Map<String, String> environment) {
        SettingsSources sources = of(environment);
        String named = environment.getOrDefault(FILE_NAME, "");
        Path file = Path.of(named.isBlank() ? FILE_DEFAULT : named.strip());
        // A folder or a broken link of that name counts, too: its owner wants it to be read.
        if (!named.isBlank() || Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            sources.addFile(file);
        }
        return sources;
    }

    private void addFile(Path file) {
        EnvFile read = EnvFile.read(file);
        errors.addAll(read.errors());
        fileNames.addAll(read.values().keySet());
        addAll(read.values(), "file " + file);
    }

    /** Adds values. Existing values stay, and our own names come before others'. */
    private void addAll(Map<String, String> values, String source) {
        values.forEach((name, value) -> {
            if (!value.isBlank() && !DEPRECATED.containsKey(name)) {
                given.putIfAbsent(name, new SourcedText(value.strip(), source));
            }
        });
        DEPRECATED.forEach((old, name) -> {
            String value = values.getOrDefault(old, "");
            if (!value.isBlank()
                    && given.putIfAbsent(name, new SourcedText(value.strip(), source + ", as " + old)) == null) {
                deprecated.add(old + " is deprecated: use " + name + ", the next release has no other name");
            }
        });
        ALIASES.forEach((alias, name) -> {
            String value = values.getOrDefault(alias, "");
            if (!value.isBlank()) {
                given.putIfAbsent(name, new SourcedText(understood(alias, value.strip()), source + ", as " + alias));
            }
        });
        if (!values.getOrDefault("MONGODB_URI", "").isBlank()) {
            errors.add("MONGODB_URI is not used: FlowEx keeps its data in PostgreSQL;"
                    + " remove it and set FLOWEX_DATABASE_URL, or neither for the embedded server");
        }
    }

    private static String understood(String alias, String value) {
        if (!alias.equals("NODE_ENV")) {
            return value;
        }
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "development", "test" -> "dev";
            default -> value;
        };
    }

    Optional<SourcedText> find(String name) {
        return Optional.ofNullable(given.get(name));
    }

    /** Returns every given name. */
    Iterable<String> names() {
        return given.keySet();
    }

    /** Returns every name in the file. */
    Set<String> fileNames() {
        return fileNames;
    }

    /** Returns a warning for each value that is given by a name of the release before. */
    List<String> deprecations() {
        return List.copyOf(deprecated);
    }

    /** Returns the mistakes in the sources themselves. */
    List<String> errors() {
        return errors;
    }
}
