package com.flowex.gateway.upstream;

import java.time.Duration;

/**
 * Limits by which upstreams are judged; the same for all.
 *
 * @param connect longest time for a connection
 * @param probePath path of the gateway's health probe; 200 means that the upstream takes calls
 * @param probeEvery interval of probes
 * @param failuresMax consecutive calls without an answer after which it is ejected
 * @param ejection duration of the first ejection; doubles with each later one
 * @param slowStart time during which one that is back gets less than its share
 * @param breaker true if one that fails half of its calls gets none either
 */
public record UpstreamPolicy(
        Duration connect,
        String probePath,
        Duration probeEvery,
        int failuresMax,
        Duration ejection,
        Duration slowStart,
        boolean breaker) {}
