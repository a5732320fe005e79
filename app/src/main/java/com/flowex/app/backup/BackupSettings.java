package com.flowex.app.backup;

import com.flowex.platform.settings.SettingsReader;
import com.flowex.platform.storage.StoreSettings;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Target and intervals of backups of a running exchange.
 *
 * @param to URL of the store; empty for none
 * @param every interval of whole backups
 * @param logEvery interval of increments
 */
public record BackupSettings(String to, Duration every, Duration logEvery, RetentionPolicy keep) {

    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,5})([smhd])");
    /** Rule of an interval. */
    public static final String RULE = "seconds, minutes, hours or days, as in 30s, 5m, 24h or 1d";

    private static final Map<String, Duration> UNITS = Map.of(
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    /** Reads the settings without throwing. */
    public static BackupSettings read(SettingsReader reader) {
        reader.group("Backup");
        return new BackupSettings(
                reader.parsed(
                        "FLOWEX_BACKUP_TO",
                        "",
                        "a folder, file:/folder or s3://bucket/prefix",
                        text -> StoreSettings.url(reader, "FLOWEX_BACKUP_TO", text),
                        "where a running exchange is copied to; none for nowhere"),
                reader.parsed(
                        "FLOWEX_BACKUP_EVERY",
                        "24h",
                        RULE,
                        BackupSettings::duration,
                        "how often a whole copy is taken"),
                reader.parsed(
                        "FLOWEX_BACKUP_LOG_EVERY",
                        "5m",
                        RULE,
                        BackupSettings::duration,
                        "how often what the log grew by is put behind it: so much is lost with the machine"),
                reader.parsed(
                        "FLOWEX_BACKUP_KEEP",
                        "14d",
                        RetentionPolicy.RULE,
                        RetentionPolicy::of,
                        "how long copies stay; the newest whole one always does"));
    }

    /** @throws IllegalArgumentException if the text breaks {@link #RULE} */
    public static Duration duration(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(text);
        }
        return UNITS.getOrDefault(parts.group(2), Duration.ZERO).multipliedBy(Long.parseLong(parts.group(1)));
    }
}
