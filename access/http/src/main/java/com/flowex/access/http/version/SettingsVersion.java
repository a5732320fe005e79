package com.flowex.access.http.version;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.flowex.access.http.response.Json;
import com.flowex.access.http.route.Request;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Version of settings that several administrators change. It is a digest of the settings, so it is the same in every
 * process and after a restart. A change that names the version that it was made of ({@code If-Match}) is refused if the
 * present version is another one.
 */
public final class SettingsVersion {

    /** Header with the version that the caller has read. */
    public static final String HEADER = "If-Match";

    /** Header with {@code *} if the caller has read that there is nothing yet. */
    public static final String NONE_HEADER = "If-None-Match";

    private static final int DIGITS = 16;
    private static final ObjectWriter SORTED = Json.mapper().writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private SettingsVersion() {}

    /** @param settings everything that a change may change, and nothing that changes by itself */
    public static String of(Object settings) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(SORTED.writeValueAsBytes(settings));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Requires that there is nothing yet if the caller read that there was nothing ({@code If-None-Match: *}). The caller
     * holds the lock on the settings and calls this before {@link #require}.
     *
     * @throws Refusal {@code version_changed}
     */
    public static void requireNew(Request request, String subject, boolean isThere) {
        if (isThere && request.header(NONE_HEADER).filter("*"::equals).isPresent()) {
            throw new Refusal(RefusalCode.VERSION_CHANGED, subject + " was created in the meantime: read it again");
        }
    }

    /**
     * Requires that the caller changes the present version, if they name the version that they have read. The caller holds
     * the lock on the settings.
     *
     * @param subject subject of the refusal, for example "the schedule of report"
     * @throws Refusal {@code version_changed}
     */
    public static void require(Request request, String subject, Object settings) {
        String now = of(settings);
        boolean other = request.header(HEADER)
                .map(seen -> seen.strip().replace("\"", ""))
                .filter(seen -> !seen.equals("*") && !seen.equals(now))
                .isPresent();
        if (other) {
            throw new Refusal(
                    RefusalCode.VERSION_CHANGED,
                    subject + " was changed in the meantime, to version " + now + ": read it again");
        }
    }
}
