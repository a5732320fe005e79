package com.flowex.listings.provider;

import java.time.Duration;

/**
 * Limits for calls to a provider.
 *
 * @param perMinute maximum number of calls per minute
 * @param timeout maximum duration of one call
 * @param attempts maximum number of attempts of one call
 * @param pause pause before the second attempt; doubled for each further one
 * @param rest time without calls after half of the last calls failed
 */
public record CallLimits(int perMinute, Duration timeout, int attempts, Duration pause, Duration rest) {}
