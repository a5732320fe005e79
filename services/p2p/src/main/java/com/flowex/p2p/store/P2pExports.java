package com.flowex.p2p.store;

import com.flowex.platform.database.export.PersonExport;
import java.util.List;

/** Queries over a person's data: rows to export, trades that prevent an erasure, and texts to erase. */
public final class P2pExports {

    private P2pExports() {}

    private static final String TRADE =
            "SELECT id, asset, currency, units, fee, price, payment, method, state, ending, buyer_units, fee_units,"
                    + " reason, created_at, changed_at FROM p2p.trades WHERE tenant_id = ? AND ";
    private static final String UNDER_WAY =
            " AND state NOT IN ('unfunded', 'released', 'canceled', 'expired', 'returned', 'split')"
                    + " HAVING count(*) > 0";

    /** Returns the exports of a person. */
    public static List<PersonExport> all() {
        return List.of(
                of("p2p_offers", """
                SELECT id, side, asset, currency, price, margin, price_limit, remaining, least, most, methods,
                    window_minutes, terms, least_trades, least_reliability, state, created_at, changed_at
                FROM p2p.offers WHERE tenant_id = ? AND owner = ? ORDER BY id"""),
                of("p2p_purchases", TRADE + "buyer = ? ORDER BY number"),
                of("p2p_sales", TRADE + "seller = ? ORDER BY number"));
    }

    /** Returns the queries for trades that prevent an account from being closed. Each row names them in words. */
    public static List<PersonExport> holdings() {
        return List.of(of("p2p_purchases", """
                SELECT count(*) || ' purchases from people under way' FROM p2p.trades
                WHERE tenant_id = ? AND buyer = ?""" + UNDER_WAY), of("p2p_sales", """
                SELECT count(*) || ' sales to people under way' FROM p2p.trades
                WHERE tenant_id = ? AND seller = ?""" + UNDER_WAY));
    }

    /** Returns the statements that erase a person: their offers end, and their own words go. Trades are records of money. */
    public static List<PersonExport> removals() {
        return List.of(of("p2p_offers", """
                UPDATE p2p.offers SET state = 'closed', terms = '', details = NULL, version = version + 1
                WHERE tenant_id = ? AND owner = ?::bigint"""));
    }

    private static PersonExport of(String name, String sql) {
        return new PersonExport(name, PersonExport.PersonKey.ACCOUNT, sql);
    }
}
