package com.flowex.p2p.app.report;

import com.flowex.p2p.store.OffersTable;
import com.flowex.p2p.store.TradesTable;
import com.flowex.p2p.store.report.ReportsTable;
import com.flowex.platform.database.Database;

/** Parts that making and reviewing reports share. */
public record ReportParts(
        Database database, OffersTable offers, TradesTable trades, ReportsTable reports, CaseBook cases) {}
