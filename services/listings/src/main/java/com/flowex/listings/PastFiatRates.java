package com.flowex.listings;

import com.flowex.listings.app.fiat.FiatHistory;
import com.flowex.listings.app.fiat.FiatTimeline;
import com.flowex.listings.store.FiatDaysTable;
import com.flowex.platform.database.sql.RowSource;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Rates of past days for the asset that is counted as a currency. It has no state of its own, so each process that shows
 * worth has one.
 *
 * @param peg empty if worth is not shown in fiat currencies
 */
public record PastFiatRates(Optional<FiatSettings.Peg> peg, FiatHistory history) {

    /** Makes a reader of the rates. */
    public static PastFiatRates of(RowSource rows, ListingsSettings settings) {
        FiatSettings fiat = settings.fiat();
        return new PastFiatRates(
                fiat.peg(), new FiatHistory(new FiatDaysTable(rows), fiat.ageMax(), settings.hasFiatSample()));
    }

    /**
     * Reads the rates of a currency for one unit of the asset, for the days of a period.
     *
     * @throws IllegalStateException if worth is not shown in fiat currencies
     */
    public FiatTimeline read(String currency, LocalDate from, LocalDate to) {
        String unit = peg.map(FiatSettings.Peg::currency)
                .orElseThrow(() -> new IllegalStateException("no asset is counted as a currency"));
        return history.read(unit, currency, from, to);
    }
}
