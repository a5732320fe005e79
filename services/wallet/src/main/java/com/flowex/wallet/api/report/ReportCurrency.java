package com.flowex.wallet.api.report;

import com.flowex.domain.market.Asset;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.platform.errors.Refusal;
import java.util.Optional;

/** Asset in which a report is: the one that is named, else the one in which the first market has its prices. */
final class ReportCurrency {

    private ReportCurrency() {}

    /**
     * Returns the asset.
     *
     * @param code code of the asset, if the caller names one
     * @throws Refusal if there is no such asset, or none is named and the exchange has no market
     */
    static Asset of(int tenant, Optional<String> code, InstrumentDirectory directory, OrderEntryService orderEntry) {
        return code.map(named -> directory.namedAsset(tenant, named))
                .or(() -> orderEntry.listed().of(tenant).stream()
                        .map(ListedMarket::quote)
                        .findFirst())
                .orElseThrow(() -> Refusal.invalid("currency", "given: the exchange has no market"));
    }
}
