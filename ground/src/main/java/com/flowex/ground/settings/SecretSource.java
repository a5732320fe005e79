package com.flowex.ground.settings;

import java.nio.file.Path;

/** Where a secret comes from. */
public sealed interface SecretSource {

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
