package com.flowex.tenants.app.listing;

/**
 * Result of a listing.
 *
 * @param isNew false if the same item was listed before
 */
public record ListingResult<T>(T value, boolean isNew) {}
