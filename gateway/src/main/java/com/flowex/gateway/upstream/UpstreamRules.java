package com.flowex.gateway.upstream;

import java.time.Duration;

/**
 * How upstreams are judged; the same for all.
 *
 * @param connect the longest that a connection may take
 * @param probePath asked of each by the gateway itself; 200 means that it may be asked
 * @param probeEvery how often
 * @param failuresMax calls in a row that get no answer before it is left alone
 * @param ejection for how long the first time; twice as long each time after
 * @param slowStart for how long one that is back gets less than its share
 * @param breaker whether one that fails half of its calls is left alone too
 */
public record UpstreamRules(
        Duration connect,
        String probePath,
        Duration probeEvery,
        int failuresMax,
        Duration ejection,
        Duration slowStart,
        boolean breaker) {}
