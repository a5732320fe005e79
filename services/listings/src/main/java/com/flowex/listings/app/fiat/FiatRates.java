package com.flowex.listings.app.fiat;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.http.response.Json;
import com.flowex.listings.provider.fiat.DailyRates;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All known rates.
 *
 * @param tables tables of rates, the most trusted first
 */
public record FiatRates(List<Table> tables) {

    public static final FiatRates NONE = new FiatRates(List.of());

    private static final MathContext DIGITS = new MathContext(12);

    /** A rate may be of a time that is ahead of this clock by so much, as days have time zones. */
    private static final Duration AHEAD_MAX = Duration.ofDays(1);

    public FiatRates {
        tables = List.copyOf(tables);
    }

    /** Rates of one source. */
    public record Table(FiatSource source, DailyRates rates) {

        private boolean has(String one, String other) {
            return rates.amounts().containsKey(one) && rates.amounts().containsKey(other);
        }
    }

    /**
     * Reads the stored rates.
     *
     * @param stored contents by name, by {@link FiatSource#key} of their source
     */
    public static FiatRates of(Map<String, Map<String, String>> stored) {
        List<Table> tables = new ArrayList<>();
        for (FiatSource source : FiatSource.values()) {
            stored.getOrDefault(source.key(), Map.of())
                    .forEach((_, content) -> tables.add(new Table(source, rates(content))));
        }
        return new FiatRates(tables);
    }

    /** Reads one stored rate of the operator. */
    static FiatRates ofOperator(String content) {
        return new FiatRates(List.of(new Table(FiatSource.OPERATOR, rates(content))));
    }

    /** Returns the operator's rate, of whatever age; empty if the operator has set none or has taken it back. */
    public Optional<FiatRate> operatorRate(String unit, String currency) {
        // The table of another currency has the unit, too.
        int currencies = unit.equals(currency) ? 1 : 2;
        return tables.stream()
                .filter(table -> table.source() == FiatSource.OPERATOR
                        && table.has(unit, currency)
                        && table.rates().amounts().size() == currencies)
                .findFirst()
                .map(table -> rate(table, currency, Optional.of(quotient(table, unit, currency))));
    }

    /** Returns rates as they are stored. */
    static String content(DailyRates rates) {
        Map<String, String> amounts = new TreeMap<>();
        rates.amounts().forEach((currency, amount) -> amounts.put(currency, amount.toPlainString()));
        Map<String, Object> stored = Map.of("as_of", rates.asOf().toString(), "amounts", amounts);
        return new String(Json.bytes(stored), StandardCharsets.UTF_8);
    }

    private static DailyRates rates(String content) {
        JsonNode stored = Json.read(content.getBytes(StandardCharsets.UTF_8), JsonNode.class);
        Map<String, BigDecimal> amounts = new TreeMap<>();
        stored.path("amounts")
                .properties()
                .forEach(each -> amounts.put(
                        each.getKey(), new BigDecimal(each.getValue().asText())));
        return new DailyRates(Instant.parse(stored.path("as_of").asText()), amounts);
    }

    /**
     * Returns the rate of each known currency for one unit of a currency, by the most trusted source that is not too
     * old, in the order of their codes.
     *
     * @param ageMax age from which a rate is none
     */
    public List<FiatRate> in(String unit, Instant now, Duration ageMax) {
        TreeSet<String> currencies = new TreeSet<>();
        tables.forEach(table -> currencies.addAll(table.rates().amounts().keySet()));
        return currencies.stream()
                .flatMap(currency -> rate(unit, currency, now, ageMax).stream())
                .toList();
    }

    private Optional<FiatRate> rate(String unit, String currency, Instant now, Duration ageMax) {
        List<Table> with =
                tables.stream().filter(table -> table.has(unit, currency)).toList();
        return with.stream()
                .filter(table -> isFresh(table.rates().asOf(), now, ageMax))
                .findFirst()
                .map(table -> rate(table, currency, Optional.of(quotient(table, unit, currency))))
                .or(() -> with.stream().findFirst().map(table -> rate(table, currency, Optional.empty())));
    }

    private static boolean isFresh(Instant asOf, Instant now, Duration ageMax) {
        return !asOf.isBefore(now.minus(ageMax)) && asOf.isBefore(now.plus(AHEAD_MAX));
    }

    private static BigDecimal quotient(Table table, String unit, String currency) {
        Map<String, BigDecimal> amounts = table.rates().amounts();
        return amounts.getOrDefault(currency, BigDecimal.ZERO)
                .divide(amounts.getOrDefault(unit, BigDecimal.ONE), DIGITS);
    }

    private static FiatRate rate(Table table, String currency, Optional<BigDecimal> rate) {
        return new FiatRate(currency, rate, table.source(), table.rates().asOf());
    }
}
