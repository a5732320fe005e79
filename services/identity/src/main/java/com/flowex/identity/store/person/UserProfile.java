package com.flowex.identity.store.person;

import com.flowex.platform.messaging.LetterTexts;
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
 * @param mailCode word that each mail to the person shows, so that they can recognise forged ones
 */
public record UserProfile(String language, String country, String timeZone, String mailCode) {

    static final UserProfile NONE = new UserProfile("", "", "", "");

    private static final Set<String> COUNTRIES = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);
    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();
    /** Parts of a profile without a word for mails, which earlier versions wrote. */
    private static final int PARTS_MIN = 3;

    private static final int PARTS_MAX = 4;
    private static final int MAIL_CODE_MIN = 4;
    private static final int MAIL_CODE_MAX = 20;

    public static boolean isLanguage(String text) {
        return LetterTexts.LANGUAGES.contains(text);
    }

    public static boolean isCountry(String text) {
        return COUNTRIES.contains(text);
    }

    public static boolean isZone(String text) {
        return ZONES.contains(text);
    }

    /** Returns true if a text can be a word for mails: 4 to 20 letters or digits. */
    public static boolean isMailCode(String text) {
        long length = text.codePoints().count();
        return length >= MAIL_CODE_MIN
                && length <= MAIL_CODE_MAX
                && text.codePoints().allMatch(Character::isLetterOrDigit);
    }

    /** Returns the profile with one field a line; no field contains a line break. */
    String text() {
        String known = String.join("\n", language, country, timeZone);
        return mailCode.isEmpty() ? known : known + "\n" + mailCode;
    }

    static UserProfile of(String text) {
        List<String> parts = Arrays.asList(text.split("\n", PARTS_MAX));
        if (parts.size() < PARTS_MIN) {
            throw new IllegalStateException("a profile of " + parts.size() + " lines");
        }
        return new UserProfile(
                parts.get(0), parts.get(1), parts.get(2), parts.size() == PARTS_MAX ? parts.get(PARTS_MIN) : "");
    }
}
