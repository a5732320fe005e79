package com.flowex.platform.tracing;

import com.flowex.platform.settings.SettingsReader;
import java.net.URI;
import java.util.Optional;

/**
 * Settings of tracing.
 *
 * @param collector receiver of OTLP over HTTP; empty: no recording
 * @param sample share of requests that are recorded without their caller's request for it, 0 to 1
 */
public record TraceSettings(Optional<URI> collector, double sample) {

    private static final String RULE =
            "empty, or the address of OTLP over HTTP such as http://localhost:4318/v1/traces";

    /** Reads the settings; it reports mistakes to the reader instead of throwing. */
    public static TraceSettings read(SettingsReader reader) {
        reader.group("Tracing");
        return new TraceSettings(
                reader.parsed(
                        "FLOWEX_OTLP_URL",
                        "",
                        RULE,
                        TraceSettings::collector,
                        "who collects traces (docs/operations/tracing.md); empty: nothing is recorded"),
                reader.parsed(
                        "FLOWEX_TRACE_SAMPLE",
                        "0.01",
                        "a number within 0..1",
                        TraceSettings::share,
                        "share of the requests that are traced; those whose traceparent says so are, too, 10,000 a"
                                + " minute at most"));
    }

    private static Optional<URI> collector(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        URI uri = URI.create(text);
        if (uri.getHost() == null || !String.valueOf(uri.getScheme()).matches("https?")) {
            throw new IllegalArgumentException();
        }
        return Optional.of(uri);
    }

    private static double share(String text) {
        double share = Double.parseDouble(text);
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException();
        }
        return share;
    }
}
