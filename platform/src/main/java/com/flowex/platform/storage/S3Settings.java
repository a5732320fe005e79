package com.flowex.platform.storage;

import com.flowex.platform.settings.SettingsReader;
import java.net.URI;
import java.time.Duration;

/**
 * Access to a store that speaks S3.
 *
 * @param endpoint URL of the store; empty for Amazon's own
 * @param accessKey empty for the machine's own credentials: environment, file or role, as Amazon's clients look for
 *     them
 * @param pathStyle true if the bucket is in the path and not in the host name
 * @param timeout longest time for connecting, and without data
 */
public record S3Settings(
        String endpoint, String region, String accessKey, String secretKey, boolean pathStyle, Duration timeout) {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int TIMEOUT_SECONDS_MAX = 600;

    /** Reads the settings; it reports mistakes to the reader instead of throwing. */
    static S3Settings read(SettingsReader reader) {
        String endpoint = reader.parsed(
                "FLOWEX_S3_ENDPOINT",
                "",
                "an http or https URL",
                S3Settings::endpoint,
                "where a store that speaks S3 is; none for Amazon's own");
        String region = reader.parsed(
                "FLOWEX_S3_REGION",
                "us-east-1",
                "letters, digits and dashes",
                S3Settings::region,
                "of the bucket; stores other than Amazon's take any");
        String access = reader.secretOrNone(
                "FLOWEX_S3_ACCESS_KEY",
                "the name of a key",
                "none takes what the machine is given: AWS_ACCESS_KEY_ID, ~/.aws or its role");
        String secret =
                reader.secretOrNone("FLOWEX_S3_SECRET_KEY", "the secret of that key", "signs requests to the store");
        if (access.isEmpty() != secret.isEmpty()) {
            reader.refuse("FLOWEX_S3_ACCESS_KEY and FLOWEX_S3_SECRET_KEY must be given together, or neither");
        }
        return new S3Settings(
                endpoint,
                region,
                access,
                secret,
                reader.flag("FLOWEX_S3_PATH_STYLE", true, "the bucket in the path, not in the name of the host"),
                reader.duration(
                        "FLOWEX_S3_TIMEOUT_SECONDS",
                        TIMEOUT,
                        Duration.ofSeconds(1),
                        TIMEOUT_SECONDS_MAX,
                        "seconds for connecting, and for waiting for more of an answer"));
    }

    private static String endpoint(String text) {
        if (!text.isEmpty()) {
            URI uri = URI.create(text);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (!web || uri.getHost() == null) {
                throw new IllegalArgumentException();
            }
        }
        return text;
    }

    private static String region(String text) {
        if (!text.matches("[a-zA-Z0-9-]{1,64}")) {
            throw new IllegalArgumentException();
        }
        return text;
    }

    @Override
    public String toString() {
        return "S3Settings[" + endpoint + ", " + region + "]";
    }
}
