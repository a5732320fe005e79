package com.flowex.p2p.app.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.p2p.app.notice.TradeNotices.Letter;
import com.flowex.p2p.rule.TradeState;
import com.flowex.platform.messaging.LetterTexts;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LetterWordsTest {

    private static Letter letter(String kind, String event, String state, String role, String by) {
        return new Letter(1_001, kind, event, state, role, by, 1, 5, "2026-11-27T10:15:00Z");
    }

    private static List<Letter> all() {
        List<Letter> letters = new ArrayList<>();
        for (String role : List.of("buyer", "seller")) {
            for (String by : List.of("buyer", "seller", "moderator", "clock", "ledger")) {
                for (TradeState state : TradeState.values()) {
                    if (state.hasEnded()
                            || List.of("awaiting_payment", "paid", "disputed", "decided", "appealed", "reopen_asked")
                                    .contains(state.label())) {
                        letters.add(letter("trade", "settled", state.label(), role, by));
                    }
                }
                letters.add(letter("message", "text", "paid", role, by));
                letters.add(letter("trade", "offer_part", "disputed", role, by));
                letters.add(letter("trade", "decline_reopen", "expired", role, by));
            }
            letters.add(letter("reminder", "pay", "awaiting_payment", role, "clock"));
            letters.add(letter("reminder", "release", "paid", role, "clock"));
            letters.add(letter("reminder", "statement", "disputed", role, "clock"));
            letters.add(letter("reminder", "appeal", "decided", role, "clock"));
            letters.add(letter("reminder", "agree_reopen", "reopen_asked", role, "clock"));
            letters.add(letter("offer", "ends_soon", "active", role, "clock"));
            letters.add(letter("offer", "ended", "paused", role, "clock"));
        }
        return letters;
    }

    @Test
    void everyLetterHasWordsInEachLanguageAndNoHoleIsLeft() {
        for (String language : LetterTexts.LANGUAGES) {
            LetterWords words = new LetterWords(language);
            for (Letter each : all()) {
                String text = words.subject(each) + " " + words.text(each, "0.5 BTC");
                assertTrue(text.contains("0.5 BTC"), text);
                assertFalse(text.contains("{") || text.contains("null"), text);
            }
        }
    }

    @Test
    void aLetterAboutAReportHasWordsInEachLanguage() {
        for (String language : LetterTexts.LANGUAGES) {
            LetterWords words = new LetterWords(language);
            for (String event : List.of("dismissed", "confirmed", "warned", "restricted")) {
                Letter letter = letter("report", event, "closed", "buyer", "moderator");
                assertFalse((words.subject(letter) + words.text(letter, "0 BTC")).contains("{"), event);
            }
        }
    }

    @Test
    void letterNamesTheEndOfTheTradeAndItsReason() {
        assertTrue(new LetterWords("en")
                .text(letter("trade", "cancel", "canceled", "seller", "buyer"), "0.5 BTC")
                .startsWith("0.5 BTC went back to the seller. The trade was ended by the buyer."));
        assertTrue(new LetterWords("en")
                .text(letter("trade", "cancel", "canceled", "buyer", "buyer"), "0.5 BTC")
                .contains("ended by you."));
        assertTrue(new LetterWords("en")
                .text(letter("trade", "time_up", "disputed", "buyer", "clock"), "0.5 BTC")
                .contains("no answer of the seller in time"));
        Letter letter = letter("trade", "cancel", "canceled", "seller", "buyer");
        assertEquals(new LetterWords("en").subject(letter), new LetterWords("").subject(letter));
    }
}
