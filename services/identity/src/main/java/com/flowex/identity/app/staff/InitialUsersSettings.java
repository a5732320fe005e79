package com.flowex.identity.app.staff;

import com.flowex.identity.store.user.EmailAddress;
import com.flowex.platform.settings.Profile;
import com.flowex.platform.settings.SettingFormat;
import com.flowex.platform.settings.SettingsReader;

/**
 * Settings of the users that must exist at a start and of those that must not.
 *
 * @param demoUsers true if the demo users with publicly known passwords are created
 * @param published reaction to demo users in production
 * @param adminEmail address of the first super admin of the default tenant, created if there is none; empty: none is
 *     created
 */
public record InitialUsersSettings(boolean demoUsers, Published published, String adminEmail, String adminPassword) {

    /** Reaction to users with publicly known passwords in production. */
    public enum Published {
        REFUSE,
        CLOSE
    }

    private static final SettingFormat<String> ADMIN = new SettingFormat<>(
            SettingFormat.MAIL_ADDRESS.rule(),
            text -> EmailAddress.parse(text).map(EmailAddress::toString).orElseThrow(IllegalArgumentException::new));

    /** Reads the settings without throwing; the reader collects the errors. */
    public static InitialUsersSettings read(SettingsReader reader, Profile profile) {
        boolean demo = reader.flag(
                "FLOWEX_DEMO_USERS", profile == Profile.DEV, "users with published passwords; refused in production");
        reader.inProduction(profile, !demo, "FLOWEX_DEMO_USERS must be off in production: their passwords are public");
        return new InitialUsersSettings(
                demo,
                reader.oneOf(
                        "FLOWEX_PUBLISHED_USERS",
                        Published.REFUSE,
                        Published.class,
                        "in production, of users with published passwords: do not start, or close them"),
                reader.form(
                                "FLOWEX_ADMIN_EMAIL",
                                "",
                                ADMIN,
                                "the first super admin, made at a start that finds none active; production does not start without one")
                        .orElse(""),
                reader.secret("FLOWEX_ADMIN_PASSWORD", "a password by the usual rules", "of FLOWEX_ADMIN_EMAIL"));
    }

    /** Keeps the password out of every log. */
    @Override
    public String toString() {
        return "StaffSettings[" + demoUsers + ", " + published + ", " + adminEmail + "]";
    }
}
