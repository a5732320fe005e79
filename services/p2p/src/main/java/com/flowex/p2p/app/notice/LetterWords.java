package com.flowex.p2p.app.notice;

import com.flowex.p2p.app.notice.TradeNotices.Letter;
import com.flowex.p2p.rule.TradeMessage;
import com.flowex.platform.messaging.LetterTexts;

/**
 * Words of letters in a language of the page.
 *
 * @param language code as of {@link LetterTexts}
 */
record LetterWords(String language) {

    private static final LetterTexts TEXTS = new LetterTexts(LetterWords.class, "/com/flowex/p2p/letters");

    private String word(String key) {
        return TEXTS.get(language, key);
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
