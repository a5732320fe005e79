package com.flowex.domain.market;

import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.Scale;
import com.flowex.domain.value.TenantId;

/**
 * An asset of one tenant, as listed.
 *
 * @param tenant tenant that owns the asset
 * @param code 1 to 16 upper-case letters and digits, unique within the tenant, such as "BTC"
 * @param scale number of decimal places; it never changes
 * @param supplyWhole number of whole units that can ever exist, 1 or more; ten times that must fit a {@code long} of
 *     units
 */
public record Asset(int tenant, AssetId id, String code, Scale scale, long supplyWhole) {

    public static final int CODE_LENGTH_MAX = 16;

    /**
     * The supply must fit a {@code long} this many times, so that sums over accounts and pending moves never overflow.
     */
    public static final int SUPPLY_HEADROOM = 10;

    public Asset {
        new TenantId(tenant);
        if (!isCode(code)) {
            throw new IllegalArgumentException(
                    "an asset code is 1 to " + CODE_LENGTH_MAX + " of A-Z 0-9, was \"" + code + "\"");
        }
        if (supplyWhole < 1) {
            throw new IllegalArgumentException("supply must be at least 1, was " + supplyWhole);
        }
    }

    public static boolean isCode(String text) {
        if (text.isEmpty() || text.length() > CODE_LENGTH_MAX) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < 'A' || c > 'Z') && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    /** Returns true if {@link #SUPPLY_HEADROOM} times the supply fits a {@code long} at this scale. */
    public boolean fitsItsScale() {
        return supplyWhole <= supplyMax(scale);
    }

    /** Returns the largest supply that fits a scale, in whole units; 0 if the scale is too fine for any. */
    public static long supplyMax(Scale scale) {
        return Long.MAX_VALUE / scale.unitsPerWhole() / SUPPLY_HEADROOM;
    }
}
