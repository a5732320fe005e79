package com.flowex.listings.api;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.access.http.version.SettingsVersion;
import com.flowex.domain.value.Decimals;
import com.flowex.listings.app.fiat.FiatRate;
import com.flowex.listings.app.fiat.FiatRates;
import com.flowex.listings.app.fiat.FiatSource;
import com.flowex.listings.app.fiat.FiatSync;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Endpoints of the rates that show worth in fiat currencies. */
public final class FiatRateRoutes {

    static final String RATES = "/api/v1/fiat-rates";
    private static final Pattern RATE = Pattern.compile("\\d{1,12}(\\.\\d{1,12})?");

    /**
     * Asset that is counted as a currency.
     *
     * @param asset code; empty if worth is not shown in fiat currencies
     */
    public record Counted(String asset, String currency, Duration ageMax) {

        private boolean isOff() {
            return asset.isEmpty();
        }

        /** Returns the currency of the path; refuses the field if it is none. */
        String currencyOf(Request request, Fields fields) {
            if (isOff()) {
                throw new Refusal(
                        RefusalCode.FEATURE_OFF, "no asset is counted as a currency: FLOWEX_FIAT_PEG is empty");
            }
            String code = request.path("currency");
            boolean isKnown = Currency.getAvailableCurrencies().stream()
                    .anyMatch(each -> each.getCurrencyCode().equals(code));
            if (!isKnown) {
                fields.refuse("currency", "a code of ISO 4217, such as EUR");
            }
            return code;
        }
    }

    private final Supplier<FiatRates> rates;
    private final FiatSync sync;
    private final Counted counted;
    private final InstantSource clock;

    public FiatRateRoutes(Supplier<FiatRates> rates, FiatSync sync, Counted counted, InstantSource clock) {
        this.rates = rates;
        this.sync = sync;
        this.counted = counted;
        this.clock = clock;
    }

    public Routes routes() {
        Access platform = Access.of(Permission.TENANTS_MANAGE);
        return new Routes()
                .get(RATES, Access.PUBLIC, this::list)
                .put(RATES + "/{currency}", platform, this::put)
                .delete(RATES + "/{currency}", platform, this::remove);
    }

    /** Returns the version of the operator's rate, which an operator changes; that of none is one, too. */
    private static String version(Optional<FiatRate> operator) {
        return SettingsVersion.of(settings(operator));
    }

    private static Map<String, String> settings(Optional<FiatRate> operator) {
        return operator.map(rate -> Map.of(
                        "rate",
                        rate.rate().map(Decimals::plain).orElse(""),
                        "as_of",
                        rate.asOf().toString()))
                .orElse(Map.of());
    }

    /**
     * Body of a rate.
     *
     * @param rate amount of the currency for one unit of the asset; null if it is too old
     * @param version version of the operator's rate, which may be another one
     */
    private record RateBody(
            String currency, @Nullable String rate, String source, boolean madeUp, Instant asOf, String version) {

        static RateBody of(FiatRate rate, String version) {
            return new RateBody(
                    rate.currency(),
                    rate.rate().map(Decimals::plain).orElse(null),
                    rate.source().word(),
                    rate.source() == FiatSource.SAMPLE,
                    rate.asOf(),
                    version);
        }
    }

    /** The schema FiatRates of docs/api/openapi.yaml. */
    private record ListBody(
            @Nullable String asset, @Nullable String countedAs, long maxAgeSeconds, List<RateBody> items) {}

    private Answer list(Request request) {
        return Answer.ok(body());
    }

    private ListBody body() {
        if (counted.isOff()) {
            return new ListBody(null, null, counted.ageMax().toSeconds(), List.of());
        }
        FiatRates all = rates.get();
        return new ListBody(
                counted.asset(),
                counted.currency(),
                counted.ageMax().toSeconds(),
                all.in(counted.currency(), clock.instant(), counted.ageMax()).stream()
                        .map(rate -> RateBody.of(rate, version(all.operatorRate(counted.currency(), rate.currency()))))
                        .toList());
    }

    private record Form(@Nullable String rate) {}

    private Answer put(Request request) {
        Fields fields = new Fields();
        String currency = counted.currencyOf(request, fields);
        String text = Objects.requireNonNullElse(request.body(Form.class).rate(), "");
        BigDecimal rate = RATE.matcher(text).matches() ? new BigDecimal(text) : BigDecimal.ZERO;
        if (rate.signum() <= 0) {
            fields.refuse("rate", "a decimal above zero with at most 12 digits before and behind its point");
        }
        if (currency.equals(counted.currency()) && rate.compareTo(BigDecimal.ONE) != 0) {
            fields.refuse("rate", "1: " + counted.asset() + " is counted as " + currency);
        }
        fields.check();
        sync.putByOperator(counted.currency(), currency, rate, before -> {
            SettingsVersion.requireNew(request, "the rate of " + currency, before.isPresent());
            SettingsVersion.require(request, "the rate of " + currency, settings(before));
            request.audit("fiat rate " + currency, audited(before), Map.of("rate", text));
        });
        return Answer.noContent();
    }

    private Answer remove(Request request) {
        Fields fields = new Fields();
        String currency = counted.currencyOf(request, fields);
        fields.check();
        sync.removeByOperator(counted.currency(), currency, before -> {
            SettingsVersion.require(request, "the rate of " + currency, settings(before));
            request.audit("fiat rate " + currency, audited(before), null);
        });
        return Answer.noContent();
    }

    private static @Nullable Map<String, String> audited(Optional<FiatRate> operator) {
        return operator.map(_ -> settings(operator)).orElse(null);
    }
}
