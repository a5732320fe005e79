package com.flowex.access.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** docs/api/openapi.yaml as it is served, line by line: for tests that compare lists of words with it. */
public final class ContractText {

    private static final String RESOURCE = "/com/flowex/access/docs/openapi.yaml";
    private static final String SCHEMA = "    ";
    private static final String WORD = "        - ";

    private ContractText() {}

    public static List<String> lines() {
        try (InputStream in = Objects.requireNonNull(ContractText.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The words that a schema lists, one a line, in its order. */
    public static List<String> words(String schema) {
        List<String> words = lines().stream()
                .dropWhile(line -> !line.equals(SCHEMA + schema + ":"))
                .skip(1)
                .takeWhile(line -> line.startsWith(SCHEMA + " "))
                .filter(line -> line.startsWith(WORD))
                .map(line -> line.substring(WORD.length()))
                .toList();
        if (words.isEmpty()) {
            throw new AssertionError("the contract lists no words of " + schema);
        }
        return words;
    }
}
