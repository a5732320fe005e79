package com.flowex.listings.api;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
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
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Endpoints of the rates that show worth in fiat currencies. */
public final class FiatRateRoutes {

    private static final String RATES = "/api/v1/fiat-rates";
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

    /** @param rate amount of the currency for one unit of the asset; null if it is too old */
    private record RateBody(String currency, @Nullable String rate, String source, boolean madeUp, Instant asOf) {

        static RateBody of(FiatRate rate) {
            return new RateBody(
                    rate.currency(),
                    rate.rate()
                            .map(BigDecimal::stripTrailingZeros)
                            .map(BigDecimal::toPlainString)
                            .orElse(null),
                    rate.source().word(),
                    rate.source() == FiatSource.SAMPLE,
                    rate.asOf());
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
        return new ListBody(
                counted.asset(),
                counted.currency(),
                counted.ageMax().toSeconds(),
                rates.get().in(counted.currency(), clock.instant(), counted.ageMax()).stream()
                        .map(RateBody::of)
                        .toList());
    }

    private record Form(@Nullable String rate) {}

    private Answer put(Request request) {
        Fields fields = new Fields();
        String currency = currency(request, fields);
        String text = Objects.requireNonNullElse(request.body(Form.class).rate(), "");
        BigDecimal rate = RATE.matcher(text).matches() ? new BigDecimal(text) : BigDecimal.ZERO;
        if (rate.signum() <= 0) {
            fields.refuse("rate", "a decimal above zero with at most 12 digits before and behind its point");
        }
        if (currency.equals(counted.currency()) && rate.compareTo(BigDecimal.ONE) != 0) {
            fields.refuse("rate", "1: " + counted.asset() + " is counted as " + currency);
        }
        fields.check();
        request.audit("fiat rate " + currency, known(currency), Map.of("rate", text));
        sync.putByOperator(counted.currency(), currency, rate);
        return Answer.noContent();
    }

    private Answer remove(Request request) {
        Fields fields = new Fields();
        String currency = currency(request, fields);
        fields.check();
        request.audit("fiat rate " + currency, known(currency), null);
        sync.removeByOperator(currency);
        return Answer.noContent();
    }

    private @Nullable RateBody known(String currency) {
        return body().items().stream()
                .filter(each -> each.currency().equals(currency))
                .findFirst()
                .orElse(null);
    }

    private String currency(Request request, Fields fields) {
        if (counted.isOff()) {
            throw new Refusal(RefusalCode.FEATURE_OFF, "no asset is counted as a currency: FLOWEX_FIAT_PEG is empty");
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
