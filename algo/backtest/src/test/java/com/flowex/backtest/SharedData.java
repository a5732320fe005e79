package com.flowex.backtest;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Recorded data beside the project, which is not the project's to commit; without it a test is skipped. */
public final class SharedData {

    private SharedData() {}

    /** Returns a file of the folder {@code shared/data} in a folder above; skips the test if there is none. */
    public static Path file(String name) {
        for (Path above = Path.of("").toAbsolutePath(); above != null; above = above.getParent()) {
            Path file = above.resolve("shared/data").resolve(name);
            if (Files.exists(file)) {
                return file;
            }
        }
        return Assumptions.abort("recorded data is not here: " + name);
    }
}
