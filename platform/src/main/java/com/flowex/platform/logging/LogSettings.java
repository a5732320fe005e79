package com.flowex.platform.logging;

import com.flowex.platform.settings.SettingFormat;
import com.flowex.platform.settings.SettingsReader;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Destinations of log lines.
 *
 * @param directory folder of JSON files; empty: console only
 * @param format format of the console
 * @param reports receiver of fault reports; empty: none
 */
public record LogSettings(Optional<Path> directory, Format format, Optional<String> reports) {

    /** Format of the console's lines. */
    public enum Format {
        TEXT,
        JSON
    }

    private static final String DSN = "FLOWEX_SENTRY_DSN";
    private static final String DSN_RULE = "http(s)://KEY@HOST/PROJECT";

    /** Reads the settings; it reports mistakes to the reader instead of throwing. */
    public static LogSettings read(SettingsReader reader) {
        Optional<Path> directory = reader.form(
                "FLOWEX_LOG_DIR",
                "",
                SettingFormat.FOLDER,
                "folder of logs in JSON (docs/operations/logging.md), of this process alone, each ten files of 10 MB; empty: none");
        Format format = reader.oneOf(
                "FLOWEX_LOG_FORMAT",
                Format.TEXT,
                Format.class,
                "of the console's lines; json has those of audit, security and performance, too");
        String reports = reader.secret(
                DSN,
                DSN_RULE,
                "address to which faults are reported, without personal data (Sentry's protocol); empty: no reports");
        directory.ifPresent(folder -> reader.writable("FLOWEX_LOG_DIR", folder));
        if (!reports.isEmpty() && !isDsn(reports)) {
            reader.refuse(DSN + " must be " + DSN_RULE);
        }
        return new LogSettings(directory, format, Optional.of(reports).filter(LogSettings::isDsn));
    }

    private static boolean isDsn(String text) {
        try {
            URI uri = URI.create(text);
            return String.valueOf(uri.getScheme()).matches("https?")
                    && uri.getUserInfo() != null
                    && uri.getHost() != null
                    && String.valueOf(uri.getPath()).matches(".*/[^/]+");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Omits the address for reports, which contains a key. */
    @Override
    public String toString() {
        return "LogSettings[" + directory + ", " + format + "]";
    }
}
