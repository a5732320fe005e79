package com.flowex.wallet.api.report;

import com.flowex.domain.market.Asset;
import com.flowex.domain.value.Scale;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.platform.errors.Refusal;
import com.flowex.wallet.app.fiat.FiatRateSource;
import java.util.Currency;
import java.util.Optional;

/**
 * Currency in which a report is: the one that is named, else the asset in which the first market has its prices.
 *
 * @param asset the currency, or the asset that is counted as one where it is a fiat currency
 * @param fiatScale decimal places of the fiat currency; empty if the currency is an asset
 */
record ReportCurrency(String code, Asset asset, Optional<Scale> fiatScale) {

    /** Names of assets and currencies, and the markets. */
    record Names(InstrumentDirectory directory, OrderEntryService orderEntry, FiatRateSource rates) {

        /**
         * Returns the currency. An asset of the exchange comes before a fiat currency of the same code.
         *
         * @param code code of the currency, if the caller names one
         * @throws Refusal if there is no such currency, or none is named and the exchange has no market
         */
        ReportCurrency of(int tenant, Optional<String> code) {
            if (code.isEmpty()) {
                return orderEntry.listed().of(tenant).stream()
                        .map(ListedMarket::quote)
                        .map(Names::ofAsset)
                        .findFirst()
                        .orElseThrow(() -> Refusal.invalid("currency", "given: the exchange has no market"));
            }
            return directory
                    .findAsset(tenant, code.get())
                    .map(Names::ofAsset)
                    .or(() -> fiat(tenant, code.get()))
                    .orElseGet(() -> ofAsset(directory.namedAsset(tenant, code.get())));
        }

        private static ReportCurrency ofAsset(Asset asset) {
            return new ReportCurrency(asset.code(), asset, Optional.empty());
        }

        private Optional<ReportCurrency> fiat(int tenant, String code) {
            return directory
                    .findAsset(tenant, rates.asset())
                    .flatMap(counted -> Currency.getAvailableCurrencies().stream()
                            .filter(each -> each.getCurrencyCode().equals(code) && each.getDefaultFractionDigits() >= 0)
                            .findFirst()
                            .map(each -> new ReportCurrency(
                                    code, counted, Optional.of(new Scale(each.getDefaultFractionDigits())))));
        }
    }

    /** Returns the scale of amounts in this currency. */
    Scale scale() {
        return fiatScale.orElse(asset.scale());
    }
}
