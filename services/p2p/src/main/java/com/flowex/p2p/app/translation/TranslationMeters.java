package com.flowex.p2p.app.translation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Figures of translations. */
final class TranslationMeters {

    private final Counter done;
    private final Counter failed;
    private final Counter refused;
    private final Counter characters;
    private final Timer calls;

    TranslationMeters(MeterRegistry registry) {
        this.done = results(registry, "done");
        this.failed = results(registry, "failed");
        this.refused = results(registry, "refused");
        this.characters = Counter.builder("flowex.p2p.translation.characters")
                .description("Characters of chat messages that were sent to the translation endpoint")
                .register(registry);
        this.calls = Timer.builder("flowex.p2p.translation.calls")
                .description("Time of a call of the translation endpoint")
                .register(registry);
    }

    private static Counter results(MeterRegistry registry, String result) {
        return Counter.builder("flowex.p2p.translations")
                .description("Translations of chat messages that readers asked for, by result")
                .tag("result", result)
                .register(registry);
    }

    /** Counts a request beyond a limit. */
    void refused() {
        refused.increment();
    }

    /** Counts a call. */
    void called(boolean isDone, int length, Duration time) {
        (isDone ? done : failed).increment();
        characters.increment(length);
        calls.record(time);
    }
}
