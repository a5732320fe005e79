package com.flowex.wallet.store.terms;

import com.flowex.domain.market.Asset;
import com.flowex.platform.database.Database;

/** {@link TermsTable}, with a transaction for each call. */
public record TermsStore(Database database) {

    /** Returns the terms of an asset; the default ones where none are set. */
    public Terms of(Asset asset) {
        return database.query(asset.tenant(), connection -> TermsTable.of(connection, asset));
    }

    /** Changes terms as {@link TermsTable#change} does; returns false if they have changed in the meantime. */
    public boolean change(Asset asset, TermsTable.TermsChange change, long version, boolean keeps) {
        return database.transaction(
                asset.tenant(), connection -> TermsTable.change(connection, asset, change, version, keeps));
    }
}
