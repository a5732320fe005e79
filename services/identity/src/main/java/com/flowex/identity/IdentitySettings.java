package com.flowex.identity;

import com.flowex.ground.settings.Profile;
import com.flowex.ground.settings.SettingsReader;
import com.flowex.identity.guard.GuardSettings;
import com.flowex.identity.lockout.LockoutSettings;
import com.flowex.identity.mail.MailSettings;
import com.flowex.identity.password.PasswordSettings;
import com.flowex.identity.person.PeopleSettings;
import com.flowex.identity.push.PushSettings;
import com.flowex.identity.staff.StaffSettings;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What the environment decides about who is who.
 *
 * @param refreshTokenLife how long a refresh token is good for
 * @param emailMustBeVerified whether an unverified user may neither log in nor trade yet
 * @param guard what is done about what looks like an attack
 * @param push whether browsers are told of fills while no page is open
 * @param people how long people's own data is kept for them
 * @param acceptOlder the event up to which the operator knows that accounts are without users; empty: none
 */
public record IdentitySettings(
        Duration refreshTokenLife,
        PasswordSettings passwords,
        LockoutSettings lockout,
        boolean emailMustBeVerified,
        StaffSettings staff,
        String acceptOlder,
        MailSettings mail,
        GuardSettings guard,
        PushSettings push,
        PeopleSettings people) {

    /** Reads without throwing. */
    public static IdentitySettings read(SettingsReader reader, Profile profile, Path data) {
        reader.group("Identity");
        LockoutSettings lockout = LockoutSettings.read(reader);
        return new IdentitySettings(
                reader.duration(
                        "FLOWEX_REFRESH_TOKEN_DAYS",
                        Duration.ofDays(30),
                        Duration.ofDays(1),
                        366,
                        "how long a refresh token is good for"),
                PasswordSettings.read(reader),
                lockout,
                reader.flag(
                        "FLOWEX_EMAIL_VERIFICATION",
                        profile != Profile.DEV,
                        "on: who registers logs in once they have opened the mail, and nobody else learns whether it"
                                + " was taken"),
                StaffSettings.read(reader, profile),
                reader.text(
                        "FLOWEX_ACCEPT_OLDER_IDENTITY",
                        "",
                        "lets one start go on with users that are older than the log: the figure that the refused"
                                + " start names"),
                MailSettings.read(reader, profile),
                GuardSettings.read(reader, profile, lockout.perAddress()),
                PushSettings.read(reader, profile),
                PeopleSettings.read(reader, data));
    }
}
