package com.flowex.identity;

import com.flowex.identity.app.guard.AttackDetectorSettings;
import com.flowex.identity.app.lockout.LockoutSettings;
import com.flowex.identity.app.mail.MailSettings;
import com.flowex.identity.app.oidc.OidcSettings;
import com.flowex.identity.app.password.PasswordSettings;
import com.flowex.identity.app.person.PersonalDataSettings;
import com.flowex.identity.app.push.PushSettings;
import com.flowex.identity.app.sms.SmsSettings;
import com.flowex.identity.app.staff.InitialUsersSettings;
import com.flowex.platform.settings.Profile;
import com.flowex.platform.settings.SettingsReader;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Settings of identity from the environment.
 *
 * @param refreshTokenLife lifetime of a refresh token
 * @param emailMustBeVerified true if a user with an unverified address may neither log in nor trade
 * @param guard reaction to what looks like an attack
 * @param push settings of pushing fills to browsers while no page is open
 * @param people retention of people's own data
 * @param oidc identity providers by which staff may log in
 * @param sms providers and limits of codes by SMS
 * @param acceptOlder event up to which the operator accepts accounts without users; empty: none
 */
public record IdentitySettings(
        Duration refreshTokenLife,
        PasswordSettings passwords,
        LockoutSettings lockout,
        boolean emailMustBeVerified,
        boolean paymentCodes,
        InitialUsersSettings staff,
        String acceptOlder,
        MailSettings mail,
        AttackDetectorSettings guard,
        PushSettings push,
        PersonalDataSettings people,
        OidcSettings oidc,
        SmsSettings sms) {

    /** Reads the settings without throwing; the reader collects the errors. */
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
                PasswordSettings.read(reader, profile),
                lockout,
                reader.flag(
                        "FLOWEX_EMAIL_VERIFICATION",
                        profile != Profile.DEV,
                        "on: a user logs in once the mail was opened, and no other person learns whether it"
                                + " was taken"),
                reader.flag(
                        "FLOWEX_WITHDRAWAL_CODES",
                        profile != Profile.DEV,
                        "on: a user without a second factor confirms each withdrawal and transfer by a mailed code; a"
                                + " tenant may switch its own off"),
                InitialUsersSettings.read(reader, profile),
                reader.text(
                        "FLOWEX_ACCEPT_OLDER_IDENTITY",
                        "",
                        "lets one start go on with users that are older than the log: the figure that the refused"
                                + " start names"),
                MailSettings.read(reader, profile),
                AttackDetectorSettings.read(reader, profile, lockout.perAddress()),
                PushSettings.read(reader, profile),
                PersonalDataSettings.read(reader, data),
                OidcSettings.read(reader, profile),
                SmsSettings.read(reader, profile));
    }
}
