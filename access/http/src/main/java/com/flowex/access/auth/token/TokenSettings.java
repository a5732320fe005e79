package com.flowex.access.auth.token;

import com.flowex.platform.settings.Profile;
import com.flowex.platform.settings.SettingsReader;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Settings of access tokens.
 *
 * @param life lifetime of a token
 */
public record TokenSettings(SigningSettings signing, Duration life) {

    /** Reads the settings; it reports mistakes to the reader instead of throwing. */
    public static TokenSettings read(SettingsReader reader, Profile profile, Path data) {
        reader.group("Access tokens");
        Duration life = reader.duration(
                "FLOWEX_ACCESS_TOKEN_MINUTES",
                Duration.ofMinutes(15),
                Duration.ofMinutes(1),
                1_440,
                "how long an access token is good for");
        SigningSettings signing = SigningSettings.read(reader, data);
        signing.rulesOfProduction(reader, profile);
        return new TokenSettings(signing, life);
    }
}
