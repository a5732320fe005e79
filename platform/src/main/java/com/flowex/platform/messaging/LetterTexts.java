package com.flowex.platform.messaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/** Texts of letters to users in the languages of the page; a user of another language gets them in English. */
public final class LetterTexts {

    /** Codes of the languages of the page. */
    public static final List<String> LANGUAGES = List.of("en", "fa", "zh");

    private final Map<String, Properties> texts = new HashMap<>();

    /**
     * Reads the files of a folder on the class path, each named as its language: {@code en.properties}.
     *
     * @param owner class of the module that has the folder
     * @param folder absolute path, as {@code /com/flowex/wallet/letters}
     */
    public LetterTexts(Class<?> owner, String folder) {
        for (String language : LANGUAGES) {
            String file = folder + "/" + language + ".properties";
            Properties read = new Properties();
            try (InputStream in = Objects.requireNonNull(owner.getResourceAsStream(file), file)) {
                read.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            texts.put(language, read);
        }
    }

    /** Returns a text; empty if there is none of this name. */
    public Optional<String> find(String language, String name) {
        Properties english = Objects.requireNonNull(texts.get("en"));
        return Optional.ofNullable(texts.getOrDefault(language, english).getProperty(name));
    }

    /**
     * Returns a text.
     *
     * @throws IllegalStateException if there is none of this name
     */
    public String get(String language, String name) {
        return find(language, name)
                .orElseThrow(() -> new IllegalStateException("letters have no text " + name + " in " + language));
    }
}
