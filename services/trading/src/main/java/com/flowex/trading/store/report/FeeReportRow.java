package com.flowex.trading.store.report;

import com.flowex.domain.order.Side;
import com.flowex.domain.value.InstrumentId;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Sums of the fills of one kind.
 *
 * @param day days since 1970; null for all days of the report
 * @param account null for all accounts
 * @param feeUnits fees in the asset that the side receives
 * @param rebateUnits rebates in the asset that the other side receives
 */
public record FeeReportRow(
        @Nullable Integer day,
        @Nullable Long account,
        InstrumentId instrument,
        Side side,
        boolean maker,
        long fills,
        BigInteger quantityUnits,
        BigInteger quoteUnits,
        BigInteger feeUnits,
        BigInteger rebateUnits) {}
