package com.flowex.wallet.app.user;

import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.Scale;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/** Words of letters about margin calls in the three languages of the page. */
final class MarginLetterWords {

    private static final Scale MILLIONTHS = new Scale(6);
    private static final MarginLetterWords EN = new MarginLetterWords("en");
    private static final Map<String, MarginLetterWords> ALL =
            Map.of("en", EN, "fa", new MarginLetterWords("fa"), "zh", new MarginLetterWords("zh"));

    private final Properties words = new Properties();

    private MarginLetterWords(String code) {
        String file = "/com/flowex/wallet/letters/" + code + ".properties";
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(MarginLetterWords.class.getResourceAsStream(file), file),
                StandardCharsets.UTF_8)) {
            words.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the words of a language; those of English if there is no such language. */
    static MarginLetterWords of(String code) {
        return ALL.getOrDefault(code, EN);
    }

    /** Returns the subject of a letter; empty if this version does not know the kind. */
    Optional<String> subject(String kind) {
        return Optional.ofNullable(words.getProperty(kind + ".subject"));
    }

    /** @param level level of the account, in millionths */
    String text(String kind, long level) {
        String text = Objects.requireNonNull(words.getProperty(kind + ".text"), kind);
        return text.replace("{level}", Decimals.format(level, MILLIONTHS)) + "\n";
    }
}
