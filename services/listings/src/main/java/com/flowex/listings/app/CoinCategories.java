package com.flowex.listings.app;

import com.flowex.listings.provider.CoinCategory;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Categories of coins.
 *
 * @param all categories, each once
 * @param members ids of the known coins of each category, by its id
 */
public record CoinCategories(List<CoinCategory> all, Map<String, Set<String>> members) {

    static final CoinCategories NONE = new CoinCategories(List.of(), Map.of());

    public CoinCategories {
        all = List.copyOf(all);
        members = Map.copyOf(members);
    }

    public boolean has(String category) {
        return members.containsKey(category)
                || all.stream().anyMatch(each -> each.id().equals(category));
    }

    /** Returns the ids of the known coins of a category. */
    Set<String> membersOf(String category) {
        return members.getOrDefault(category, Set.of());
    }

    /** Returns the number of known coins of a category that are not hidden. */
    public int sizeOf(String category, Set<String> hidden) {
        Set<String> of = membersOf(category);
        return of.size() - Math.toIntExact(hidden.stream().filter(of::contains).count());
    }

    /** Returns the known categories of a coin. */
    public List<String> of(String coin) {
        return members.entrySet().stream()
                .filter(each -> each.getValue().contains(coin))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
