package com.flowex.shipping;

import com.flowex.testsupport.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files of this repository that others run, as they are. */
final class Shipped {

    /** The repository. */
    static final Path ROOT = Repository.file("").toAbsolutePath().normalize();

    /** Names of the environment that compose files and scripts read, and no process of FlowEx. */
    static final Set<String> OF_SCRIPTS =
            Set.of("FLOWEX_VERSION", "FLOWEX_DOMAIN", "FLOWEX_SECRETS_DIR", "FLOWEX_ALERT_DUTY_MANAGER");

    private static final Pattern VARIABLE = Pattern.compile("\\$(?:(\\$)|\\{(\\w+)(?:(:[-?])([^}]*))?})");

    private Shipped() {}

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every file below these places of the repository that is there. */
    static List<Path> files(String... places) {
        return Stream.of(places)
                .map(ROOT::resolve)
                .filter(Files::exists)
                .flatMap(Shipped::below)
                .sorted()
                .toList();
    }

    private static Stream<Path> below(Path place) {
        try (Stream<Path> all = Files.walk(place)) {
            return all.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A YAML document with its anchors and merges. */
    static Map<String, Object> yaml(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(500);
        return map(new Yaml(new SafeConstructor(options)).load(text));
    }

    /** Value under a name, as names and values; nothing where there is none. */
    @SuppressWarnings("unchecked") // result of a YAML reader for a mapping
    static Map<String, Object> map(@Nullable Object node) {
        return node == null ? Map.of() : (Map<String, Object>) node;
    }

    /** A text of a compose file with its variables filled in, as compose does it. */
    static String filled(String text, UnaryOperator<String> value) {
        return VARIABLE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) != null ? "$" : valueOf(found.group(2), found.group(3), found.group(4), value)));
    }

    private static String valueOf(String name, String mark, String rest, UnaryOperator<String> value) {
        String given = value.apply(name);
        if (given.isEmpty() && ":?".equals(mark)) {
            throw new AssertionError(name + " has no value: " + rest);
        }
        return given.isEmpty() && mark != null ? rest : given;
    }
}
