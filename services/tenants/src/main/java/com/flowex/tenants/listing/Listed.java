package com.flowex.tenants.listing;

/**
 * What is listed now.
 *
 * @param isNew false if it was there before, in the same words
 */
public record Listed<T>(T value, boolean isNew) {}
