package com.flowex.app.wiring.adapter;

import com.flowex.audit.AuditLog;
import com.flowex.identity.store.IdentityExports;
import com.flowex.marketdata.MarketDataService;
import com.flowex.platform.database.export.TenantExport;
import com.flowex.trading.TradingService;
import com.flowex.wallet.WalletService;
import java.util.ArrayList;
import java.util.List;

/** Tables of a tenant's export, over all services. */
public final class TenantExportTables {

    private TenantExportTables() {}

    public static List<TenantExport> all() {
        List<TenantExport> all = new ArrayList<>();
        all.addAll(IdentityExports.ofTenant());
        all.addAll(TradingService.exports());
        all.addAll(WalletService.exports());
        all.addAll(MarketDataService.exports());
        all.add(AuditLog.export());
        return all;
    }
}
