package com.flowex.tenants.app.listing;

import com.flowex.domain.market.Asset;
import com.flowex.domain.market.Instrument;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.platform.projection.status.ViewProgress;
import java.util.List;
import java.util.Optional;

/**
 * Catalogue of listed assets and markets, from the instrument directory.
 *
 * @param progress progress of the view that updates the directory
 */
public record DirectoryCatalog(InstrumentDirectory directory, ViewProgress progress) implements Catalog {

    @Override
    public Optional<Asset> asset(int tenant, String code) {
        return directory.findAsset(tenant, code);
    }

    @Override
    public Optional<Instrument> market(int tenant, String symbol) {
        return directory.find(tenant, symbol).map(ListedMarket::instrument);
    }

    @Override
    public List<Instrument> markets(int tenant) {
        return directory.of(tenant).stream().map(ListedMarket::instrument).toList();
    }

    @Override
    public int lastAsset() {
        return directory.lastAsset();
    }

    @Override
    public int lastMarket() {
        return directory.lastMarket();
    }
}
