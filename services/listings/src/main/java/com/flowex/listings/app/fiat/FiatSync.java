package com.flowex.listings.app.fiat;

import com.flowex.listings.provider.ProviderException;
import com.flowex.listings.provider.fiat.DailyRates;
import com.flowex.listings.provider.fiat.EcbRates;
import com.flowex.listings.store.CoinSyncTables;
import com.flowex.listings.store.FiatDaysTable;
import com.flowex.listings.store.FiatDaysTable.DayAmount;
import com.flowex.platform.database.Database;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Stores rates that a provider, an operator or the sample gives. */
public final class FiatSync {

    private static final String ALL = "fiat";

    /** Name under which the state of the file of past days is kept; it is no source of rates. */
    private static final String PAST = "fiat-past";

    private static final String PAST_DAYS = "days";
    private static final int DAYS_AT_ONCE = 50;

    /** Made-up rates, round so that no reader takes them for real ones. */
    static final Map<String, BigDecimal> MADE_UP = Map.of(
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
    private final FiatDaysTable days;
    private final Optional<EcbRates> provider;
    private final Optional<EcbRates> past;
    private final InstantSource clock;

    /**
     * @param provider source of the newest day
     * @param past source of past days
     */
    public FiatSync(Database database, Optional<EcbRates> provider, Optional<EcbRates> past, InstantSource clock) {
        this.tables = new CoinSyncTables(database);
        this.days = new FiatDaysTable(database);
        this.provider = provider;
        this.past = past;
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
        tables.change(FiatSource.PROVIDER.key(), ALL, clock.instant(), (transaction, _) -> {
            FiatDaysTable.put(transaction, FiatSource.PROVIDER.word(), amounts(rates));
            return FiatRates.content(rates);
        });
        return rates.amounts().size() + " fiat currencies of " + rates.asOf();
    }

    /**
     * Reads the provider's file of past days and keeps those that are missing. Days before a fault are kept.
     *
     * @return one line that summarises the run
     * @throws ProviderException if it does not answer, or its answer is invalid
     */
    public String pullPast() throws InterruptedException {
        if (past.isEmpty()) {
            return "no file of past days";
        }
        Set<LocalDate> known = days.days(FiatSource.PROVIDER.word());
        List<DailyRates> missing = new ArrayList<>();
        int[] kept = new int[1];
        EcbRates.Past outcome = past.get().past(tables.validator(PAST, PAST_DAYS), day -> {
            if (known.add(day(day))) {
                missing.add(day);
                kept[0]++;
            }
            if (missing.size() == DAYS_AT_ONCE) {
                keep(missing);
            }
        });
        if (outcome.isUnchanged()) {
            tables.stillExtra(PAST, PAST_DAYS, clock.instant());
            return "no new past days";
        }
        keep(missing);
        tables.extra(PAST, PAST_DAYS, "{\"days\": " + known.size() + "}", outcome.validator(), clock.instant());
        return kept[0] + " past days of " + known.size();
    }

    private void keep(List<DailyRates> missing) {
        if (!missing.isEmpty()) {
            tables.inTransaction(transaction -> FiatDaysTable.put(
                    transaction,
                    FiatSource.PROVIDER.word(),
                    missing.stream().flatMap(day -> amounts(day).stream()).toList()));
            missing.clear();
        }
    }

    /** Stores the made-up rates, as of now. */
    public void putSample() {
        DailyRates rates = new DailyRates(clock.instant(), MADE_UP);
        tables.extra(FiatSource.SAMPLE.key(), ALL, FiatRates.content(rates), "", clock.instant());
    }

    /**
     * Stores a rate of the operator, as of now, also as the rate of this day: the amount of a currency for one unit of
     * another.
     *
     * @param check gets the present rate of the operator, and throws if it is not the one that the caller has read
     */
    public void putByOperator(String unit, String currency, BigDecimal rate, Consumer<Optional<FiatRate>> check) {
        changeByOperator(unit, currency, Optional.of(rate), check);
    }

    /** Takes a rate of the operator back, from this day on; earlier days keep theirs. */
    public void removeByOperator(String unit, String currency, Consumer<Optional<FiatRate>> check) {
        changeByOperator(unit, currency, Optional.empty(), check);
    }

    private void changeByOperator(
            String unit, String currency, Optional<BigDecimal> rate, Consumer<Optional<FiatRate>> check) {
        Instant now = clock.instant();
        tables.change(FiatSource.OPERATOR.key(), currency, now, (transaction, before) -> {
            Optional<FiatRate> known =
                    before.flatMap(content -> FiatRates.ofOperator(content).operatorRate(unit, currency));
            check.accept(known);
            if (rate.isPresent() || known.isPresent()) {
                LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
                FiatDaysTable.put(
                        transaction,
                        FiatSource.OPERATOR.word(),
                        List.of(new DayAmount(FiatSource.OPERATOR.word(), currency, unit, day, rate)));
            }
            Map<String, BigDecimal> amounts = new TreeMap<>();
            rate.ifPresent(of -> {
                amounts.put(unit, BigDecimal.ONE);
                amounts.put(currency, of);
            });
            return FiatRates.content(new DailyRates(now, amounts));
        });
    }

    private static LocalDate day(DailyRates rates) {
        return LocalDate.ofInstant(rates.asOf(), ZoneOffset.UTC);
    }

    private static List<DayAmount> amounts(DailyRates rates) {
        return rates.amounts().entrySet().stream()
                .filter(each -> !each.getKey().equals(EcbRates.EURO))
                .map(each -> new DayAmount(
                        FiatSource.PROVIDER.word(),
                        each.getKey(),
                        EcbRates.EURO,
                        day(rates),
                        Optional.of(each.getValue())))
                .toList();
    }
}
