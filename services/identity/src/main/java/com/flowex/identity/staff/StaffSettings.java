package com.flowex.identity.staff;

import com.flowex.ground.settings.Profile;
import com.flowex.ground.settings.SettingFormat;
import com.flowex.ground.settings.SettingsReader;
import com.flowex.identity.user.EmailAddress;

/**
 * Who has to be there at a start, and who must not.
 *
 * @param demoUsers whether the users whose passwords everybody knows are made
 * @param published what becomes of them in production
 * @param adminEmail the first super admin of the default tenant, made if there is none; empty: nobody is made
 */
public record StaffSettings(boolean demoUsers, Published published, String adminEmail, String adminPassword) {

    /** What becomes of users whose passwords everybody knows. */
    public enum Published {
        REFUSE,
        CLOSE
    }

    private static final SettingFormat<String> ADMIN = new SettingFormat<>(
            SettingFormat.MAIL_ADDRESS.rule(),
            text -> EmailAddress.parse(text).map(EmailAddress::toString).orElseThrow(IllegalArgumentException::new));

    /** Reads without throwing. */
    public static StaffSettings read(SettingsReader reader, Profile profile) {
        boolean demo = reader.flag(
                "FLOWEX_DEMO_USERS",
                profile == Profile.DEV,
                "users whose passwords everybody knows; refused in production");
        reader.inProduction(profile, !demo, "FLOWEX_DEMO_USERS must be off in production: their passwords are public");
        return new StaffSettings(
                demo,
                reader.oneOf(
                        "FLOWEX_PUBLISHED_USERS",
                        Published.REFUSE,
                        Published.class,
                        "in production, of users with passwords that everybody knows: do not start, or close them"),
                reader.form(
                                "FLOWEX_ADMIN_EMAIL",
                                "",
                                ADMIN,
                                "the first super admin, made at a start that finds none active; production does not start without one")
                        .orElse(""),
                reader.secret("FLOWEX_ADMIN_PASSWORD", "a password by the usual rules", "of FLOWEX_ADMIN_EMAIL"));
    }

    /** No password in any log. */
    @Override
    public String toString() {
        return "StaffSettings[" + demoUsers + ", " + published + ", " + adminEmail + "]";
    }
}
