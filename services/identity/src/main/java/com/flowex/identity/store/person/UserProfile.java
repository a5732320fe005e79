package com.flowex.identity.store.person;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Profile that a person gives of themselves besides their names; a field is empty if not given.
 *
 * @param language preferred language, for example "fa"
 * @param country country of residence, ISO 3166-1 alpha-2
 * @param timeZone time zone, for example "Asia/Tehran"
 */
public record UserProfile(String language, String country, String timeZone) {

    static final UserProfile NONE = new UserProfile("", "", "");

    /** Languages that the exchange supports. */
    static final List<String> LANGUAGES = List.of("en", "fa", "zh");

    private static final Set<String> COUNTRIES = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);
    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();
    private static final int PARTS = 3;

    public static boolean isLanguage(String text) {
        return LANGUAGES.contains(text);
    }

    public static boolean isCountry(String text) {
        return COUNTRIES.contains(text);
    }

    public static boolean isZone(String text) {
        return ZONES.contains(text);
    }

    /** Returns the profile with one field a line; no field contains a line break. */
    String text() {
        return String.join("\n", language, country, timeZone);
    }

    static UserProfile of(String text) {
        List<String> parts = Arrays.asList(text.split("\n", PARTS));
        if (parts.size() != PARTS) {
            throw new IllegalStateException("a profile of " + parts.size() + " lines");
        }
        return new UserProfile(parts.get(0), parts.get(1), parts.get(2));
    }
}
