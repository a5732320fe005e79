package com.flowex.testsupport;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Checkout that the tests run in. Modules run their tests in their own folder, and {@code all-tests} runs them in
 * another one.
 */
public final class Repository {

    private static final Path ROOT = find();

    private Repository() {}

    /** Returns a file of the checkout by its path from the root. */
    public static Path file(String path) {
        return ROOT.resolve(path);
    }

    private static Path find() {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.exists(at.resolve("ARCHITECTURE.md"))) {
            at = Objects.requireNonNull(at.getParent(), "the tests run inside the repository");
        }
        return at;
    }
}
