package com.flowex.wallet.asset;

import com.flowex.domain.Asset;
import com.flowex.domain.AssetId;
import com.flowex.domain.RejectReason;
import com.flowex.platform.http.ProblemException;
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

    private final Map<Name, Asset> byName = new ConcurrentHashMap<>();
    private final Map<AssetId, Asset> byId = new ConcurrentHashMap<>();

    public void listed(Asset asset) {
        byId.put(asset.id(), asset);
        byName.put(new Name(asset.tenant(), asset.code()), asset);
    }

    /** Forgets everything: before the view is read or built again. */
    public void clear() {
        byName.clear();
        byId.clear();
    }

    /** The asset a caller of a tenant names, if there is one. */
    public Optional<Asset> find(int tenant, String code) {
        return Optional.ofNullable(byName.get(new Name(tenant, code)));
    }

    /**
     * The asset a caller of a tenant names.
     *
     * @throws ProblemException 404 {@code unknown_asset} if there is none
     */
    public Asset named(int tenant, String code) {
        return find(tenant, code).orElseThrow(() -> ProblemException.refused(RejectReason.UNKNOWN_ASSET));
    }

    /**
     * The asset with this id.
     *
     * @throws IllegalStateException if it was never listed
     */
    public Asset asset(AssetId id) {
        Asset asset = byId.get(id);
        if (asset == null) {
            throw new IllegalStateException("asset " + id + " was never listed");
        }
        return asset;
    }

    /** A tenant's assets, in the order of their ids. */
    public List<Asset> of(int tenant) {
        return byId.values().stream()
                .filter(asset -> asset.tenant() == tenant)
                .sorted(Comparator.comparingInt(asset -> asset.id().value()))
                .toList();
    }
}
