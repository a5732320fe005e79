package com.flowex.access.http.page;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.settings.AddressRange;
import com.flowex.platform.telemetry.Telemetry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Endpoint {@code /metrics}. Only addresses in the settings may read it, because it names tenants. It is generated at
 * most once a second, because that costs more than all its readers.
 */
final class MetricsEndpoint implements Endpoint {

    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Supplier<String> scrape;
    private final List<AddressRange> readers;
    private final LongSupplier nanoClock;
    private final ReentrantLock making = new ReentrantLock();
    private @Nullable EncodedContent made;
    private long madeNanos;

    MetricsEndpoint(Supplier<String> scrape, List<AddressRange> readers, LongSupplier nanoClock) {
        this.scrape = scrape;
        this.readers = List.copyOf(readers);
        this.nanoClock = nanoClock;
    }

    @Override
    public Answer answer(Request request) {
        if (!request.isFrom(readers)) {
            throw Refusal.forbidden("metrics are for the addresses that FLOWEX_METRICS_FROM names");
        }
        return fresh().answer(Telemetry.CONTENT_TYPE, request);
    }

    EncodedContent fresh() {
        making.lock();
        try {
            EncodedContent known = made;
            if (known == null || nanoClock.getAsLong() - madeNanos >= FRESH_NANOS) {
                known = EncodedContent.gzipped(scrape.get().getBytes(StandardCharsets.UTF_8));
                made = known;
                madeNanos = nanoClock.getAsLong();
            }
            return known;
        } finally {
            making.unlock();
        }
    }
}
