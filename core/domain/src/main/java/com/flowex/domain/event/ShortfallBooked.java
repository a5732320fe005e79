package com.flowex.domain.event;

import com.flowex.domain.value.Amount;

/**
 * The insurance account has paid recorded shortfalls to the lending pool.
 *
 * @param amount units paid for shortfalls
 * @param totalUnits shortfalls of the asset that are still not booked
 */
public record ShortfallBooked(int tenant, Amount amount, long totalUnits) implements Event {}
