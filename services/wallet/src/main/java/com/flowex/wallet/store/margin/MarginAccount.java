package com.flowex.wallet.store.margin;

import com.flowex.domain.margin.MarginLevels;
import com.flowex.domain.value.AssetId;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Lending of an account as the view shows it, all as of one event.
 *
 * @param sequence number of the last event included
 * @param levels levels of the tenant
 * @param leverage highest leverage of the account; 0 if it has set none
 * @param isLiquidating true while the account is being liquidated
 * @param calledNanos log time of the last margin call; 0 if there was none
 * @param assets every asset with terms, by id
 */
public record MarginAccount(
        long sequence,
        MarginLevels levels,
        int leverage,
        boolean isLiquidating,
        long calledNanos,
        List<AssetMargin> assets) {

    public MarginAccount {
        assets = List.copyOf(assets);
    }

    /** Returns the state of an asset; empty if it has no terms of lending. */
    public Optional<AssetMargin> asset(AssetId id) {
        return assets.stream().filter(each -> each.asset().equals(id)).findFirst();
    }

    /** Returns the same account with some of its assets, which are all that it can have. */
    public MarginAccount only(Predicate<AssetId> which) {
        return with(assets.stream().filter(asset -> which.test(asset.asset())).toList());
    }

    /** Returns the same account with these assets. */
    public MarginAccount with(List<AssetMargin> others) {
        return new MarginAccount(sequence, levels, leverage, isLiquidating, calledNanos, others);
    }
}
