package com.flowex.shipping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The secrets of an exchange of a test, as scripts/make-secrets.sh makes them.
 *
 * @param folder in which each is a file
 */
record Secrets(Path folder) {

    private static final Duration MAKING_MAX = Duration.ofMinutes(5);

    /** Where containers find them. */
    static final String IN_CONTAINERS = "/run/secrets/";

    static Secrets made(Path folder) {
        ToolRun made = make(folder);
        assertEquals(0, made.exitCode(), made::output);
        return new Secrets(folder);
    }

    static ToolRun make(Path folder) {
        return ToolRun.of(MAKING_MAX, Map.of(), List.of("scripts/make-secrets.sh", folder.toString()));
    }

    /** An environment whose files of secrets, and others, are looked for where they are on this machine. */
    Map<String, String> here(Map<String, String> environment, Map<String, Path> mounted) {
        Map<String, String> here = new TreeMap<>(environment);
        here.replaceAll((_, value) -> {
            if (value.startsWith(IN_CONTAINERS)) {
                return folder.resolve(value.substring(IN_CONTAINERS.length())).toString();
            }
            Path file = mounted.get(value);
            return file == null ? value : file.toString();
        });
        return here;
    }
}
