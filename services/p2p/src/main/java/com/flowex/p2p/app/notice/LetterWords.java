package com.flowex.p2p.app.notice;

import com.flowex.p2p.app.notice.TradeNotices.Letter;
import com.flowex.p2p.rule.TradeMessage;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** Words of letters in the three languages of the page. */
final class LetterWords {

    private static final LetterWords EN = new LetterWords("en");

    /** Words by the code of their language. */
    static final Map<String, LetterWords> ALL =
            Map.of("en", EN, "fa", new LetterWords("fa"), "zh", new LetterWords("zh"));

    private final String code;
    private final Properties words = new Properties();

    private LetterWords(String code) {
        this.code = code;
        String file = "/com/flowex/p2p/letters/" + code + ".properties";
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(LetterWords.class.getResourceAsStream(file), file), StandardCharsets.UTF_8)) {
            words.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the words of a language; those of English if there is no such language. */
    static LetterWords of(String code) {
        return ALL.getOrDefault(code, EN);
    }

    private String word(String key) {
        String word = words.getProperty(key);
        if (word == null) {
            throw new IllegalStateException("a letter in " + code + " has no word for " + key);
        }
        return word;
    }

    String subject(Letter letter) {
        if (isPart(letter)) {
            return word("subject.trade.part");
        }
        return word(
                switch (letter.kind()) {
                    case "message" -> "subject.message";
                    case "trade" ->
                        switch (letter.state()) {
                            case "awaiting_payment",
                                    "paid",
                                    "disputed",
                                    "decided",
                                    "appealed",
                                    "reopen_asked",
                                    "unfunded" -> "subject.trade." + letter.state();
                            default -> "subject.trade.end";
                        };
                    default -> "subject." + letter.kind() + "." + letter.event();
                });
    }

    /** @param amount quantity with its asset */
    String text(Letter letter, String amount) {
        String text = word(textKey(letter))
                .replace("{amount}", amount)
                .replace("{until}", letter.deadline())
                .replace("{by}", word("by." + by(letter)));
        return letter.kind().equals("offer") || letter.kind().equals("report")
                ? text + "\n"
                : text + "\n\n" + word("page") + "\n";
    }

    /** An offer of a part leaves the trade in its state. */
    private static boolean isPart(Letter letter) {
        return letter.event().equals(TradeMessage.OFFER_PART.label());
    }

    /** An expired trade that was not re-opened moved nothing. */
    private static boolean staysExpired(Letter letter) {
        return letter.state().equals("expired")
                && (letter.event().equals(TradeMessage.DECLINE_REOPEN.label())
                        || letter.event().equals(TradeMessage.REFUSED.label()));
    }

    private static String textKey(Letter letter) {
        if (isPart(letter)) {
            return "text.trade.part";
        }
        if (staysExpired(letter)) {
            return "text.trade.stays_expired";
        }
        return switch (letter.kind()) {
            case "message" -> "text.message";
            case "trade" ->
                switch (letter.state()) {
                    case "awaiting_payment" -> "text.trade.awaiting_payment." + letter.role();
                    case "canceled", "expired" -> "text.trade.returned";
                    default -> "text.trade." + letter.state();
                };
            default -> "text." + letter.kind() + "." + letter.event();
        };
    }

    private static String by(Letter letter) {
        boolean isSilence = letter.state().equals("disputed") && letter.by().equals("clock");
        if (isSilence) {
            return "silence";
        }
        return switch (letter.by()) {
            case "ledger" -> "clock"; // never shown: no text that a posting causes names its cause
            default -> letter.by().equals(letter.role()) ? "you" : letter.by();
        };
    }
}
