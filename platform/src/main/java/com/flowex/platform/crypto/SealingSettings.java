package com.flowex.platform.crypto;

import com.flowex.platform.settings.GuessableSecret;
import com.flowex.platform.settings.Profile;
import com.flowex.platform.settings.SecretSource;
import com.flowex.platform.settings.SettingsReader;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Settings of the keys that seal sensitive columns.
 *
 * @param keys {@code id:base64,...}, newest first, or a file of such lines
 * @param lost handling of values whose keys are gone
 */
public record SealingSettings(SecretSource keys, LostKeyPolicy lost) {

    /** Handling of secrets whose key is gone. */
    public enum LostKeyPolicy {
        REFUSE,
        FORGET
    }

    /** Reads the settings; it reports mistakes to the reader instead of throwing. */
    public static SealingSettings read(SettingsReader reader, Profile profile, Path data) {
        reader.group("Sealed columns");
        Optional<String> given = reader.secret(
                "FLOWEX_DATA_KEYS",
                KeyRing.FORM,
                "encrypt sensitive columns (AES-256-GCM); generated into data.keys (mode 0600) in dev and staging");
        reader.inProduction(
                profile,
                reader.isGiven("FLOWEX_DATA_KEYS"),
                "FLOWEX_DATA_KEYS must be given in production, as id:base64 of 32 bytes;"
                        + " for example: k1:$(openssl rand -base64 32)");
        reader.inProduction(
                profile,
                given.filter(GuessableSecret::isAmong).isEmpty(),
                "FLOWEX_DATA_KEYS must be random in production; for example: k1:$(openssl rand -base64 32)");
        SecretSource keys = SecretSource.of(given, data.resolve("data.keys"));
        reader.content(keys, () -> KeyRing.of(keys));
        return new SealingSettings(
                keys,
                reader.oneOf(
                        "FLOWEX_LOST_KEYS",
                        LostKeyPolicy.REFUSE,
                        LostKeyPolicy.class,
                        "of secrets whose data key is gone: do not start, or forget them"));
    }
}
