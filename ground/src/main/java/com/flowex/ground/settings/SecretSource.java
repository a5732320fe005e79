package com.flowex.ground.settings;

import java.nio.file.Path;
import java.util.Optional;

/** Where a secret comes from. */
public sealed interface SecretSource {

    /** The given text, or else the file. */
    static SecretSource of(Optional<String> given, Path file) {
        return given.<SecretSource>map(Given::new).orElseGet(() -> new Kept(file));
    }

    /** From the environment. */
    record Given(String secret) implements SecretSource {
        @Override
        public String toString() {
            return "Given[***]";
        }
    }

    /** Made at random on the first start and kept in a file only its owner can read. */
    record Kept(Path file) implements SecretSource {}
}
