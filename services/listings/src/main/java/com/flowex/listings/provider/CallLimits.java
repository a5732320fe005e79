package com.flowex.listings.provider;

import java.time.Duration;

/**
 * How a provider is treated.
 *
 * @param perMinute so often it is asked, at most
 * @param timeout so long one answer may take
 * @param attempts so often one question is asked, at most
 * @param pause before the second time; doubled for each one more
 * @param rest so long nothing is asked after half of the last calls failed
 */
public record CallLimits(int perMinute, Duration timeout, int attempts, Duration pause, Duration rest) {}
