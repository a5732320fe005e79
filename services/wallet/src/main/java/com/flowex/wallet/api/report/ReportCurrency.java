package com.flowex.wallet.api.report;

import com.flowex.access.http.route.Request;
import com.flowex.domain.market.Asset;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.platform.errors.Refusal;

/** Asset in which a report is: the one that is named, else the one in which the first market has its prices. */
final class ReportCurrency {

    private ReportCurrency() {}

    /** @throws Refusal if there is no such asset, or none is named and the exchange has no market */
    static Asset of(Request request, InstrumentDirectory directory, OrderEntryService desk) {
        int tenant = request.caller().tenant();
        return request.query("currency")
                .map(code -> directory.namedAsset(tenant, code))
                .or(() -> desk.listed().of(tenant).stream()
                        .map(ListedMarket::quote)
                        .findFirst())
                .orElseThrow(() -> Refusal.invalid("currency", "given: the exchange has no market"));
    }
}
