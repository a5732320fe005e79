package com.flowex.listings.api;

import com.flowex.listings.app.CoinDataSource;
import com.flowex.listings.app.CoinSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The schema ListingSource of docs/api/openapi.yaml: source and age of an answer. */
record SourceBody(
        List<One> providers,
        boolean sample,
        boolean stale,
        @Nullable Instant asOf,
        @Nullable Long ageSeconds) {

    /** One provider. */
    record One(
            String name,
            boolean sample,
            boolean stale,
            String about,
            @Nullable Instant asOf,
            @Nullable Long ageSeconds) {}

    static SourceBody of(CoinSnapshot snapshot, Instant now, Duration staleAfter) {
        List<One> all = snapshot.sources().stream()
                .map(source -> one(source, now, staleAfter))
                .toList();
        Instant latest = all.stream()
                .flatMap(one -> Optional.ofNullable(one.asOf()).stream())
                .max(Comparator.naturalOrder())
                .orElse(null);
        return new SourceBody(
                all,
                all.stream().anyMatch(One::sample),
                all.stream().allMatch(One::stale),
                latest,
                latest == null ? null : age(latest, now));
    }

    private static One one(CoinDataSource source, Instant now, Duration staleAfter) {
        Instant asOf = source.asOf();
        return new One(
                source.provider(),
                source.isSample(),
                asOf == null || isStale(asOf, now, staleAfter),
                source.about(),
                asOf,
                asOf == null ? null : age(asOf, now));
    }

    static boolean isStale(Instant asOf, Instant now, Duration staleAfter) {
        return asOf.isBefore(now.minus(staleAfter));
    }

    static long age(Instant asOf, Instant now) {
        return Math.max(0, Duration.between(asOf, now).toSeconds());
    }
}
