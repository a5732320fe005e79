package com.flowex.identity.app.person;

import com.flowex.platform.settings.SettingsReader;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Settings of archives and erasure of people's data.
 *
 * @param archiveLife time for which an archive can be downloaded
 * @param erasureWait time within which a person can cancel a requested erasure
 * @param erased folder of the list of erased people
 */
public record PersonalDataSettings(Duration archiveLife, Duration erasureWait, Path erased) {

    private static final int DAYS_MAX = 366;

    /** Reads the settings without throwing; the reader collects the errors. */
    public static PersonalDataSettings read(SettingsReader reader, Path data) {
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
        return new PersonalDataSettings(life, wait, erased);
    }
}
