package com.flowex.tenants.app.listing;

import com.flowex.domain.market.Asset;
import com.flowex.domain.value.Scale;
import com.flowex.platform.errors.Fields;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Request body of an asset, not checked yet.
 *
 * @param supply maximum number of whole units
 */
public record AssetForm(
        @Nullable String code,
        @Nullable Integer scale,
        @Nullable String supply) {

    private static final Scale WHOLE = new Scale(0);

    /** Returns the form of a listed asset. */
    public static AssetForm of(Asset asset) {
        return new AssetForm(asset.code(), asset.scale().places(), Long.toString(asset.supplyWhole()));
    }

    /**
     * Records errors in {@code fields}.
     *
     * @return supplier of the terms, to be called after {@link Fields#check} has passed
     */
    public Supplier<AssetTerms> read(Fields fields) {
        String text = code == null ? "" : code;
        if (!Asset.isCode(text)) {
            fields.refuse("code", "1 to " + Asset.CODE_LENGTH_MAX + " of A-Z and 0-9");
        }
        int places = fields.within("scale", scale, 0, Scale.PLACES_MAX);
        long supplyWhole = fields.positive("supply", supply, WHOLE);
        return () -> new AssetTerms(text, new Scale(places), supplyWhole);
    }
}
