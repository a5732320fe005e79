package com.flowex.app.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** Files that are generated from the code; git has none of them, and every build writes them (ADR 0226). */
public final class GeneratedFiles {

    private GeneratedFiles() {}

    /**
     * Writes the files that are missing or differ.
     *
     * @param folder folder of a checkout or of a release
     * @param texts content by path below the folder
     */
    public static void write(Path folder, Map<String, String> texts) throws IOException {
        for (Map.Entry<String, String> each : texts.entrySet()) {
            Path file = folder.resolve(each.getKey());
            if (!Files.exists(file) || !Files.readString(file).equals(each.getValue())) {
                Files.createDirectories(
                        Objects.requireNonNull(file.toAbsolutePath().getParent(), "it is below a folder"));
                Files.writeString(file, each.getValue());
            }
        }
    }
}
