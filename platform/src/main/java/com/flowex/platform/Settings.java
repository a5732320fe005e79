package com.flowex.platform;

import com.flowex.platform.crypto.SealingSettings;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.database.server.DatabaseLimits;
import com.flowex.platform.database.server.DatabaseUrl;
import com.flowex.platform.database.server.ReplicaSettings;
import com.flowex.platform.redis.RedisSettings;
import com.flowex.platform.settings.FeatureFlags;
import com.flowex.platform.settings.Profile;
import com.flowex.platform.settings.SettingsReader;
import com.flowex.platform.settings.SettingsSources;
import com.flowex.platform.storage.StoreSettings;
import com.flowex.platform.tracing.TraceSettings;
import java.nio.file.Path;
import java.util.Map;

/**
 * Platform settings from the environment. Other modules read settings of their own with the same reader;
 * docs/configuration.md lists all names.
 *
 * @param dataDirectory folder of the log, database files and generated secrets
 * @param replica replica that history is read from, if there is one
 * @param sealing keys that seal sensitive columns
 * @param outbox delivery of changes to consumers
 * @param stores access to object stores
 * @param traces selection of the traced requests
 */
public record Settings(
        Profile profile,
        Path dataDirectory,
        DatabaseChoice database,
        DatabaseLimits databaseLimits,
        ReplicaSettings replica,
        RedisSettings redis,
        FeatureFlags features,
        SealingSettings sealing,
        OutboxSettings outbox,
        StoreSettings stores,
        TraceSettings traces) {

    /** @throws com.flowex.platform.settings.StartupException that names every mistake */
    public static Settings of(Map<String, String> environment) {
        SettingsReader reader = new SettingsReader(environment);
        Settings settings = read(reader);
        reader.finish();
        return settings;
    }

    /**
     * Reads the settings without throwing, so that others may read settings of their own before {@link
     * SettingsReader#finish}.
     */
    public static Settings read(SettingsReader reader) {
        reader.group("The process");
        Profile profile = reader.oneOf(
                "FLOWEX_PROFILE", Profile.DEV, Profile.class, "decides defaults; production refuses what is unsafe");
        reader.text(
                SettingsSources.FILE_NAME,
                SettingsSources.FILE_DEFAULT,
                "file of further settings, one NAME=value a line; it need not"
                        + " be there unless it is named, and the environment goes before it");
        Path data = reader.folder(
                "FLOWEX_DATA_DIR", Path.of("./data"), "./data", "log, database files and generated secrets");
        reader.group("PostgreSQL");
        DatabaseChoice database = DatabaseUrl.read(reader, data);
        return new Settings(
                profile,
                data,
                database,
                DatabaseLimits.read(reader),
                ReplicaSettings.read(reader, database),
                RedisSettings.read(reader),
                FeatureFlags.read(reader, profile),
                SealingSettings.read(reader, profile, data),
                OutboxSettings.read(reader),
                StoreSettings.read(reader, profile, data),
                TraceSettings.read(reader));
    }
}
