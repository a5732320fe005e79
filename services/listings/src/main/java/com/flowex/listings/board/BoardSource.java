package com.flowex.listings.board;

import java.time.Instant;

/**
 * Where what is shown is from.
 *
 * @param provider its name
 * @param isSample whether it is a sample and no provider
 * @param about what people are told of it
 * @param asOf when it last said something; the beginning of time if it never did
 */
public record BoardSource(String provider, boolean isSample, String about, Instant asOf) {}
