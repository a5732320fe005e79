package com.flowex.wallet.app.fiat;

import java.time.LocalDate;

/**
 * Source of fiat rates by day, which listings provides.
 *
 * @param asset code of the asset that the rates are for; empty if nothing is shown in fiat currencies
 */
public record FiatRateSource(String asset, Reader reader) {

    /** Reader of rates. */
    @FunctionalInterface
    public interface Reader {
        /**
         * Reads the rates of a currency for one unit of the asset, for the days of a period.
         *
         * @param currency code of ISO 4217; there may be no rate of it
         */
        FiatRateDays read(String currency, LocalDate from, LocalDate to);
    }

    /** Reads the rates of a currency, as {@link Reader#read}. */
    public FiatRateDays read(String currency, LocalDate from, LocalDate to) {
        return reader.read(currency, from, to);
    }
}
