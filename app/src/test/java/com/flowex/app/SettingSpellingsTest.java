package com.flowex.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Goal: a value has one spelling, so that what two programs read from it is the same. */
class SettingSpellingsTest {

    /** Digits of other scripts, signs and leading zeros are no second spelling of a number. */
    @Test
    void aNumberHasOneSpelling() {
        for (String number : List.of("\uFF19\uFF10\uFF10\uFF11", "+9001", "09001", "9_001", "9001.0")) {
            assertEquals(
                    List.of("FLOWEX_PORT must be a whole number within 0..65535, was \"" + number + "\""),
                    SettingsTest.refusals(Map.of("FLOWEX_PORT", number)));
        }
        for (String name : List.of("FLOWEX_HSTS_SECONDS", "FLOWEX_READ_WAIT_MS")) {
            assertEquals(1, SettingsTest.refusals(Map.of(name, "0250")).size(), name);
        }
        assertEquals(
                1,
                SettingsTest.refusals(Map.of("FLOWEX_RATE_ROUTES", "POST /api/auth/login=010"))
                        .size());
    }
}
