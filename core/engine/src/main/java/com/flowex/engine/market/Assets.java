package com.flowex.engine.market;

import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AssetId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.agrona.collections.Int2IntHashMap;

/** All listed assets, numbered from 0 in the order of listing. */
public final class Assets {

    public static final int UNKNOWN = -1;
    private static final int ASSETS_MAX = 1 << 16;

    private record Code(int tenant, String code) {}

    private final List<Asset> all = new ArrayList<>();
    private final Int2IntHashMap indexes = new Int2IntHashMap(UNKNOWN);
    private final Set<Code> codes = new HashSet<>();

    public int indexOf(AssetId asset) {
        return indexes.get(asset.value());
    }

    /** Returns true if the id, or the code within the tenant, is taken. */
    public boolean isTaken(Asset asset) {
        return indexOf(asset.id()) != UNKNOWN || codes.contains(new Code(asset.tenant(), asset.code()));
    }

    public boolean isFull() {
        return all.size() >= ASSETS_MAX;
    }

    public void list(Asset asset) {
        indexes.put(asset.id().value(), all.size());
        codes.add(new Code(asset.tenant(), asset.code()));
        all.add(asset);
    }

    public Asset get(int index) {
        return all.get(index);
    }

    public int count() {
        return all.size();
    }
}
