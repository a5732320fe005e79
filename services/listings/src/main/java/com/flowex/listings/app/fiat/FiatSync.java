package com.flowex.listings.app.fiat;

import com.flowex.listings.provider.ProviderException;
import com.flowex.listings.provider.fiat.DailyRates;
import com.flowex.listings.provider.fiat.EcbRates;
import com.flowex.listings.store.CoinSyncTables;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Stores rates that a provider, an operator or the sample gives. */
public final class FiatSync {

    private static final String ALL = "fiat";

    /** Made-up rates, round so that no reader takes them for real ones. */
    private static final Map<String, BigDecimal> MADE_UP = Map.of(
            "USD", BigDecimal.ONE,
            "EUR", new BigDecimal("0.9"),
            "GBP", new BigDecimal("0.8"),
            "CHF", new BigDecimal("0.85"),
            "JPY", new BigDecimal("150"),
            "CNY", new BigDecimal("7"),
            "AED", new BigDecimal("3.7"),
            "TRY", new BigDecimal("40"),
            "IRR", new BigDecimal("1000000"));

    private final CoinSyncTables tables;
    private final Optional<EcbRates> provider;
    private final InstantSource clock;

    public FiatSync(CoinSyncTables tables, Optional<EcbRates> provider, InstantSource clock) {
        this.tables = tables;
        this.provider = provider;
        this.clock = clock;
    }

    /**
     * Reads the provider's rates; those of before stay if it does not answer.
     *
     * @return one line that summarises the run
     * @throws ProviderException if it does not answer, or its answer is invalid
     */
    public String pull() throws InterruptedException {
        if (provider.isEmpty()) {
            return "no provider of fiat rates";
        }
        DailyRates rates = provider.get().get();
        put(FiatSource.PROVIDER, ALL, rates);
        return rates.amounts().size() + " fiat currencies of " + rates.asOf();
    }

    /** Stores the made-up rates, as of now. */
    public void putSample() {
        put(FiatSource.SAMPLE, ALL, new DailyRates(clock.instant(), MADE_UP));
    }

    /** Stores a rate of the operator, as of now: the amount of a currency for one unit of another. */
    public void putByOperator(String unit, String currency, BigDecimal rate) {
        put(
                FiatSource.OPERATOR,
                currency,
                new DailyRates(
                        clock.instant(),
                        unit.equals(currency) ? Map.of(unit, rate) : Map.of(unit, BigDecimal.ONE, currency, rate)));
    }

    /** Takes a rate of the operator back. */
    public void removeByOperator(String currency) {
        put(FiatSource.OPERATOR, currency, new DailyRates(clock.instant(), Map.of()));
    }

    private void put(FiatSource source, String subject, DailyRates rates) {
        tables.extra(source.key(), subject, FiatRates.content(rates), "", clock.instant());
    }
}
