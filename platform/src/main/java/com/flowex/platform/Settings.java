package com.flowex.platform;

import com.flowex.platform.config.Features;
import com.flowex.platform.config.Profile;
import com.flowex.platform.config.SettingsReader;
import com.flowex.platform.config.Sources;
import com.flowex.platform.database.DatabaseChoice;
import com.flowex.platform.database.DatabaseLimits;
import com.flowex.platform.database.DatabaseUrl;
import com.flowex.platform.redis.RedisSettings;
import com.flowex.platform.sealing.SealingSettings;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the environment says of what every part of a process stands on. Each other room reads settings of its own with the
 * same reader; docs/configuration.md lists all names.
 *
 * @param dataDirectory log, database files and generated secrets
 * @param sealing what seals sensitive columns
 */
public record Settings(
        Profile profile,
        Path dataDirectory,
        DatabaseChoice database,
        DatabaseLimits databaseLimits,
        RedisSettings redis,
        Features features,
        SealingSettings sealing) {

    /** @throws com.flowex.platform.config.StartupException naming everything that is wrong */
    public static Settings of(Map<String, String> environment) {
        SettingsReader reader = new SettingsReader(environment);
        Settings settings = read(reader);
        reader.finish();
        return settings;
    }

    /** Reads without throwing, so that others may read settings of their own before {@link SettingsReader#finish}. */
    public static Settings read(SettingsReader reader) {
        reader.group("The process");
        Profile profile = reader.oneOf(
                "FLOWEX_PROFILE", Profile.DEV, Profile.class, "decides defaults; production refuses what is unsafe");
        reader.text(
                Sources.FILE_NAME,
                Sources.FILE_DEFAULT,
                "file of further settings, one NAME=value a line; it need not"
                        + " be there unless it is named, and the environment goes before it");
        Path data = Path.of(reader.text("FLOWEX_DATA_DIR", "./data", "log, database files and generated secrets"))
                .toAbsolutePath()
                .normalize();
        reader.group("PostgreSQL");
        return new Settings(
                profile,
                data,
                DatabaseUrl.read(reader, data),
                DatabaseLimits.read(reader),
                RedisSettings.read(reader),
                Features.read(reader, profile),
                SealingSettings.read(reader, profile, data));
    }
}
