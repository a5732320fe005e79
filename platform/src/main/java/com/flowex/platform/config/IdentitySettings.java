package com.flowex.platform.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What the environment decides about who is who.
 *
 * @param signing what signs access tokens
 * @param dataKeys encrypt sensitive columns: {@code id:base64,...}, newest first, or a kept file of such lines
 * @param lostKeys what becomes of what was sealed with keys that are not there any more
 * @param emailMustBeVerified whether an unverified user may neither log in nor trade yet
 * @param published what becomes, in production, of users whose passwords everybody knows
 * @param adminEmail the first super admin of the default tenant, made if there is none; empty: nobody is made
 * @param acceptOlder the event up to which the operator knows that accounts are without users; empty: none
 */
public record IdentitySettings(
        SigningSettings signing,
        SecretSource dataKeys,
        Lost lostKeys,
        PasswordSettings passwords,
        LockoutSettings lockout,
        boolean emailMustBeVerified,
        Published published,
        String adminEmail,
        String adminPassword,
        String acceptOlder,
        MailSettings mail) {

    static IdentitySettings read(SettingsReader reader, Profile profile, Path data) {
        SigningSettings signing = SigningSettings.read(reader, data);
        reader.group("Identity");
        IdentitySettings settings = new IdentitySettings(
                signing,
                dataKeys(reader, data),
                reader.oneOf(
                        "FLOWEX_LOST_KEYS",
                        Lost.REFUSE,
                        Lost.class,
                        "of secrets whose data key is gone: do not start, or forget them"),
                PasswordSettings.read(reader),
                LockoutSettings.read(reader),
                reader.flag(
                        "FLOWEX_EMAIL_VERIFICATION",
                        profile != Profile.DEV,
                        "on: who registers logs in once they have opened the mail, and nobody else learns whether it was taken"),
                reader.oneOf(
                        "FLOWEX_PUBLISHED_USERS",
                        Published.REFUSE,
                        Published.class,
                        "in production, of users with passwords that everybody knows: do not start, or close them"),
                reader.text("FLOWEX_ADMIN_EMAIL", "", "the first super admin, made at a start that finds none active"),
                reader.secret("FLOWEX_ADMIN_PASSWORD", "a password by the usual rules", "of FLOWEX_ADMIN_EMAIL"),
                reader.text(
                        "FLOWEX_ACCEPT_OLDER_IDENTITY",
                        "",
                        "lets one start go on with users that are older than the log: the figure that the refused start names"),
                MailSettings.read(reader));
        if (profile == Profile.PRODUCTION) {
            settings.refuseUnsafe(reader);
        }
        return settings;
    }

    /** What becomes of secrets whose key is gone. */
    public enum Lost {
        REFUSE,
        FORGET
    }

    /** What becomes of users whose passwords everybody knows. */
    public enum Published {
        REFUSE,
        CLOSE
    }

    /**
     * After how many failures logins have to wait.
     *
     * @param perAccount failures of one address from one place before it waits there
     * @param perAddress failures from one place before it waits
     * @param longest the most that anybody waits
     */
    public record LockoutSettings(int perAccount, int perAddress, Duration longest) {

        static LockoutSettings read(SettingsReader reader) {
            return new LockoutSettings(
                    reader.integer(
                            "FLOWEX_LOCKOUT_PER_ACCOUNT",
                            5,
                            1,
                            1_000,
                            "failed logins of one account from one place before it has to wait there; 20 times as many in all"),
                    reader.integer(
                            "FLOWEX_LOCKOUT_PER_ADDRESS",
                            50,
                            1,
                            100_000,
                            "failed logins from one IP address, or one /64 of IPv6, before it has to wait"),
                    reader.duration(
                            "FLOWEX_LOCKOUT_MAX_SECONDS",
                            Duration.ofMinutes(15),
                            Duration.ofSeconds(1),
                            86_400,
                            "the longest wait; each failure doubles it, from one second on"));
        }
    }

    private static SecretSource dataKeys(SettingsReader reader, Path data) {
        String given = reader.secret(
                "FLOWEX_DATA_KEYS",
                "id:base64 of 32 bytes, separated by commas, newest first",
                "encrypt sensitive columns (AES-256-GCM); generated into data.keys (mode 0600) in dev and staging");
        return given.isEmpty() ? new SecretSource.Kept(data.resolve("data.keys")) : new SecretSource.Given(given);
    }

    private void refuseUnsafe(SettingsReader reader) {
        signing.unsafeInProduction().ifPresent(reader::refuse);
        if (dataKeys instanceof SecretSource.Kept) {
            reader.refuse("FLOWEX_DATA_KEYS must be given in production, as id:base64 of 32 bytes;"
                    + " for example: k1:$(openssl rand -base64 32)");
        }
        if (!mail.given()) {
            reader.refuse("FLOWEX_SMTP_HOST must be given in production: addresses are verified by mail");
        }
    }

    /** No secret in any log. */
    @Override
    public String toString() {
        return "IdentitySettings[" + signing + ", " + dataKeys + ", " + passwords + ", " + mail + ", " + lockout + "]";
    }
}
