package com.flowex.wallet.app.solvency;

import com.flowex.platform.crypto.Ed25519Key;
import com.flowex.platform.settings.Profile;
import com.flowex.platform.settings.SecretSource;
import com.flowex.platform.settings.SettingsReader;
import com.flowex.platform.settings.StartupException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;

/**
 * Settings of the proof of liabilities.
 *
 * @param key key that signs publications and from which the salts derive: an Ed25519 private key, PKCS 8, Base64
 * @param every interval between two trees of an asset
 * @param kept number of trees of an asset that are kept
 */
public record SolvencySettings(SecretSource key, Duration every, int kept) {

    /** Reads the settings without throwing. */
    public static SolvencySettings read(SettingsReader reader, Profile profile, Path data) {
        reader.group("Proof of liabilities");
        Optional<String> key = reader.secret(
                "FLOWEX_SOLVENCY_KEY",
                Ed25519Key.FORM,
                "signs what the exchange claims to owe; generated into solvency.key (mode 0600) in dev and staging");
        reader.inProduction(
                profile,
                reader.isGiven("FLOWEX_SOLVENCY_KEY"),
                "FLOWEX_SOLVENCY_KEY must be given in production, for example: "
                        + "openssl genpkey -algorithm ed25519 -outform DER | base64 -w0");
        SolvencySettings settings = new SolvencySettings(
                SecretSource.of(key, data.resolve("solvency.key")),
                reader.duration(
                        "FLOWEX_SOLVENCY_SECONDS",
                        Duration.ofDays(1),
                        Duration.ofSeconds(1),
                        366 * 86_400,
                        "how often what is owed of an asset is proved anew"),
                reader.integer("FLOWEX_SOLVENCY_PROOFS_MAX", 30, 1, 10_000, "how many proofs of an asset are kept"));
        reader.content(settings.key, settings::signing);
        return settings;
    }

    /**
     * Returns the key that signs publications.
     *
     * @throws StartupException if there is no usable key
     */
    Ed25519Key signing() {
        try {
            return Ed25519Key.of(key);
        } catch (IOException | GeneralSecurityException e) {
            throw new StartupException("FLOWEX_SOLVENCY_KEY must be an Ed25519 private key (PKCS 8, Base64)", e);
        }
    }
}
