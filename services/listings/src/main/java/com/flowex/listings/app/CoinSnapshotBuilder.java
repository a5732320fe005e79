package com.flowex.listings.app;

import com.flowex.listings.app.CoinSnapshotCache.Extra;
import com.flowex.listings.app.SnapshotCoin.ProviderQuote;
import com.flowex.listings.provider.CoinCategory;
import com.flowex.listings.provider.CoinProvider;
import com.flowex.listings.provider.QuoteJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Builder of a coin snapshot from rows. */
final class CoinSnapshotBuilder {

    private CoinSnapshotBuilder() {}

    /**
     * Builds a snapshot.
     *
     * @param providers providers in the order of trust
     * @param coins quotes by coin id and provider
     * @param extras other data by provider and name
     * @param fresh data from before this time is stale
     */
    static CoinSnapshot snapshot(
            CoinSnapshot.Numbers numbers,
            List<CoinProvider> providers,
            Map<String, Map<String, ProviderQuote>> coins,
            Map<String, Map<String, Extra>> extras,
            Instant fresh) {
        List<SnapshotCoin> all = new ArrayList<>(coins.size());
        Map<String, Instant> latest = new HashMap<>();
        for (Map<String, ProviderQuote> each : coins.values()) {
            List<ProviderQuote> quotes = providers.stream()
                    .flatMap(provider -> Optional.ofNullable(each.get(provider.name())).stream())
                    .toList();
            quotes.forEach(one -> latest.merge(
                    one.provider(), one.isSample() ? one.asOf() : one.seenAt(), CoinSnapshotBuilder::later));
            if (!quotes.isEmpty()) {
                all.add(QuoteMerger.coin(quotes, fresh));
            }
        }
        List<CoinDataSource> sources = providers.stream()
                .map(provider -> new CoinDataSource(
                        provider.name(), provider.isSample(), provider.about(), latest.get(provider.name())))
                .toList();
        return new CoinSnapshot(
                numbers,
                sources,
                all,
                new CoinCategories(categories(providers, extras), members(extras)),
                first(providers, extras, CoinSync.TRENDING).map(QuoteJson::ids).orElse(List.of()),
                first(providers, extras, CoinSync.GLOBAL).map(QuoteJson::global));
    }

    private static Instant later(Instant left, Instant right) {
        return left.isAfter(right) ? left : right;
    }

    private static Optional<String> first(
            List<CoinProvider> providers, Map<String, Map<String, Extra>> extras, String subject) {
        return providers.stream()
                .flatMap(provider ->
                        Optional.ofNullable(
                                extras.getOrDefault(provider.name(), Map.of()).get(subject))
                                .stream())
                .map(Extra::content)
                .findFirst();
    }

    /** Returns the members of each category: a coin is a member if one provider lists it. */
    private static Map<String, Set<String>> members(Map<String, Map<String, Extra>> extras) {
        Map<String, Set<String>> members = new HashMap<>();
        extras.values()
                .forEach(ofOne -> ofOne.forEach((subject, extra) -> {
                    if (subject.startsWith(CoinSync.MEMBERS)) {
                        members.computeIfAbsent(subject.substring(CoinSync.MEMBERS.length()), _ -> new HashSet<>())
                                .addAll(QuoteJson.ids(extra.content()));
                    }
                }));
        return members;
    }

    /** Returns each category once, with the data of the most trusted provider. */
    private static List<CoinCategory> categories(List<CoinProvider> providers, Map<String, Map<String, Extra>> extras) {
        Map<String, CoinCategory> all = new LinkedHashMap<>();
        for (CoinProvider provider : providers) {
            Optional.ofNullable(extras.getOrDefault(provider.name(), Map.of()).get(CoinSync.CATEGORIES))
                    .map(extra -> QuoteJson.categories(extra.content()))
                    .orElse(List.of())
                    .forEach(category -> all.putIfAbsent(category.id(), category));
        }
        return List.copyOf(all.values());
    }
}
