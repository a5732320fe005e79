package com.flowex.identity.person;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a person says of themselves besides their names; empty where they say nothing.
 *
 * @param language in which they want to be spoken to, for example "fa"
 * @param country where they live, ISO 3166-1 alpha-2
 * @param timeZone for example "Asia/Tehran"
 */
public record OwnProfile(String language, String country, String timeZone) {

    static final OwnProfile NONE = new OwnProfile("", "", "");

    /** In which the exchange can speak. */
    static final List<String> LANGUAGES = List.of("en", "fa", "zh");

    private static final Set<String> COUNTRIES = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);
    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();
    private static final int PARTS = 3;

    static boolean isLanguage(String text) {
        return LANGUAGES.contains(text);
    }

    static boolean isCountry(String text) {
        return COUNTRIES.contains(text);
    }

    static boolean isZone(String text) {
        return ZONES.contains(text);
    }

    /** One part a line: none of them has a line's end in it. */
    String text() {
        return String.join("\n", language, country, timeZone);
    }

    static OwnProfile of(String text) {
        List<String> parts = Arrays.asList(text.split("\n", PARTS));
        if (parts.size() != PARTS) {
            throw new IllegalStateException("a profile of " + parts.size() + " lines");
        }
        return new OwnProfile(parts.get(0), parts.get(1), parts.get(2));
    }
}
