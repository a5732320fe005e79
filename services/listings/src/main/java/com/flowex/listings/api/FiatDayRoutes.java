package com.flowex.listings.api;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.domain.value.Decimals;
import com.flowex.listings.app.fiat.FiatDayRate;
import com.flowex.listings.app.fiat.FiatSource;
import com.flowex.listings.app.fiat.FiatTimeline;
import com.flowex.platform.errors.Fields;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Endpoint of the rates of past days. */
public final class FiatDayRoutes {

    private static final int DAYS_DEFAULT = 30;
    private static final int DAYS_MAX = 366;

    private final FiatRateRoutes.Counted counted;
    private final Timelines timelines;
    private final InstantSource clock;

    /** Source of rates by day. */
    @FunctionalInterface
    public interface Timelines {
        FiatTimeline read(String currency, LocalDate from, LocalDate to);
    }

    public FiatDayRoutes(FiatRateRoutes.Counted counted, Timelines timelines, InstantSource clock) {
        this.counted = counted;
        this.timelines = timelines;
        this.clock = clock;
    }

    public Routes routes() {
        return new Routes()
                .get(FiatRateRoutes.RATES + "/{currency}/history", Access.PUBLIC, this::history)
                .query("days");
    }

    /**
     * The schema FiatDay of docs/api/openapi.yaml.
     *
     * @param rate null if no source has one for this day
     * @param rateDay day that the rate is of
     */
    private record DayBody(
            String day,
            @Nullable String rate,
            @Nullable String rateDay,
            @Nullable String source,
            boolean madeUp) {

        static DayBody of(LocalDate day, Optional<FiatDayRate> rate) {
            return new DayBody(
                    day.toString(),
                    rate.map(of -> Decimals.plain(of.rate())).orElse(null),
                    rate.map(of -> of.day().toString()).orElse(null),
                    rate.map(of -> of.source().word()).orElse(null),
                    rate.filter(of -> of.source() == FiatSource.SAMPLE).isPresent());
        }
    }

    /** The schema FiatHistory of docs/api/openapi.yaml. */
    private record HistoryBody(String asset, String countedAs, String currency, List<DayBody> items) {}

    private Answer history(Request request) {
        Fields fields = new Fields();
        String currency = counted.currencyOf(request, fields);
        fields.check();
        int days = Math.toIntExact(request.queryNumber("days", DAYS_DEFAULT, 1, DAYS_MAX));
        LocalDate last = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LocalDate first = last.minusDays(days - 1L);
        FiatTimeline timeline = timelines.read(currency, first, last);
        return Answer.ok(new HistoryBody(
                counted.asset(),
                counted.currency(),
                currency,
                Stream.iterate(last, day -> !day.isBefore(first), day -> day.minusDays(1))
                        .map(day -> DayBody.of(day, timeline.on(day)))
                        .toList()));
    }
}
