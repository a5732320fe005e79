package com.flowex.platform.migration;

import com.flowex.platform.settings.StartupException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Declared ways back of a part's migrations: the class path file {@code db/<part>/ways-back.txt}, one migration a line,
 * {@code V12 script}, {@code V1 rebuilt} or {@code V3 forward-only why}. Scripts are {@code back/<part>/V12.sql}.
 */
final class RollbackDeclarations {

    private final Map<Integer, RollbackMethod> rollbacks = new HashMap<>();
    private final String part;

    private RollbackDeclarations(String part) {
        this.part = part;
    }

    /** @throws StartupException if there is no declaration, or a line of it is malformed */
    static RollbackDeclarations of(String part) {
        String file = "db/" + part + "/ways-back.txt";
        return of(part, text(file).orElseThrow(() -> new StartupException(file + " is missing")));
    }

    static RollbackDeclarations of(String part, String declaration) {
        RollbackDeclarations all = new RollbackDeclarations(part);
        declaration
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .forEach(all::take);
        return all;
    }

    private void take(String line) {
        String[] words = line.strip().split(" +", 3);
        if (words.length < 2 || !words[0].matches("V[1-9][0-9]{0,5}")) {
            throw new StartupException("db/" + part + "/ways-back.txt: not a migration and its rollback: " + line);
        }
        int version = Integer.parseInt(words[0].substring(1));
        if (rollbacks.put(version, parse(words, line)) != null) {
            throw new StartupException("db/" + part + "/ways-back.txt has two entries for " + words[0]);
        }
    }

    private RollbackMethod parse(String[] words, String line) {
        return switch (words[1]) {
            case "script" -> {
                String file = "back/" + part + "/" + words[0] + ".sql";
                yield new RollbackMethod.Script(
                        text(file).orElseThrow(() -> new StartupException(file + " is missing")));
            }
            case "rebuilt" -> new RollbackMethod.Rebuilt();
            case "forward-only" -> {
                if (words.length < 3) {
                    throw new StartupException("db/" + part + "/ways-back.txt gives no reason: " + line);
                }
                yield new RollbackMethod.ForwardOnly(words[2]);
            }
            default ->
                throw new StartupException("db/" + part + "/ways-back.txt: script, rebuilt or forward-only: " + line);
        };
    }

    /** @throws StartupException if the migration is not declared */
    RollbackMethod of(int version) {
        RollbackMethod method = rollbacks.get(version);
        if (method == null) {
            throw new StartupException(
                    "db/" + part + "/ways-back.txt has no entry for V" + version + ": script, rebuilt or forward-only");
        }
        return method;
    }

    /** Returns the declared migrations. */
    SortedSet<Integer> versions() {
        return new TreeSet<>(rollbacks.keySet());
    }

    private static Optional<String> text(String file) {
        try (InputStream in = RollbackDeclarations.class.getClassLoader().getResourceAsStream(file)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
