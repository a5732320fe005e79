package com.flowex.wallet.asset;

import com.flowex.domain.Asset;
import com.flowex.domain.AssetId;
import com.flowex.domain.RejectReason;
import com.flowex.ground.refusal.Refusal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is listed. One thread, the view's, changes it; any thread reads it without waiting.
 *
 * <p>A code is found by tenant and text, never by text alone.
 */
public final class AssetDirectory {

    private record Name(int tenant, String code) {}

    private record Listed(Map<Name, Asset> byName, Map<AssetId, Asset> byId) {

        Listed() {
            this(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
        }
    }

    private volatile Listed all = new Listed();

    /** Shows from now on what another one holds, and what is added to that one. */
    public void become(AssetDirectory other) {
        all = other.all;
    }

    public void listed(Asset asset) {
        all.byId.put(asset.id(), asset);
        all.byName.put(new Name(asset.tenant(), asset.code()), asset);
    }

    /** The asset a caller of a tenant names, if there is one. */
    public Optional<Asset> find(int tenant, String code) {
        return Optional.ofNullable(all.byName.get(new Name(tenant, code)));
    }

    /**
     * The asset a caller of a tenant names.
     *
     * @throws Refusal {@code unknown_asset} if there is none
     */
    public Asset named(int tenant, String code) {
        return find(tenant, code).orElseThrow(() -> Refusal.refused(RejectReason.UNKNOWN_ASSET));
    }

    /**
     * The asset with this id.
     *
     * @throws IllegalStateException if it was never listed
     */
    public Asset asset(AssetId id) {
        Asset asset = all.byId.get(id);
        if (asset == null) {
            throw new IllegalStateException("asset " + id + " was never listed");
        }
        return asset;
    }

    /** A tenant's assets, in the order of their ids. */
    public List<Asset> of(int tenant) {
        return all.byId.values().stream()
                .filter(asset -> asset.tenant() == tenant)
                .sorted(Comparator.comparingInt(asset -> asset.id().value()))
                .toList();
    }
}
