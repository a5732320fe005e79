package com.flowex.identity.app.push;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counters of push messages, by the answer of the push service. */
record PushMetrics(Counter taken, Counter gone, Counter later, Counter refused) {

    static PushMetrics of(MeterRegistry registry) {
        return new PushMetrics(
                counter("taken", registry),
                counter("gone", registry),
                counter("later", registry),
                counter("refused", registry));
    }

    private static Counter counter(String outcome, MeterRegistry registry) {
        return Counter.builder("flowex.push.messages")
                .description("Push messages to browsers by outcome at their push services")
                .tag("outcome", outcome)
                .register(registry);
    }
}
