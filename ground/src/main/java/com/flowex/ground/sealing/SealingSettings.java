package com.flowex.ground.sealing;

import com.flowex.ground.settings.Profile;
import com.flowex.ground.settings.SecretSource;
import com.flowex.ground.settings.SettingsReader;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What seals sensitive columns.
 *
 * @param keys {@code id:base64,...}, newest first, or a kept file of such lines
 * @param lost what becomes of what was sealed with keys that are not there any more
 */
public record SealingSettings(SecretSource keys, Lost lost) {

    /** What becomes of secrets whose key is gone. */
    public enum Lost {
        REFUSE,
        FORGET
    }

    /** Reads without throwing. */
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
        return new SealingSettings(
                SecretSource.of(given, data.resolve("data.keys")),
                reader.oneOf(
                        "FLOWEX_LOST_KEYS",
                        Lost.REFUSE,
                        Lost.class,
                        "of secrets whose data key is gone: do not start, or forget them"));
    }
}
