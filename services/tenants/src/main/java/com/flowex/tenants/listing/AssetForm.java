package com.flowex.tenants.listing;

import com.flowex.domain.Asset;
import com.flowex.domain.Scale;
import com.flowex.ground.refusal.Fields;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An asset as the wire has it, nothing checked yet.
 *
 * @param supply how many whole units can ever exist
 */
public record AssetForm(
        @Nullable String code,
        @Nullable Integer scale,
        @Nullable String supply) {

    private static final Scale WHOLE = new Scale(0);

    /** An asset as it is listed. */
    public static AssetForm of(Asset asset) {
        return new AssetForm(asset.code(), asset.scale().places(), Long.toString(asset.supplyWhole()));
    }

    /**
     * Notes in {@code fields} what is wrong.
     *
     * @return gives the terms once {@link Fields#check} has passed
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
