package com.flowex.platform.settings;

import java.nio.file.Path;
import java.util.Optional;

/** Source of a secret. */
public sealed interface SecretSource {

    /** Returns a source of the given text or, without it, of the file. */
    static SecretSource of(Optional<String> given, Path file) {
        return given.<SecretSource>map(Supplied::new).orElseGet(() -> new Stored(file));
    }

    /** Secret from the environment. */
    record Supplied(String secret) implements SecretSource {
        @Override
        public String toString() {
            return "Given[***]";
        }
    }

    /** Secret created at random on the first start and kept in a file that only its owner can read. */
    record Stored(Path file) implements SecretSource {}
}
