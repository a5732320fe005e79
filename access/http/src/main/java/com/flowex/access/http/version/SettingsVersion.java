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
 * Version of settings that several administrators change: a digest of what they say, so that it is the same in every process and
 * after a restart. A change that names the version it was made of ({@code If-Match}) is refused when there is another by now.
 */
public final class SettingsVersion {

    /** Names the version that the caller has seen. */
    public static final String HEADER = "If-Match";

    /** {@code *}: the caller has seen that there is nothing yet. */
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
     * Requires that there is nothing yet, if the caller says that there was nothing ({@code If-None-Match: *}). To be asked before
     * {@link #require}, while nothing else changes the settings.
     *
     * @throws Refusal {@code version_changed}
     */
    public static void requireNew(Request request, String what, boolean isThere) {
        if (isThere && request.header(NONE_HEADER).filter("*"::equals).isPresent()) {
            throw new Refusal(RefusalCode.VERSION_CHANGED, what + " was made meanwhile: look again");
        }
    }

    /**
     * Requires that the caller changes what there is, if they say what they have seen. To be asked while nothing else changes the
     * settings.
     *
     * @param what subject of the refusal, for example "the schedule of report"
     * @throws Refusal {@code version_changed}
     */
    public static void require(Request request, String what, Object settings) {
        String now = of(settings);
        boolean other = request.header(HEADER)
                .map(seen -> seen.strip().replace("\"", ""))
                .filter(seen -> !seen.equals("*") && !seen.equals(now))
                .isPresent();
        if (other) {
            throw new Refusal(
                    RefusalCode.VERSION_CHANGED, what + " was changed meanwhile, to version " + now + ": look again");
        }
    }
}
