package com.flowex.listings.board;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where what is shown is from.
 *
 * @param provider its name
 * @param isSample whether it is a sample and no provider
 * @param about what people are told of it
 * @param asOf when it last answered; null if it has not answered yet
 */
public record BoardSource(
        String provider,
        boolean isSample,
        String about,
        @Nullable Instant asOf) {}
