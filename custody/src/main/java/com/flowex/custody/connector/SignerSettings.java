package com.flowex.custody.connector;

import com.flowex.custody.signer.SignerPolicy;
import com.flowex.platform.settings.GuessableSecret;
import com.flowex.platform.settings.Profile;
import com.flowex.platform.settings.SettingsReader;
import java.nio.file.Path;
import java.util.List;

/**
 * Settings of the signer process; an exchange reads only the secret.
 *
 * @param secret secret; empty if none is given
 * @param journal file of everything that was signed, with its amounts
 */
public record SignerSettings(int port, String secret, SignerPolicy policy, Path journal) {

    private static final int PORT_MAX = 65_535;
    private static final int SECRET_LENGTH_MIN = 32;

    @Override
    public String toString() {
        return "SignerSettings[" + port + ", " + policy + ", " + journal + "]";
    }

    /** Reports the secret as an error if it is too short. */
    public static void mustBeLong(SettingsReader reader, String secret) {
        if (secret.length() < SECRET_LENGTH_MIN) {
            reader.refuse("FLOWEX_SIGNER_SECRET must be a text of " + SECRET_LENGTH_MIN
                    + " characters or more, for example: $(openssl rand -hex 32)");
        }
    }

    static SignerSettings read(SettingsReader reader, Profile profile, Path data) {
        reader.group("The signer (./flowex signer)");
        int port = reader.integer(
                "FLOWEX_SIGNER_PORT",
                8010,
                0,
                PORT_MAX,
                "where it listens, on this machine only; 0 for any that is free");
        String secret = reader.secret(
                "FLOWEX_SIGNER_SECRET",
                "a text of " + SECRET_LENGTH_MIN + " characters or more",
                "what an exchange and its signer know each other by");
        reader.inProduction(
                profile,
                secret.length() < SECRET_LENGTH_MIN || !GuessableSecret.isOne(secret),
                "FLOWEX_SIGNER_SECRET must be random in production; for example: openssl rand -hex 32");
        List<SignerPolicy.Limit> limits = reader.list(
                "FLOWEX_SIGNER_LIMITS",
                "",
                "NETWORK:ASSET:PAYMENT:DAY or TENANT/NETWORK:ASSET:PAYMENT:DAY, separated by commas",
                SignerPolicy.Limit::parse,
                "what may leave at most in one payment and in one day (UTC) of a tenant, in coins, fees included, as in"
                        + " bitcoin:BTC:0.5:2; what has no limit is not signed");
        List<SignerPolicy.Allowed> allowed = reader.list(
                "FLOWEX_SIGNER_ALLOWED",
                "",
                "NETWORK:ADDRESS, separated by commas",
                SignerPolicy.Allowed::parse,
                "where there is one of a network, nothing leaves to any other address of it");
        return new SignerSettings(port, secret, new SignerPolicy(limits, allowed), data.resolve("signer.journal"));
    }
}
