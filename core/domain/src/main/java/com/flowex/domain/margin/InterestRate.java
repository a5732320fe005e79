package com.flowex.domain.margin;

/**
 * Rate of an hour's interest, as {@link MarginRates#rate} computes it.
 *
 * @param useMillionths use of the pool, in millionths
 * @param poolBillionths rate of the pool, in billionths of the debt
 * @param billionths rate of the account: that of the pool, less the account's discount
 */
public record InterestRate(int useMillionths, int poolBillionths, int billionths) {}
