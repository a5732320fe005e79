package com.flowex.app.wiring.adapter;

import com.flowex.listings.CoinData;
import com.flowex.listings.FiatSettings;
import com.flowex.listings.PastFiatRates;
import com.flowex.listings.app.CoinSync;
import com.flowex.listings.app.PriceHistorySync;
import com.flowex.listings.app.fiat.FiatTimeline;
import com.flowex.operations.app.TaskHandle;
import com.flowex.operations.app.TaskKind;
import com.flowex.operations.app.TaskStep;
import com.flowex.risk.app.daily.MarketCaps;
import com.flowex.wallet.app.fiat.FiatRateDays;
import com.flowex.wallet.app.fiat.FiatRateSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Listings for other services, which it does not depend on: calls to providers as tasks, market caps and fiat rates. */
public final class ListingTasks {

    private static final int ATTEMPTS_MAX = 3;

    /** At 25 calls a minute, 20,000 coins take three and a half minutes. */
    private static final Duration LONGEST = Duration.ofMinutes(20);

    /** One call for each coin. */
    private static final Duration LONGEST_HISTORY = Duration.ofHours(20);

    private ListingTasks() {}

    /** Returns the task kinds of listings. */
    public static List<TaskKind> kinds(CoinData coins) {
        CoinSync pull = coins.pull();
        PriceHistorySync history = coins.history();
        return List.of(
                new TaskKind(
                        "history_backfill",
                        TaskKind.Whose.PLATFORM,
                        List.of(TaskStep.of("days", LONGEST_HISTORY, task -> history.days(progress(task)))),
                        ATTEMPTS_MAX,
                        Optional.of("23 2 * * *")),
                new TaskKind(
                        "price_sync",
                        TaskKind.Whose.PLATFORM,
                        List.of(
                                TaskStep.of("overview", LONGEST, _ -> pull.overview()),
                                TaskStep.of("prices", LONGEST, task -> pull.prices(progress(task)))),
                        ATTEMPTS_MAX,
                        Optional.of("*/5 * * * *")),
                new TaskKind(
                        "listing_sync",
                        TaskKind.Whose.PLATFORM,
                        List.of(
                                TaskStep.of("categories", LONGEST, task -> pull.categories(progress(task))),
                                new TaskStep("forget", Set.of("categories"), LONGEST, _ -> pull.forget()),
                                new TaskStep("fiat", Set.of(), LONGEST, _ -> coins.fiat()
                                        .pull()),
                                new TaskStep("fiat_days", Set.of(), LONGEST, _ -> coins.fiat()
                                        .pullPast())),
                        ATTEMPTS_MAX,
                        Optional.of("41 */6 * * *")));
    }

    /** Returns the source of market caps. Global prices belong to no tenant; each tenant maps its assets to coins. */
    static MarketCaps caps(CoinData coins) {
        return (tenant, asset) -> coins.marketCap(tenant, asset)
                .map(cap -> OptionalDouble.of(cap.doubleValue()))
                .orElse(OptionalDouble.empty());
    }

    /** Returns the source of fiat rates for reports of the wallet. */
    public static FiatRateSource rates(PastFiatRates rates) {
        return new FiatRateSource(rates.peg().map(FiatSettings.Peg::asset).orElse(""), (currency, from, to) -> {
            FiatTimeline timeline = rates.read(currency, from, to);
            return day -> timeline.on(day)
                    .map(of -> new FiatRateDays.DayRate(
                            of.rate(), of.day(), of.source().word()));
        });
    }

    private static CoinSync.Progress progress(TaskHandle task) {
        return (percent, note) -> {
            task.check();
            task.progress(percent, note);
        };
    }
}
