package com.flowex.identity.person;

import com.flowex.ground.settings.SettingsReader;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How long people's own data is kept for them, and where it is said who was forgotten.
 *
 * @param archiveLife how long an archive may be taken along
 * @param erasureWait how long who asked to be erased may think better of it
 * @param erased folder of the list of who was erased
 */
public record PeopleSettings(Duration archiveLife, Duration erasureWait, Path erased) {

    private static final int DAYS_MAX = 366;

    /** Reads without throwing. */
    public static PeopleSettings read(SettingsReader reader, Path data) {
        reader.group("People");
        Duration life = reader.duration(
                "FLOWEX_ARCHIVE_DAYS",
                Duration.ofDays(7),
                Duration.ofDays(1),
                DAYS_MAX,
                "how long a person may take along the archive of what is known of them");
        Duration wait = reader.duration(
                "FLOWEX_ERASURE_WAIT_DAYS",
                Duration.ofDays(14),
                Duration.ofDays(1),
                DAYS_MAX,
                "how long who asked to be erased may think better of it");
        Path erased = reader.folder(
                "FLOWEX_ERASED_DIR",
                data.resolve("erased"),
                "",
                "folder of the list of who was erased, erased/ in the data folder if empty; in no backup, so that it"
                        + " is as new as can be after one is restored: best on a disk of its own, and copied elsewhere");
        return new PeopleSettings(life, wait, erased);
    }
}
